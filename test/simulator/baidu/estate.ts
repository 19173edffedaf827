/** What there is in the simulated cloud: of each account, what its regions have and what spans them. */
import type * as rows from './rows.ts';
import type { Child } from './rows.ts';

export interface Resources {
  zones: rows.Zone[];
  vpcs: rows.Vpc[];
  subnets: rows.Subnet[];
  /** By VPC. */
  routeRules: Child<rows.RouteRule>[];
  enis: rows.Eni[];
  securityGroups: rows.SecurityGroup[];
  enterpriseGroups: rows.EnterpriseGroup[];
  peerConns: rows.PeerConn[];
  nats: rows.Nat[];
  snatRules: Child<rows.SnatRule>[];
  dnatRules: Child<rows.DnatRule>[];
  eips: rows.Eip[];
  instances: rows.Instance[];
  metals: rows.Metal[];
  metalNetworks: rows.MetalNetwork[];
  metalInterfaces: rows.MetalInterface[];
  blbs: rows.Blb[];
  listeners: Child<rows.Listener>[];
  backends: Child<rows.Backend>[];
  appBlbs: rows.AppBlb[];
  appListeners: Child<rows.AppListener>[];
  policies: Child<rows.Policy>[];
  serverGroups: Child<rows.ServerGroup>[];
  /** By group. */
  groupServers: Child<rows.Backend>[];
  ipGroups: Child<rows.IpGroup>[];
  /** By group. */
  ipMembers: Child<rows.IpMember>[];
  databases: rows.Database[];
  caches: rows.Cache[];
  clusters: rows.Cluster[];
}

export interface Place {
  readonly here: Resources;
  /** Services that were never opened in this region, by the first label of their hosts. */
  readonly notOpened: string[];
}

export interface Role {
  readonly name: string;
  /** Accounts that may take it. */
  readonly trusts: readonly string[];
}

export interface AccountEstate {
  readonly id: string;
  readonly roles: Role[];
  /** By region. */
  readonly places: Record<string, Place>;
  /** Regions that it is told nothing of. */
  readonly closed: string[];
  readonly csns: rows.Csn[];
  readonly csnInstances: Child<rows.CsnInstance>[];
}

export interface Estate {
  /** By id. */
  readonly accounts: Record<string, AccountEstate>;
}

export const emptyResources = (): Resources => ({
  zones: [],
  vpcs: [],
  subnets: [],
  routeRules: [],
  enis: [],
  securityGroups: [],
  enterpriseGroups: [],
  peerConns: [],
  nats: [],
  snatRules: [],
  dnatRules: [],
  eips: [],
  instances: [],
  metals: [],
  metalNetworks: [],
  metalInterfaces: [],
  blbs: [],
  listeners: [],
  backends: [],
  appBlbs: [],
  appListeners: [],
  policies: [],
  serverGroups: [],
  groupServers: [],
  ipGroups: [],
  ipMembers: [],
  databases: [],
  caches: [],
  clusters: [],
});

export const emptyAccount = (id: string): AccountEstate => ({
  id,
  roles: [],
  places: {},
  closed: [],
  csns: [],
  csnInstances: [],
});

export const emptyPlace = (): Place => ({ here: emptyResources(), notOpened: [] });

export function resourcesOf({ accounts }: Estate, account: string, region: string): Resources {
  const found = accounts[account]?.places[region];
  if (found === undefined) throw new Error(`nothing of account ${account} in ${region}`);
  return found.here;
}

/** As `describeRegions` names them: https://cloud.baidu.com/doc/BCC/s/3lvc76e8v, and the regions of the console. */
export const REGIONS: Readonly<Record<string, string>> = {
  bj: '华北 - 北京',
  bd: '华北 - 保定',
  su: '华东 - 苏州',
  gz: '华南 - 广州',
  fwh: '金融华中 - 武汉',
  hkg: '中国香港',
};
