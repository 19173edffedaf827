import type { Estate, Merged } from '../../shared/model/links/estate.ts';
import { cidrOf, prefixOf } from '../../shared/model/links/prefix.ts';
import { providerOf } from '../../shared/model/record.ts';
import type { Ref } from '../../shared/model/ref.ts';
import type { Config } from './config.ts';
import type { Target } from './domains.ts';
import type { Filling } from './filling.ts';
import { builtInId, ownId } from './ids.ts';
import { interfacesOf } from './interfaces.ts';
import { balancersOf } from './balancers.ts';
import { EMPTY } from './payload.ts';
import type { Az, Chost, Payload, Subnet, Vpc } from './payload.ts';
import { NAME, SHORT_NAME, uniqueNames } from './safe.ts';

/** What one domain is to hold, where each item comes from, and what was left out. */
export interface Content {
  readonly payload: Payload;
  /** By uuid: what it stands for, and the scope that holds it. */
  readonly origins: ReadonlyMap<string, Origin>;
  /** Of servers: by the name that is sent, its tags. */
  readonly tagged: ReadonlyMap<string, Merged<'vm'>>;
  readonly leftOut: readonly string[];
}

export interface Origin {
  readonly ref: string;
  readonly account: string;
  readonly region: string;
}

type Device = Merged<'vm' | 'nat_gateway' | 'rds' | 'redis'>;

/** https://github.com/deepflowio/deepflow/blob/main/server/controller/common/const.go: VM_HTYPE_*. */
const TYPES = { vm: 1, nat_gateway: 3, rds: 5, redis: 5 } as const;

