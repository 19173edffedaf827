// One region of one account of the simulated cloud: what is in it, and how it changes.
import type { Scope } from '../../../shared/collect/collector.ts';
import { emptyRegion } from '../../simulator/aliyun/estate.ts';
import type { RegionEstate } from '../../simulator/aliyun/estate.ts';
import { instance, networkInterface } from '../../simulator/aliyun/rows/ecs.ts';
import { vSwitch, vpc } from '../../simulator/aliyun/rows/vpc.ts';
import { createPresence } from './presence.ts';

/** The lists of the cloud, by the source that reads them. */
const LISTS = { vpc: 'vpcs', subnet: 'vSwitches', vm: 'instances', nic: 'networkInterfaces' } as const;
export type Source = keyof typeof LISTS;
export const SOURCES = Object.keys(LISTS) as readonly Source[];
/** By number, of a size that the collector chooses. */
export const isOffset = (source: string): boolean => source === 'vpc' || source === 'subnet';

/** They fill a page of 50. */
const STANDING_VPCS = 50;
/** Ids of servers are used again. */
const SERVER_IDS = 9;

export interface Place {
  readonly scope: Scope;
  readonly here: RegionEstate;
  readonly presence: ReturnType<typeof createPresence>;
  /** Ids that are there. */
  ids(source: Source): readonly string[];
  /** One thing comes, goes or is renamed. */
  mutate(random: () => number): void;
  /** More VPCs stand there than a page holds. */
  fill(): void;
  /** All servers go; what is given back brings them again. */
  collapse(): () => void;
}

export function createPlace(scope: Scope, nth: number): Place {
  const { account, region } = scope;
  const here = emptyRegion();
  const presence = createPresence();
  const VpcId = `vpc-${nth}-home`;
  const VSwitchId = `vsw-${nth}`;
  const ZoneId = `${region}-a`;
  let names = 0;
  let vpcs = 0;
  let incarnations = 0;

  const vpcRow = (id: string) =>
    vpc({ VpcId: id, VpcName: id, RegionId: region, OwnerId: Number(account), CidrBlock: '10.0.0.0/16' });

  function addVpc(id: string, at: number): void {
    here.vpcs = here.vpcs.toSpliced(at, 0, vpcRow(id));
    presence.came('vpc', id);
  }

  function addServer(n: number, at: number): void {
    const id = `i-${nth}-${n}`;
    const nic = `eni-${nth}-${n}`;
    if (here.instances.some(({ InstanceId }) => InstanceId === id)) return;
    const PrivateIpAddress = `10.0.${nth}.${n + 10}`;
    const inside = {
      VpcId,
      VSwitchId,
      NatIpAddress: '',
      PrivateIpAddress: { IpAddress: [PrivateIpAddress] },
    };
    const groups = { SecurityGroupIds: { SecurityGroupId: [] } };
    const server = instance({ InstanceId: id, RegionId: region, ZoneId, VpcAttributes: inside, ...groups });
    const card = networkInterface({
      NetworkInterfaceId: nic,
      NetworkInterfaceName: nic,
      Type: 'Primary',
      InstanceId: id,
      OwnerId: account,
      MacAddress: `00:16:3e:00:0${nth}:${n.toString(16).padStart(2, '0')}`,
      PrivateIpAddress,
      VpcId,
      VSwitchId,
      ZoneId,
      ...groups,
    });
    // Tokens must not take a server for the one that had its id before.
    const ResourceGroupId = `rg-${++incarnations}`;
    here.networkInterfaces = here.networkInterfaces.toSpliced(
      at,
      0,
      Object.assign(card, { ResourceGroupId }),
    );
    presence.came('nic', nic);
    here.instances = here.instances.toSpliced(at, 0, Object.assign(server, { ResourceGroupId }));
    presence.came('vm', id);
  }

  function removeServer(id: string): void {
    const [gone] = here.networkInterfaces.filter(({ InstanceId }) => InstanceId === id);
    here.instances = here.instances.filter(({ InstanceId }) => InstanceId !== id);
    presence.went('vm', id);
    if (gone === undefined) return;
    here.networkInterfaces = here.networkInterfaces.filter((one) => one !== gone);
    presence.went('nic', gone.NetworkInterfaceId);
  }

  function mutateVpcs(random: () => number): void {
    const moving = here.vpcs.filter(({ VpcId: id }) => id.startsWith(`vpc-${nth}-m`));
    const dice = random();
    const one = moving[Math.floor(random() * moving.length)];
    if (dice < 0.45 && moving.length > 2 && one !== undefined) {
      here.vpcs = here.vpcs.filter((row) => row !== one);
      presence.went('vpc', one.VpcId);
    } else if (dice < 0.85 || one === undefined) {
      const at = Math.floor(random() * (here.vpcs.length + 1));
      addVpc(`vpc-${nth}-m${vpcs++}`, random() < 0.3 ? here.vpcs.length : at);
    } else {
      here.vpcs = here.vpcs.map((row) => (row === one ? { ...row, VpcName: `v${++names}` } : row));
      presence.changed();
    }
  }

  function mutateServers(random: () => number): void {
    const dice = random();
    const one = here.instances[Math.floor(random() * here.instances.length)];
    const at = Math.floor(random() * (here.instances.length + 1));
    if (dice < 0.4 && here.instances.length > 2 && one !== undefined) removeServer(one.InstanceId);
    else if (dice < 0.8 || one === undefined) addServer(Math.floor(random() * SERVER_IDS), at);
    else {
      const renamed = { ...one, InstanceName: `s${++names}` };
      here.instances = here.instances.map((row) => (row === one ? renamed : row));
      presence.changed();
    }
  }

  for (let n = 0; n < 4; n++) addVpc(`vpc-${nth}-m${vpcs++}`, n);
  addVpc(VpcId, here.vpcs.length);
  here.vSwitches = [
    vSwitch({
      VSwitchId,
      VpcId,
      ZoneId,
      OwnerId: Number(account),
      VSwitchName: VSwitchId,
      CidrBlock: '10.0.0.0/16',
      RouteTable: { RouteTableId: '', RouteTableType: 'System' },
    }),
  ];
  presence.came('subnet', VSwitchId);
  for (let n = 0; n < 5; n++) addServer(n, n);

  return {
    scope,
    here,
    presence,
    ids: (source) => idsIn(here, source),
    fill() {
      for (let n = 0; n < STANDING_VPCS; n++) addVpc(`vpc-${nth}-s${n}`, here.vpcs.length);
    },
    mutate: (random) => (random() < 0.4 ? mutateVpcs(random) : mutateServers(random)),
    collapse() {
      const all = here.instances.map(({ InstanceId }) => InstanceId);
      for (const id of all) removeServer(id);
      return () => all.forEach((id, at) => addServer(Number(id.split('-').at(-1)), at));
    },
  };
}

function idsIn(here: RegionEstate, source: Source): readonly string[] {
  switch (source) {
    case 'vpc':
      return here.vpcs.map(({ VpcId }) => VpcId);
    case 'subnet':
      return here.vSwitches.map(({ VSwitchId }) => VSwitchId);
    case 'vm':
      return here.instances.map(({ InstanceId }) => InstanceId);
    case 'nic':
      return here.networkInterfaces.map(({ NetworkInterfaceId }) => NetworkInterfaceId);
    default:
      return source satisfies never;
  }
}
