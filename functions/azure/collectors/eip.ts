import { collector } from '../client.ts';
import { holderOf } from '../eips.ts';
import { azureRef, linkTo } from '../items.ts';
import { actionsOf } from '../resources.ts';

const TYPES = ['publicIp', 'interface'] as const;

/** Attached or not. A dynamic one of something that does not run has no address. */
export const eip = collector({
  name: 'eip',
  emits: ['eip'],
  scope: 'account',
  paging: 'offset',
  actions: actionsOf(...TYPES),

  async *list({ read }) {
    const reading = await read('eip', TYPES);
    const configurations = new Map(
      reading.all('interface').flatMap((card) =>
        card.properties.ipConfigurations.map(({ id, properties }) => {
          const machine = card.properties.virtualMachine;
          return [id, { machine, privateIp: properties.privateIPAddress }] as const;
        }),
      ),
    );
    for (const page of reading.pages('publicIp'))
      yield page.map((row) => ({ row, on: configurations.get(row.properties.ipConfiguration ?? '') }));
  },

  *map({ row: { id, name, tags, location, properties }, on }, { account }) {
    const { ipAddress: ip, ipConfiguration, natGateway } = properties;
    if (ip === undefined) return;
    const { nic, device } = holderOf(ipConfiguration);
    yield {
      kind: 'eip',
      ref: azureRef('eip', id),
      id,
      name,
      tags,
      region: azureRef('region', location),
      owner: account,
      ip,
      private_ip: on?.privateIp,
      nic,
      device: linkTo('vm', on?.machine) ?? device ?? linkTo('nat_gateway', natGateway),
    };
  },
});