/** Everything of an account, in the regions of a target, that the interface can carry. Peerings and tags need what is recorded: they come later. */
export function contentOf(
  estate: Estate,
  target: Target,
  { domain, builtIn, org, offer }: Pick<Filling, 'domain' | 'builtIn' | 'org'> & Pick<Config, 'offer'>,
): Content {
  const leftOut: string[] = [];
  const origins = new Map<string, Origin>();
  const leaveOut = (ref: string, why: string): void => void leftOut.push(`${ref}: ${why}`);
  const idOf: Filling['idOf'] = (ref, kind, id) =>
    (builtIn && kind !== undefined && id !== undefined && builtInId(target.provider, id, org)) ||
    ownId(domain, ref);
  const isHeld = ({ account, region, record }: Merged): boolean =>
    account === target.account && providerOf(record.ref) === target.provider && target.holds(region);
  const held = <K extends 'az' | 'vpc' | 'subnet' | 'load_balancer' | Device['record']['kind']>(
    kind: K,
  ): readonly Merged<K>[] => [...estate.of(kind)].filter(isHeld);
  const note = (uuid: string, { record, account, region }: Merged): void =>
    void origins.set(uuid, { ref: record.ref, account, region });

  const devices: readonly Device[] = [held('vm'), ...offer.map((kind) => held(kind))].flat();
  const balancers = held('load_balancer');
  // What is shared with this account is its owner's record, and needed here all the same.
  const wanted = new Set<Ref<'vpc'>>();
  const subnetRefs = new Set<Ref<'subnet'>>(held('subnet').map(({ record }) => record.ref));
  for (const { record } of [...devices, ...balancers]) {
    if (record.vpc !== undefined) wanted.add(record.vpc);
    for (const nic of estate.under('nic', record.ref)) {
      if (nic.record.subnet !== undefined) subnetRefs.add(nic.record.subnet);
      if (nic.record.vpc !== undefined) wanted.add(nic.record.vpc);
    }
    for (const subnet of 'subnets' in record ? record.subnets : []) subnetRefs.add(subnet);
  }
  const subnetRecords = [...subnetRefs].flatMap((ref) => estate.get(ref) ?? []);
  for (const { record } of [
    ...held('vpc'),
    ...subnetRecords.flatMap(({ record: { vpc } }) => estate.get(vpc) ?? []),
  ])
    wanted.add(record.ref);
  const vpcRecords = [...wanted].toSorted().flatMap((ref) => {
    const vpc = estate.get(ref);
    if (vpc === undefined) leaveOut(ref, 'no scope holds this VPC, so nothing in it can be sent');
    return vpc ?? [];
  });

  const zones = held('az');
  const zoneNames = uniqueNames(
    zones.map(({ record: { name, id } }) => ({ name, id })),
    SHORT_NAME,
  );
  // Whatever has no zone of its own is in this one; it also keeps the domain's part of the table from being empty.
  const nowhere: Az = {
    name: `${target.provider} no zone`,
    uuid: ownId(domain, 'no zone'),
    domain_uuid: domain,
  };
  const azs: Az[] = [
    nowhere,
    ...zones.map((zone, n): Az => ({
      name: zoneNames[n] ?? '',
      uuid: idOf(zone.record.ref),
      domain_uuid: domain,
    })),
  ];
  const known = new Set(zones.map(({ record }) => record.ref));
  const azOf = (az: Ref<'az'> | undefined): string =>
    az !== undefined && known.has(az) ? idOf(az) : nowhere.uuid;

  const vpcNames = uniqueNames(
    vpcRecords.map(({ record: { name, id } }) => ({ name, id })),
    NAME,
  );
  const vpcs = vpcRecords.map((vpc, n): Vpc => {
    const uuid = idOf(vpc.record.ref, 'vpc', vpc.record.id);
    note(uuid, vpc);
    return { name: vpcNames[n] ?? '', uuid, domain_uuid: domain };
  });
  const vpcIds = new Map(vpcRecords.map(({ record }, n) => [record.ref, vpcs[n]?.uuid ?? '']));

  const placedSubnets = subnetRecords
    .toSorted((a, b) => (a.record.ref < b.record.ref ? -1 : 1))
    .flatMap((subnet) => {
      const { ref, vpc, cidrs: written } = subnet.record;
      const cidrs = written.flatMap((cidr) => {
        const prefix = prefixOf(cidr);
        if (prefix === undefined) leaveOut(ref, `${cidr} is no CIDR block`);
        return prefix === undefined ? [] : [cidrOf(prefix)];
      });
      if (vpcIds.has(vpc)) return [{ subnet, cidrs: [...new Set(cidrs)] }];
      leaveOut(ref, `its VPC ${vpc} cannot be sent`);
      return [];
    });
  const subnetNames = uniqueNames(
    placedSubnets.map(({ subnet: { record } }) => ({ name: record.name, id: record.id })),
    NAME,
  );
  const subnets = placedSubnets.map(({ subnet, cidrs }, n): Subnet => {
    const { ref, id, vpc, az } = subnet.record;
    const uuid = idOf(ref, 'subnet', id);
    note(uuid, subnet);
    const vpc_uuid = vpcIds.get(vpc) ?? '';
    const az_uuid = az !== undefined && known.has(az) ? idOf(az) : '';
    return {
      name: subnetNames[n] ?? '',
      uuid,
      domain_uuid: domain,
      vpc_uuid,
      az_uuid,
      type: 4,
      is_vip: false,
      cidrs,
    };
  });
  const filling: Filling = {
    estate,
    target,
    domain,
    builtIn,
    org,
    leaveOut,
    idOf,
    subnets: new Map(
      placedSubnets.map(({ subnet, cidrs }, n) => [
        subnet.record.ref,
        { uuid: subnets[n]?.uuid ?? '', vpc: subnet.record.vpc, cidrs },
      ]),
    ),
  };

  const interfaces = interfacesOf(filling);
  const sendable = devices.flatMap((device) => {
    const vpc = device.record.vpc === undefined ? undefined : vpcIds.get(device.record.vpc);
    if (vpc === undefined) leaveOut(device.record.ref, 'it is in no VPC that is sent');
    return vpc === undefined ? [] : [{ device, vpc }];
  });
  const names = uniqueNames(
    sendable.map(({ device: { record } }) => ({ name: record.name, id: record.id })),
    NAME,
  );
  const tagged = new Map<string, Merged<'vm'>>();
  const chosts = sendable.map(({ device, vpc }, n): Chost => {
    const { record } = device;
    const name = names[n] ?? '';
    const uuid = record.kind === 'vm' ? idOf(record.ref, 'vm', record.id) : idOf(record.ref);
    note(uuid, device);
    if (isServer(device)) tagged.set(name, device);
    const az = 'az' in record ? azOf(record.az) : nowhere.uuid;
    return {
      name,
      uuid,
      domain_uuid: domain,
      vpc_uuid: vpc,
      az_uuid: az,
      host_ip: '',
      type: TYPES[record.kind],
      vinterfaces: interfaces.of(device),
    };
  });
  const lbs = balancersOf(filling, balancers, vpcIds, interfaces);
  const payload: Payload = {
    ...EMPTY,
    azs,
    vpcs,
    subnets: [...subnets, ...interfaces.outside(vpcIds)],
    chosts,
    lbs,
  };
  return { payload, origins, tagged, leftOut };
}

const isServer = (device: Device): device is Merged<'vm'> => device.record.kind === 'vm';
