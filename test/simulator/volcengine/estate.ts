/** What there is in the simulated cloud: rows as the lists give them, by account and region. */
import type { Alb, AlbGroup, AlbListener, Clb, ClbGroup, Listener } from './rows/balancers.ts';
import type { Cluster, Database, Redis, SqlServer } from './rows/databases.ts';
import type {
  Address,
  AttachedInstance,
  Cen,
  DnatEntry,
  Instance,
  NatGateway,
  NetworkInterface,
  RouterAttachment,
  RouteTable,
  SecurityGroup,
  SnatEntry,
  Subnet,
  TransitRouter,
  Vpc,
} from './rows/network.ts';

export interface RegionEstate {
  zones: { readonly ZoneId: string }[];
  instances: Instance[];
  vpcs: Vpc[];
  subnets: Subnet[];
  routeTables: RouteTable[];
  securityGroups: SecurityGroup[];
  networkInterfaces: NetworkInterface[];
  addresses: Address[];
  natGateways: NatGateway[];
  snatEntries: SnatEntry[];
  dnatEntries: DnatEntry[];
  transitRouters: TransitRouter[];
  routerAttachments: RouterAttachment[];
  clbs: Clb[];
  clbListeners: Listener[];
  clbGroups: ClbGroup[];
  albs: Alb[];
  albListeners: AlbListener[];
  albGroups: AlbGroup[];
  mysqls: Database[];
  postgreses: Database[];
  sqlServers: SqlServer[];
  redises: Redis[];
  clusters: Cluster[];
}

export interface Role {
  readonly name: string;
  /** Accounts that may take it. */
  readonly trusts: readonly string[];
}

export interface AccountEstate {
  readonly id: string;
  readonly roles: Role[];
  readonly regions: Record<string, RegionEstate>;
  /** Products that are not offered in a region, by its name. */
  readonly notOffered: Record<string, string[]>;
  /** Of the account as a whole. */
  cens: Cen[];
  attachedInstances: AttachedInstance[];
  /** `CenId` of DescribeCenAttachedInstances may not be left out. */
  cenNeeded: boolean;
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
  networkInterfaces: [],
  addresses: [],
  natGateways: [],
  snatEntries: [],
  dnatEntries: [],
  transitRouters: [],
  routerAttachments: [],
  clbs: [],
  clbListeners: [],
  clbGroups: [],
  albs: [],
  albListeners: [],
  albGroups: [],
  mysqls: [],
  postgreses: [],
  sqlServers: [],
  redises: [],
  clusters: [],
});

export const emptyAccount = (id: string, regions: readonly string[]): AccountEstate => ({
  id,
  roles: [],
  regions: Object.fromEntries(regions.map((region) => [region, emptyRegion()])),
  notOffered: {},
  cens: [],
  attachedInstances: [],
  cenNeeded: false,
});

/** `RegionName` of rds_mysql:DescribeRegions. https://github.com/volcengine/volcengine-go-sdk/blob/master/service/rdsmysqlv2/api_describe_regions.go */
export const REGION_NAMES: Readonly<Record<string, string>> = {
  'cn-beijing': '华北2（北京）',
  'cn-shanghai': '华东2（上海）',
  'cn-guangzhou': '华南1（广州）',
  'ap-southeast-1': '亚太东南（柔佛）',
};
