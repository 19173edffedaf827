import type { DeepflowDomain } from './controller-shapes.ts';
import type { FileContent } from './file-content.ts';
import { fileOf } from './file-parts.ts';
import { inOrg } from './ids.ts';
import type { Content, Origin } from './own.ts';
import type { Chost, Payload, Vinterface } from './payload.ts';
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
