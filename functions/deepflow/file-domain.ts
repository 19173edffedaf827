import { prefixOf, covers } from '../../shared/model/links/prefix.ts';
import type { DeepflowDomain } from './controller-shapes.ts';
import { groupsOf } from './domains.ts';
import type { FileContent, FilePort } from './file-content.ts';
import { inOrg } from './ids.ts';
import { madeMac } from './macs.ts';
import type { Content, Origin } from './own.ts';
import type { Az, Chost, Payload, Subnet, Vinterface } from './payload.ts';
import { nowhereOf } from './places.ts';
import { SHORT_NAME, uniqueNames } from './safe.ts';
import { uuidOf } from './uuid.ts';

/** A domain whose VPCs, subnets and servers go by a file, and the rest by the table. */
export interface Divided {
  readonly file: FileContent;
  readonly payload: Payload;
  readonly origins: Content['origins'];
  /** The id that an item has by the file, of the one that it would have in the table. */
  readonly idOf: (uuid: string) => string;
}

/** Its region is that of the domain's CONFIG, whatever it is called here. */
const REGION = 'region';

/**
 * Zones, VPCs, subnets and servers are taken out of the table and into the file;
 * what stays refers to them by the ids that DeepFlow makes of their names:
 * https://github.com/deepflowio/deepflow/tree/main/server/controller/cloud/filereader.
 * Only what is in the file counts as the cloud's own when a cluster inside of a
 * VPC looks for its nodes.
 */
export function divided(
  { payload, origins }: Pick<Content, 'payload' | 'origins'>,
  { DISPLAY_NAME }: Pick<DeepflowDomain, 'DISPLAY_NAME'>,
  { domain, org, provider }: { readonly domain: string; readonly org: number; readonly provider: string },
): Divided {
  const { azs, vpcs, subnets, chosts } = payload;
  const networkNames = uniqueNames(
    subnets.map(({ name, uuid }) => ({ name, id: uuid })),
    SHORT_NAME,
  );
  const networks = new Map(
    subnets.map((subnet, n) => [subnet.uuid, { subnet, name: networkNames[n] ?? '' }] as const),
  );
  const idOfName = (kind: 'az' | 'vpc' | 'network' | 'vm', name: string): string =>
    uuidOf(inOrg(`${DISPLAY_NAME}_${kind}_${name}`, org));
  const ids = new Map<string, string>([
    ...azs.map(({ name, uuid }) => [uuid, idOfName('az', name)] as const),
    ...vpcs.map(({ name, uuid }) => [uuid, idOfName('vpc', name)] as const),
    ...[...networks].map(([uuid, { name }]) => [uuid, idOfName('network', name)] as const),
  ]);
  const servers = chosts.filter(isServer);
  for (const { uuid, name } of servers) ids.set(uuid, idOfName('vm', name));
  const nowhere = nowhereOf(domain);
  // What stays in the table has the zone of none there: it is there in any case, so the table's part is never empty.
  const azOf = (uuid: string): string => (uuid === nowhere ? nowhere : (ids.get(uuid) ?? ''));
  const elsewhere = ({ vinterfaces }: { readonly vinterfaces: readonly Vinterface[] }) =>
    vinterfaces.map((one) => ({ ...one, subnet_uuid: ids.get(one.subnet_uuid) ?? one.subnet_uuid }));
  const rest: Payload = {
    ...payload,
    azs: [{ name: `${provider} additional resources`, uuid: nowhere, domain_uuid: domain }],
    vpcs: [],
    subnets: [],
    hosts: payload.hosts.map((host) => ({
      ...host,
      az_uuid: azOf(host.az_uuid),
      vinterfaces: elsewhere(host),
    })),
    chosts: chosts
      .filter((chost) => !isServer(chost))
      .map((chost) => ({
        ...chost,
        az_uuid: azOf(chost.az_uuid),
        vpc_uuid: ids.get(chost.vpc_uuid) ?? chost.vpc_uuid,
        vinterfaces: elsewhere(chost),
      })),
    lbs: payload.lbs.map((lb) => ({
      ...lb,
      vpc_uuid: ids.get(lb.vpc_uuid) ?? lb.vpc_uuid,
      vinterfaces: elsewhere(lb),
    })),
  };
  return {
    file: fileOf({ azs, vpcs, networks, servers, nowhere }),
    payload: rest,
    origins: new Map<string, Origin>([...origins].map(([uuid, origin]) => [ids.get(uuid) ?? uuid, origin])),
    idOf: (uuid) => ids.get(uuid) ?? uuid,
  };
}

/** A file has servers of this type only. */
const isServer = ({ type }: Chost): boolean => type === 1;

interface InFile {
  readonly azs: readonly Az[];
  readonly vpcs: readonly Az[];
  readonly networks: ReadonlyMap<string, { readonly subnet: Subnet; readonly name: string }>;
  readonly servers: readonly Chost[];
  readonly nowhere: string;
}

function fileOf({ azs, vpcs, networks, servers, nowhere }: InFile): FileContent {
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
