/** What there is in the simulated cloud: rows as the lists give them, by account and region. */
import type { Alb, AlbListener, AlbRule, AlbServerGroup, Clb, ClbListener } from './rows/balancers.ts';
import type { GroupServer, Nlb, NlbListener, NlbServerGroup } from './rows/balancers.ts';
import type { DbInstance, KvInstance, PolarCluster } from './rows/databases.ts';
import type { Instance, NetworkInterface, SecurityGroup } from './rows/ecs.ts';
import type { Cen, Cluster, TransitRouter, VpcAttachment } from './rows/networks.ts';
import type { Eip, NatGateway, RouteTable, VSwitch, Vpc, VpcPeer, Zone } from './rows/vpc.ts';

export interface RegionEstate {
  zones: Zone[];
  vpcs: Vpc[];
  vSwitches: VSwitch[];
  routeTables: RouteTable[];
  natGateways: NatGateway[];
  eips: Eip[];
  instances: Instance[];
  networkInterfaces: NetworkInterface[];
  securityGroups: SecurityGroup[];
  clbs: Clb[];
  clbListeners: ClbListener[];
  albs: Alb[];
  albListeners: AlbListener[];
  albRules: AlbRule[];
  albServerGroups: AlbServerGroup[];
  albServers: GroupServer[];
  nlbs: Nlb[];
  nlbListeners: NlbListener[];
  nlbServerGroups: NlbServerGroup[];
  nlbServers: (GroupServer & { readonly ZoneId?: string })[];
  dbInstances: DbInstance[];
  polarClusters: PolarCluster[];
  kvInstances: KvInstance[];
}

export interface Role {
  readonly name: string;
  /** Account ids that may take it. */
  readonly trusts: readonly string[];
  readonly externalId?: string;
  /** The ARN of an OIDC provider, and the tokens it stands for. */
  readonly oidc?: { readonly provider: string; readonly tokens: readonly string[] };
}

export interface AccountEstate {
  readonly id: string;
  readonly name: string;
  readonly roles: Role[];
  /** What its region lists say; a product that is not offered in one is named by its code. */
  readonly regions: Record<string, RegionEstate>;
  readonly notOffered: Record<string, string[]>;
  /** Of the account as a whole. */
  peers: VpcPeer[];
  cens: Cen[];
  transitRouters: TransitRouter[];
  vpcAttachments: VpcAttachment[];
  clusters: Cluster[];
}

export interface Member {
  readonly AccountId: string;
  readonly AccountName: string;
  readonly DisplayName: string;
  /** `CreateSuccess`, `InviteSuccess`, `PromoteSuccess`, `PromoteVerifying`, … */
  readonly Status: string;
  readonly Type: 'CloudAccount' | 'ResourceAccount';
  readonly JoinMethod: 'created' | 'invited';
  readonly JoinTime: string;
  readonly ModifyTime: string;
  readonly FolderId: string;
  readonly ResourceDirectoryId: string;
}

export interface Estate {
  readonly accounts: Record<string, AccountEstate>;
  /** The resource directory: whose it is, and its members. */
  readonly directory: { readonly manager: string; readonly members: readonly Member[] } | undefined;
}

export const emptyRegion = (): RegionEstate => ({
  zones: [],
  vpcs: [],
  vSwitches: [],
  routeTables: [],
  natGateways: [],
  eips: [],
  instances: [],
  networkInterfaces: [],
  securityGroups: [],
  clbs: [],
  clbListeners: [],
  albs: [],
  albListeners: [],
  albRules: [],
  albServerGroups: [],
  albServers: [],
  nlbs: [],
  nlbListeners: [],
  nlbServerGroups: [],
  nlbServers: [],
  dbInstances: [],
  polarClusters: [],
  kvInstances: [],
});

export const emptyAccount = (
  id: string,
  regions: readonly string[],
  name = `account ${id}`,
): AccountEstate => ({
  id,
  name,
  roles: [],
  regions: Object.fromEntries(regions.map((region) => [region, emptyRegion()])),
  notOffered: {},
  peers: [],
  cens: [],
  transitRouters: [],
  vpcAttachments: [],
  clusters: [],
});

/** https://help.aliyun.com/zh/ecs/product-overview/regions-and-zones */
export const REGION_NAMES: Readonly<Record<string, string>> = {
  'cn-hangzhou': '华东1(杭州)',
  'cn-shanghai': '华东2(上海)',
  'cn-beijing': '华北2(北京)',
  'cn-shenzhen': '华南1(深圳)',
  'cn-wulanchabu': '华北6(乌兰察布)',
  'cn-hongkong': '中国香港',
  'ap-southeast-1': '新加坡',
  'eu-central-1': '德国(法兰克福)',
  'us-west-1': '美国(硅谷)',
};

/** As `AcceptLanguage=en-US` gives them. */
export const ENGLISH_NAMES: Readonly<Record<string, string>> = {
  'cn-hangzhou': 'China (Hangzhou)',
  'cn-shanghai': 'China (Shanghai)',
  'cn-beijing': 'China (Beijing)',
  'cn-shenzhen': 'China (Shenzhen)',
  'cn-wulanchabu': 'China (Ulanqab)',
  'cn-hongkong': 'China (Hong Kong)',
  'ap-southeast-1': 'Singapore',
  'eu-central-1': 'Germany (Frankfurt)',
  'us-west-1': 'US (Silicon Valley)',
};
