import { addressesOf, frontsOf } from '../balancer-parts.ts';
import { collector } from '../client.ts';
import { azureRef, linksTo, linkTo, networkOf } from '../items.ts';
import { actionsOf } from '../resources.ts';
import { gatewayState } from '../states.ts';

const TYPES = ['gateway', 'publicIp', 'ipPrefix'] as const;

/** Application gateways, of version 1 and 2, which may be in front of the outside and of the inside at once. */
export const applicationGateway = collector({
  name: 'application-gateway',
  emits: ['load_balancer'],
  scope: 'account',
  paging: 'offset',
  actions: actionsOf(...TYPES),

  async *list({ read }) {
    const reading = await read('application-gateway', TYPES);
    const frontOf = frontsOf(reading);
    for (const page of reading.pages('gateway'))
      yield page.map((row) => ({ row, fronts: frontOf(row.properties.frontendIPConfigurations) }));
  },

  *map({ row: { id, name, tags, location, properties }, fronts }, { account }) {
    const subnets = properties.gatewayIPConfigurations.map((one) => one.properties.subnet);
    yield {
      kind: 'load_balancer',
      ref: azureRef('load_balancer', id),
      id,
      name,
      tags,
      region: azureRef('region', location),
      owner: account,
      type: `application-gateway-${properties.sku?.tier?.toLowerCase() ?? 'standard'}`,
      scheme: fronts.some(({ isPublic }) => isPublic) ? 'external' : 'internal',
      state: gatewayState(properties.operationalState),
      vpc: linkTo('vpc', networkOf(subnets[0])),
      subnets: linksTo('subnet', subnets),
      hostname: undefined,
      addresses: addressesOf(fronts),
      security_groups: [],
    };
  },
});
