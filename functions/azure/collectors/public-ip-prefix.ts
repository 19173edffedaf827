import { collector } from '../client.ts';
import { holderOf } from '../eips.ts';
import { azureRef, linkTo } from '../items.ts';
import { addressesIn } from '../prefixes.ts';
import { actionsOf } from '../resources.ts';

const TYPES = ['ipPrefix', 'publicIp'] as const;

/** Each address of a prefix that is no resource of its own: that is how NAT gateways and load balancers use them. */
export const publicIpPrefix = collector({
  name: 'public-ip-prefix',
  emits: ['eip'],
  scope: 'account',
  paging: 'offset',
  actions: actionsOf(...TYPES),

  async *list({ read }) {
    const reading = await read('public-ip-prefix', TYPES);
    const taken = reading
      .all('publicIp')
      .flatMap(({ properties: { publicIPPrefix, ipAddress } }) =>
        publicIPPrefix === undefined || ipAddress === undefined ? [] : [{ publicIPPrefix, ipAddress }],
      );
    for (const page of reading.pages('ipPrefix'))
      yield page.map((row) => ({
        row,
        taken: taken.filter((one) => one.publicIPPrefix === row.id).map(({ ipAddress }) => ipAddress),
      }));
  },

  *map({ row: { id, name, tags, location, properties }, taken }, { account }) {
    const { ipPrefix, natGateway, loadBalancerFrontendIpConfiguration } = properties;
    for (const ip of ipPrefix === undefined ? [] : addressesIn(ipPrefix)) {
      if (taken.includes(ip)) continue;
      yield {
        kind: 'eip',
        ref: azureRef('eip', id, ip),
        id,
        name,
        tags,
        region: azureRef('region', location),
        owner: account,
        ip,
        private_ip: undefined,
        nic: undefined,
        device: linkTo('nat_gateway', natGateway) ?? holderOf(loadBalancerFrontendIpConfiguration).device,
      };
    }
  },
});
