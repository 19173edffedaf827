/** What there is in the simulated cloud: rows as the lists give them, by account and region. */
import type { ClassicalListener, ClassicalTarget, Listener, LoadBalancer, TargetGroup } from './rows/clb.ts';
import type { Instance, Zone } from './rows/cvm.ts';
import type {
  Ccn,
  CcnAttachment,
  DnatRule,
  NatGateway,
  Peering,
  PrivateNat,
  SnatRule,
} from './rows/links.ts';
import type { Cluster, Redis } from './rows/rest.ts';
import type { Cynos, Dcdb, MariaDb, Mysql, Postgres, SqlServer } from './rows/sql.ts';
import type { Address, NetworkInterface, RouteTable, SecurityGroup, Subnet, Vpc } from './rows/vpc.ts';

export interface RegionEstate {
  zones: Zone[];
  instances: Instance[];
  vpcs: Vpc[];
  subnets: Subnet[];
  routeTables: RouteTable[];
  securityGroups: SecurityGroup[];
  natGateways: NatGateway[];
  dnatRules: DnatRule[];
  snatRules: SnatRule[];
  privateNats: PrivateNat[];
  addresses: Address[];
  networkInterfaces: NetworkInterface[];
  /** Those whose local side is here; one inside a region stands once, one across regions in both. */
  peerings: Peering[];
  loadBalancers: LoadBalancer[];
  listeners: Listener[];
  classicalListeners: ClassicalListener[];
  classicalTargets: ClassicalTarget[];
  targetGroups: TargetGroup[];
  mysqls: Mysql[];
  mariaDbs: MariaDb[];
  dcdbs: Dcdb[];
  postgreses: Postgres[];
  sqlServers: SqlServer[];
  cynoses: Cynos[];
  redises: Redis[];
  clusters: Cluster[];
}

export interface Role {
  readonly name: string;
  /** Root accounts that may take it. */
  readonly trusts: readonly string[];
  readonly externalId?: string;
}

export interface AccountEstate {
  /** The UIN of the root account. */
  readonly id: string;
  readonly appId: number;
  readonly roles: Role[];
  readonly regions: Record<string, RegionEstate>;
  /** Products that are not offered in a region, by its name. */
  readonly notOffered: Record<string, string[]>;
  /** Regions that are listed as `UNAVAILABLE`. */
  readonly switchedOff: string[];
  /** Of the account as a whole; every region answers with all of them. */
  ccns: Ccn[];
  ccnAttachments: CcnAttachment[];
}

export interface Estate {
  readonly accounts: Record<string, AccountEstate>;
}

export const emptyRegion = (): RegionEstate => ({
  zones: [],
  instances: [],
  vpcs: [],
  subnets: [],
  routeTables: [],
  securityGroups: [],
  natGateways: [],
  dnatRules: [],
  snatRules: [],
  privateNats: [],
  addresses: [],
  networkInterfaces: [],
  peerings: [],
  loadBalancers: [],
  listeners: [],
  classicalListeners: [],
  classicalTargets: [],
  targetGroups: [],
  mysqls: [],
  mariaDbs: [],
  dcdbs: [],
  postgreses: [],
  sqlServers: [],
  cynoses: [],
  redises: [],
  clusters: [],
});

export const emptyAccount = (id: string, regions: readonly string[]): AccountEstate => ({
  id,
  appId: 1_250_000_000 + Number(id.slice(-6)),
  roles: [],
  regions: Object.fromEntries(regions.map((region) => [region, emptyRegion()])),
  notOffered: {},
  switchedOff: [],
  ccns: [],
  ccnAttachments: [],
});

/** https://cloud.tencent.com/document/product/213/6091 , and cvm's examples of DescribeRegions. */
export const REGION_NAMES: Readonly<Record<string, string>> = {
  'ap-guangzhou': '华南地区(广州)',
  'ap-shanghai': '华东地区(上海)',
  'ap-beijing': '华北地区(北京)',
  'ap-chengdu': '西南地区(成都)',
  'ap-hongkong': '港澳台地区(中国香港)',
  'ap-singapore': '亚太东南(新加坡)',
  'na-siliconvalley': '美国西部(硅谷)',
  'ap-shanghai-fsi': '华东地区(上海金融)',
};

/** The first digits of a region's zone ids, and its towns. https://cloud.tencent.com/document/product/213/6091 */
export const ZONES: Readonly<Record<string, readonly [number: number, town: string]>> = {
  'ap-guangzhou': [10, '广州'],
  'ap-shanghai': [20, '上海'],
  'ap-hongkong': [30, '香港'],
  'ap-shanghai-fsi': [70, '上海金融'],
  'ap-beijing': [80, '北京'],
  'ap-singapore': [90, '新加坡'],
  'na-siliconvalley': [150, '硅谷'],
  'ap-chengdu': [160, '成都'],
};

/** Of the n-th zone, from 1. */
export const zoneIdOf = (region: string, n: number): number => (ZONES[region]?.[0] ?? 990) * 10_000 + n;
