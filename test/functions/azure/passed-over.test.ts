import { expect, test } from 'vitest';
import { azureRef } from '../../../functions/azure/items.ts';
import { isOf } from '../../../functions/azure/passed-over.ts';

const VNET = '/subscriptions/s/resourcegroups/g/providers/microsoft.network/virtualnetworks/net';
const BALANCER = '/subscriptions/s/resourcegroups/g/providers/microsoft.network/loadbalancers/lb';
const passedOver = new Map([VNET, BALANCER, 'eastus', 'eastus-az1'].map((name) => [name, 'eastus']));

test.each([
  [azureRef('vpc', VNET), true],
  [azureRef('subnet', `${VNET}/subnets/a`), true],
  [azureRef('lb_target', `${BALANCER}/backendaddresspools/p`, '/subscriptions/s/x/nic', '443'), true],
  [azureRef('region', 'eastus'), true],
  [azureRef('az', 'eastus-az1'), true],
  [azureRef('vpc', `${VNET}-2`), false],
  [azureRef('subnet', `${VNET}2/subnets/a`), false],
  [azureRef('lb_target', '/subscriptions/s/other', BALANCER, '443'), false],
  [azureRef('region', 'eastus2'), false],
])('a record is of what was passed over, or of a part of it: %s', (ref, expected) => {
  expect(isOf(passedOver, ref)).toBe(expected);
  expect(isOf(new Map(), ref)).toBe(false);
});
