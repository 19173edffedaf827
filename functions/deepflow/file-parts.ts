import { covers, prefixOf } from '../../shared/model/links/prefix.ts';
import { groupsOf } from './domains.ts';
import type { FileContent, FilePort } from './file-content.ts';
import { madeMac } from './macs.ts';
import type { Az, Chost, Subnet, Vinterface } from './payload.ts';
import { SHORT_NAME, uniqueNames } from './safe.ts';

/** Its region is that of the domain's CONFIG, whatever it is called here. */
const REGION = 'region';

/** What goes by a file, by the ids that it would have in the table. */
export interface InFile {
  readonly azs: readonly Az[];
  readonly vpcs: readonly Az[];
  readonly networks: ReadonlyMap<string, { readonly subnet: Subnet; readonly name: string }>;
  readonly servers: readonly Chost[];
  readonly nowhere: string;
}

/** Everything by its name, as a file has it. */
export function fileOf({ azs, vpcs, networks, servers, nowhere }: InFile): FileContent {
  const azNames = new Map(azs.map(({ uuid, name }) => [uuid, name]));
  const azNamed = (uuid: string): string => azNames.get(uuid) ?? azNames.get(nowhere) ?? '';
  const vpcNames = new Map(vpcs.map(({ uuid, name }) => [uuid, name]));
  const blocks = [...networks.values()].flatMap(({ subnet, name }) =>
    subnet.cidrs.map((cidr) => ({ uuid: subnet.uuid, network: name, cidr })),
  );
  const blockNames = uniqueNames(
    blocks.map(({ network, cidr }) => ({ name: network, id: cidr })),
    SHORT_NAME,
  );
  const named = blocks.map((block, n) => ({ ...block, name: blockNames[n] ?? '' }));
  const byNetwork = groupsOf(named, ({ uuid }) => uuid);
  const cards = new Set<string>();
  return {
    regions: [{ name: REGION }],
    azs: azs.map(({ name }) => ({ name, region: REGION })),
    hosts: [],
    tenants: vpcs.map(({ name }) => ({ name, region: REGION })),
    networks: [...networks.values()].map(({ subnet, name }) => ({
      name,
      external: subnet.type === 3,
      net_type: subnet.type === 3 ? 'wan' : 'lan',
      shared: false,
      segmentation_id: 0,
      tenant_name: vpcNames.get(subnet.vpc_uuid) ?? '',
      az: azNamed(subnet.az_uuid),
      region: REGION,
    })),
    subnets: named.map(({ name, cidr, network }) => ({ name, cidr, gateway_ip: '', network_name: network })),
    routers: [],
    vms: servers.map((server) => ({
      name: server.name,
      launch_server: server.host_ip,
      tenant_name: vpcNames.get(server.vpc_uuid) ?? '',
      az: azNamed(server.az_uuid),
      region: REGION,
      ports: server.vinterfaces.flatMap((vif) =>
        portsOf(vif, byNetwork.get(vif.subnet_uuid) ?? [], cardOf(cards, vif, server.uuid)),
      ),
    })),
  };
}

/** An interface of a file is known by its card alone, so a card is in a file once. */
function cardOf(cards: Set<string>, { mac, subnet_uuid: subnet }: Vinterface, server: string): string {
  for (let n = 0; ; n++) {
    const card = n === 0 ? mac : madeMac(`${server} ${subnet} ${n}`);
    if (cards.has(card)) continue;
    cards.add(card);
    return card;
  }
}

/** One for each address. */
function portsOf(
  { ips }: Vinterface,
  blocks: readonly { readonly name: string; readonly cidr: string }[],
  card: string,
): readonly FilePort[] {
  return ips.flatMap((ip) => {
    const address = prefixOf(ip);
    const block = blocks.find(({ cidr }) => {
      const prefix = prefixOf(cidr);
      return prefix !== undefined && address !== undefined && covers(prefix, address);
    });
    return block === undefined ? [] : [{ ip_address: ip, mac_address: card, subnet_name: block.name }];
  });
}
