import type { Estate } from '../../shared/model/links/estate.ts';
import { vpcOf } from '../../shared/model/links/network.ts';
import { balancersOf } from './balancers.ts';
import type { Config } from './config.ts';
import type { Target } from './domains.ts';
import type { Filling } from './filling.ts';
import { heldBy, isHeldBy } from './held.ts';
import type { Device, Held } from './held.ts';
import { hostsOf } from './hosts.ts';
import type { Hosts } from './hosts.ts';
import { builtInId, ownId } from './ids.ts';
import { interfacesOf } from './interfaces.ts';
import type { Interfaces } from './interfaces.ts';
import { EMPTY } from './payload.ts';
import type { Chost, Payload } from './payload.ts';
import { namesOf, placesOf } from './places.ts';
import type { Places } from './places.ts';
import { NAME, SHORT_NAME } from './safe.ts';

/** What one domain is to hold, where each item comes from, and what was left out. */
export interface Content {
  readonly payload: Payload;
  /** By uuid: what it stands for, and the scope that holds it. */
  readonly origins: ReadonlyMap<string, Origin>;
  /** Of what is sent as a server: by the name that is sent, its tags. */
  readonly tagged: ReadonlyMap<string, Device>;
  readonly leftOut: readonly string[];
}

export interface Origin {
  readonly ref: string;
  readonly account: string;
  readonly region: string;
}

/** https://github.com/deepflowio/deepflow/blob/main/server/controller/common/const.go: VM_HTYPE_*. */
const TYPES = { vm: 1, nat_gateway: 3, rds: 5, redis: 5 } as const;

/** Everything of an account, in the regions of a target, that the interface can carry. Peerings and tags need what is recorded: they come later. */
export function contentOf(
  estate: Estate,
  target: Target,
  {
    domain,
    builtIn,
    org,
    offer,
  }: { readonly domain: string; readonly builtIn: boolean } & Pick<Config, 'org' | 'offer'>,
): Content {
  const leftOut: string[] = [];
  const origins = new Map<string, Origin>();
  const isHeld = isHeldBy(target);
  const filling: Filling = {
    estate,
    target,
    domain,
    longest: target.file === undefined ? NAME : SHORT_NAME,
    leaveOut: (ref, why) => void leftOut.push(`${ref}: ${why}`),
    // An id must be there once: what another account owns has its built-in id in that account's domain.
    idOf: (resource, kind) =>
      (builtIn && kind !== undefined && isHeld({ ...resource, ref: resource.record.ref })
        ? builtInId(target.provider, resource.record.id, org)
        : undefined) ?? ownId(domain, resource.record.ref),
    note: (uuid, { record: { ref }, account, region }) => void origins.set(uuid, { ref, account, region }),
  };
  const held = heldBy(estate, target, { offer }, filling.leaveOut);
  const places = placesOf(filling, held);
  const interfaces = interfacesOf(filling, places.subnetsByRef);
  const hosts = hostsOf(filling, places, held, interfaces);
  const { chosts, tagged } = chostsOf(filling, held, { places, interfaces, hosts });
  const lbs = balancersOf(filling, held.balancers, places.vpcIds, interfaces);
  const payload: Payload = {
    ...EMPTY,
    azs: places.azs,
    vpcs: places.vpcs,
    subnets: [...places.subnets, ...interfaces.outside(places.vpcIds)],
    hosts: hosts.hosts,
    chosts,
    lbs,
  };
  return { payload, origins, tagged, leftOut };
}

function chostsOf(
  { estate, domain, longest, leaveOut, idOf, note }: Filling,
  { devices }: Held,
  {
    places,
    interfaces,
    hosts,
  }: { readonly places: Places; readonly interfaces: Interfaces; readonly hosts: Hosts },
): { readonly chosts: readonly Chost[]; readonly tagged: Content['tagged'] } {
  const sendable = devices.flatMap((device) => {
    const own = vpcOf(estate, device.record);
    const vpc = own === undefined ? undefined : places.vpcIds.get(own);
    if (vpc === undefined) leaveOut(device.record.ref, 'it is in no VPC that is sent');
    return vpc === undefined ? [] : [{ device, vpc }];
  });
  const names = namesOf(
    sendable.map(({ device }) => device),
    longest,
  );
  const tagged = new Map<string, Device>();
  const chosts = sendable.map(({ device, vpc }, n): Chost => {
    const { record } = device;
    const name = names[n] ?? '';
    const uuid = idOf(device, record.kind === 'vm' ? 'vm' : undefined);
    note(uuid, device);
    tagged.set(name, device);
    return {
      name,
      uuid,
      domain_uuid: domain,
      vpc_uuid: vpc,
      az_uuid: places.azOf('az' in record ? record.az : undefined),
      host_ip: record.kind === 'vm' ? hosts.under(record.id) : '',
      type: TYPES[record.kind],
      vinterfaces: interfaces.of(device),
    };
  });
  return { chosts, tagged };
}
