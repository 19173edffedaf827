/**
 * What there is in the simulated cloud. Resources belong to projects: every region has one that is called like it,
 * and may have further ones (`cn-north-4_team`). An account is a domain.
 */
import type { L7Policy, Listener, LoadBalancer, Member, Pool } from './rows/balancers.ts';
import type { DnatRule, NatGateway, Publicip, Server, SnatRule, Zone } from './rows/compute.ts';
import type {
  Cluster,
  DcsInstance,
  OpenGaussInstance,
  RdsInstance,
  TaurusInstance,
} from './rows/databases.ts';
import type { CentralNetwork, CentralNetworkAttachment, CloudConnection } from './rows/networks.ts';
import type { EnterpriseRouter, ErAttachment, NetworkInstance } from './rows/networks.ts';
import type { PrivateDnat, PrivateNat, PrivateSnat, TransitIp } from './rows/private-nat.ts';
import type {
  Port,
  RouteTable,
  SecurityGroup,
  SecurityGroupRule,
  Subnet,
  Vpc,
  VpcPeering,
} from './rows/vpc.ts';
import type { ServiceName } from './refusals.ts';

export interface Resources {
  zones: Zone[];
  vpcs: Vpc[];
  subnets: Subnet[];
  ports: Port[];
  routeTables: RouteTable[];
  securityGroups: SecurityGroup[];
  securityGroupRules: SecurityGroupRule[];
  peerings: VpcPeering[];
  publicips: Publicip[];
  natGateways: NatGateway[];
  snatRules: SnatRule[];
  dnatRules: DnatRule[];
  privateNats: PrivateNat[];
  privateSnats: PrivateSnat[];
  privateDnats: PrivateDnat[];
  transitIps: TransitIp[];
  servers: Server[];
  loadBalancers: LoadBalancer[];
  listeners: Listener[];
  pools: Pool[];
  members: Member[];
  l7Policies: L7Policy[];
  enterpriseRouters: EnterpriseRouter[];
  erAttachments: ErAttachment[];
  rdsInstances: RdsInstance[];
  taurusInstances: TaurusInstance[];
  openGaussInstances: OpenGaussInstance[];
  dcsInstances: DcsInstance[];
  clusters: Cluster[];
}

export interface Project {
  readonly id: string;
  /** The region's name, with `_` and a name of its own for a further one. */
  readonly name: string;
  enabled: boolean;
  /** SDKs of the vendor do not agree on what tags of public addresses are: texts (`key=value`) or objects. */
  publicipTags: 'texts' | 'objects';
  readonly here: Resources;
  /** Services without an endpoint in this region. */
  readonly notOffered: ServiceName[];
}

export interface Agency {
  readonly name: string;
  /** Accounts that may take it. */
  readonly trusts: readonly string[];
  readonly externalId?: string;
}

export interface AccountEstate {
  readonly id: string;
  readonly name: string;
  readonly agencies: Agency[];
  readonly projects: Project[];
  readonly cloudConnections: CloudConnection[];
  readonly networkInstances: NetworkInstance[];
  readonly centralNetworks: CentralNetwork[];
  readonly centralNetworkAttachments: CentralNetworkAttachment[];
}

export interface Estate {
  /** By id. */
  readonly accounts: Record<string, AccountEstate>;
}

export const emptyResources = (): Resources => ({
  zones: [],
  vpcs: [],
  subnets: [],
  ports: [],
  routeTables: [],
  securityGroups: [],
  securityGroupRules: [],
  peerings: [],
  publicips: [],
  natGateways: [],
  snatRules: [],
  dnatRules: [],
  privateNats: [],
  privateSnats: [],
  privateDnats: [],
  transitIps: [],
  servers: [],
  loadBalancers: [],
  listeners: [],
  pools: [],
  members: [],
  l7Policies: [],
  enterpriseRouters: [],
  erAttachments: [],
  rdsInstances: [],
  taurusInstances: [],
  openGaussInstances: [],
  dcsInstances: [],
  clusters: [],
});

export const project = (id: string, name: string): Project => ({
  id,
  name,
  enabled: true,
  publicipTags: 'texts',
  here: emptyResources(),
  notOffered: [],
});

export const emptyAccount = (id: string, name: string): AccountEstate => ({
  id,
  name,
  agencies: [],
  projects: [],
  cloudConnections: [],
  networkInstances: [],
  centralNetworks: [],
  centralNetworkAttachments: [],
});

/** The region that a project is in. */
export const regionOf = ({ name }: Pick<Project, 'name'>): string => name.split('_')[0] ?? name;

/** What there is in a project, by its name. */
export function resourcesOf({ accounts }: Estate, account: string, projectName: string): Resources {
  const found = accounts[account]?.projects.find(({ name }) => name === projectName);
  if (found === undefined) throw new Error(`no project ${projectName} in account ${account}`);
  return found.here;
}

/**
 * As `GET /v3/regions` names them: https://developer.huaweicloud.com/endpoint , huaweicloud-sdk-nodejs-v3
 * services/iam/v3/model/RegionLocales.
 */
export const REGIONS: Readonly<Record<string, { readonly 'zh-cn': string; readonly 'en-us': string }>> = {
  'cn-north-4': { 'zh-cn': '华北-北京四', 'en-us': 'CN North-Beijing4' },
  'cn-north-1': { 'zh-cn': '华北-北京一', 'en-us': 'CN North-Beijing1' },
  'cn-north-9': { 'zh-cn': '华北-乌兰察布一', 'en-us': 'CN North-Ulanqab1' },
  'cn-east-3': { 'zh-cn': '华东-上海一', 'en-us': 'CN East-Shanghai1' },
  'cn-east-2': { 'zh-cn': '华东-上海二', 'en-us': 'CN East-Shanghai2' },
  'cn-south-1': { 'zh-cn': '华南-广州', 'en-us': 'CN South-Guangzhou' },
  'cn-southwest-2': { 'zh-cn': '西南-贵阳一', 'en-us': 'CN Southwest-Guiyang1' },
  'ap-southeast-1': { 'zh-cn': '中国-香港', 'en-us': 'CN-Hong Kong' },
  'ap-southeast-3': { 'zh-cn': '亚太-新加坡', 'en-us': 'AP-Singapore' },
};
