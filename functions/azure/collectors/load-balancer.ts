import { addressesOf, frontsOf, networkBehind, SEAT_TYPES, seatsOf } from '../balancer-parts.ts';
import { collector } from '../client.ts';
import { azureRef, linksTo, linkTo } from '../items.ts';
import { actionsOf } from '../resources.ts';
import { provisioned } from '../states.ts';

const TYPES = ['balancer', 'publicIp', 'ipPrefix', ...SEAT_TYPES] as const;

/** Basic, Standard and Gateway, regional and global. */
export const loadBalancer = collector({
  name: 'load-balancer',
  emits: ['load_balancer'],
  scope: 'account',
  paging: 'offset',
  actions: actionsOf(...TYPES, 'scaleSet'),

  async *list({ read }) {
    const reading = await read('load-balancer', TYPES);
    const seats = seatsOf(reading);
    const frontOf = frontsOf(reading);
    for (const page of reading.pages('balancer'))
      yield page.map((row) => ({
        row,
        fronts: frontOf(row.properties.frontendIPConfigurations),
        network: networkBehind(row, seats),
      }));
  },

  *map({ row: { id, name, tags, location, sku, properties }, fronts, network }, { account }) {
    const { frontendIPConfigurations: frontends, provisioningState } = properties;
    const tier = sku?.tier?.toLowerCase() === 'global' ? '-global' : '';
    yield {
      kind: 'load_balancer',
      ref: azureRef('load_balancer', id),
      id,
      name,
      tags,
      region: azureRef('region', location),
      owner: account,
      type: `${sku?.name?.toLowerCase() ?? 'basic'}${tier}`,
      scheme: fronts.some(({ isPublic }) => isPublic) ? 'external' : 'internal',
      state: provisioned(provisioningState),
      vpc: linkTo('vpc', network),
      subnets: linksTo(
        'subnet',
        frontends.map((one) => one.properties.subnet),
      ),
      hostname: undefined,
      addresses: addressesOf(fronts),
      security_groups: [],
    };
  },
});
