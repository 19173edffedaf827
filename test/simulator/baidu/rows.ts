/**
 * What the APIs of Baidu Cloud list: fields and their types are those of the structs of the same names in
 * github.com/baidubce/bce-sdk-go (v0.9.273), in services/vpc/model.go, eni/model.go, esg/model.go, eip/model.go, bcc/api/model.go,
 * bbc/model.go, blb/model.go, appblb/model.go, csn/model.go, rds/model.go, scs/model.go, cce/v2/model.go. A maker has to
 * be told what names a row; the rest has defaults.
 */
export interface Tag {
  readonly tagKey: string;
  readonly tagValue: string;
}

export const CREATED = '2024-03-05T07:09:11Z';

const NO_TAGS: readonly Tag[] = [];
const NONE: readonly string[] = [];

const rows =
  <Row extends object>(defaults: Row) =>
  (given: Partial<Row>): Row => ({ ...defaults, ...given });

/** A row of a list that is asked for parent by parent. */
export interface Child<Row> {
  readonly parent: string;
  readonly row: Row;
}

export const zone = rows({ zoneName: '' });
export type Zone = ReturnType<typeof zone>;

export const vpc = rows({
  vpcId: '',
  name: '',
  cidr: '',
  ipv6Cidr: '',
  createdTime: CREATED,
  description: '',
  isDefault: false,
  secondaryCidr: NONE,
  tags: NO_TAGS,
});
export type Vpc = ReturnType<typeof vpc>;

export const subnet = rows({
  subnetId: '',
  name: '',
  zoneName: '',
  cidr: '',
  ipv6Cidr: '',
  vpcId: '',
  subnetType: 'BCC',
  description: '',
  createdTime: CREATED,
  availableIp: 200,
  tags: NO_TAGS,
});
export type Subnet = ReturnType<typeof subnet>;

export const routeRule = rows({
  routeRuleId: '',
  routeTableId: '',
  sourceAddress: '0.0.0.0/0',
  destinationAddress: '',
  nexthopId: '',
  nexthopType: 'sys',
  description: '',
  pathType: 'normal',
});
export type RouteRule = ReturnType<typeof routeRule>;

export interface EniIp {
  readonly publicIpAddress: string;
  readonly primary: boolean;
  readonly privateIpAddress: string;
}

const NO_IPS: readonly EniIp[] = [];

export const eni = rows({
  eniId: '',
  name: '',
  zoneName: '',
  description: '',
  instanceId: '',
  macAddress: '',
  vpcId: '',
  subnetId: '',
  status: 'inuse',
  privateIpSet: NO_IPS,
  ipv6PrivateIpSet: NO_IPS,
  securityGroupIds: NONE,
  enterpriseSecurityGroupIds: NONE,
  createdTime: CREATED,
  tags: NO_TAGS,
});
export type Eni = ReturnType<typeof eni>;

/** Rules say only what they have. */
export interface GroupRule {
  readonly direction: string;
  readonly ethertype?: string;
  readonly protocol?: string;
  readonly portRange?: string;
  readonly sourceIp?: string;
  readonly destIp?: string;
  readonly sourceGroupId?: string;
  readonly destGroupId?: string;
  readonly securityGroupRuleId?: string;
  readonly enterpriseSecurityGroupRuleId?: string;
  readonly remoteIpSet?: string;
  readonly action?: string;
  readonly priority?: number;
}

const NO_RULES: readonly GroupRule[] = [];

export const securityGroup = rows({
  id: '',
  name: '',
  desc: '',
  vpcId: '',
  rules: NO_RULES,
  tags: NO_TAGS,
  createdTime: CREATED,
});
export type SecurityGroup = ReturnType<typeof securityGroup>;

export const enterpriseGroup = rows({
  id: '',
  name: '',
  desc: '',
  rules: NO_RULES,
  tags: NO_TAGS,
  createdTime: CREATED,
  updatedTime: CREATED,
});
export type EnterpriseGroup = ReturnType<typeof enterpriseGroup>;

export const peerConn = rows({
  peerConnId: '',
  role: 'initiator',
  status: 'active',
  bandwidthInMbps: 10,
  description: '',
  localIfId: '',
  localIfName: '',
  localVpcId: '',
  localRegion: '',
  peerVpcId: '',
  peerRegion: '',
  peerAccountId: '',
  paymentTiming: 'Postpaid',
  dnsStatus: 'close',
  createdTime: CREATED,
  expiredTime: '',
  tags: NO_TAGS,
});
export type PeerConn = ReturnType<typeof peerConn>;

export const nat = rows({
  id: '',
  name: '',
  natType: 'normal',
  vpcId: '',
  spec: 'small',
  status: 'active',
  eips: NONE,
  dnatEips: NONE,
  bindEips: NONE,
  paymentTiming: 'Postpaid',
  expiredTime: '',
  tags: NO_TAGS,
  deleteProtect: false,
});
export type Nat = ReturnType<typeof nat>;

export const snatRule = rows({
  ruleId: '',
  ruleName: '',
  publicIpsAddress: NONE,
  sourceCIDR: '',
  status: 'active',
});
export type SnatRule = ReturnType<typeof snatRule>;

export const dnatRule = rows({
  ruleId: '',
  ruleName: '',
  publicIpAddress: '',
  privateIpAddress: '',
  protocol: 'TCP',
  publicPort: 0,
  privatePort: 0,
  status: 'active',
  publicPortRange: '',
  privatePortRange: '',
});
export type DnatRule = ReturnType<typeof dnatRule>;

export const eip = rows({
  name: '',
  eip: '',
  eipId: '',
  status: 'available',
  eipInstanceType: 'normal',
  instanceType: '',
  instanceId: '',
  shareGroupId: '',
  bandwidthInMbps: 1,
  paymentTiming: 'Postpaid',
  billingMethod: 'ByTraffic',
  createTime: CREATED,
  expireTime: '',
  region: '',
  routeType: 'BGP',
  tags: NO_TAGS,
});
export type Eip = ReturnType<typeof eip>;

export interface NicIp {
  readonly eip: string;
  readonly primary: string;
  readonly privateIp: string;
}

export interface NicInfo {
  readonly eniId: string;
  readonly name: string;
  readonly macAddress: string;
  readonly vpcId: string;
  readonly subnetId: string;
  readonly ips: readonly NicIp[];
  readonly ipv6s: readonly NicIp[];
  readonly securityGroups: readonly string[];
  readonly enterpriseSecurityGroups: readonly string[];
}

export const NIC: NicInfo = {
  eniId: '',
  name: '',
  macAddress: '',
  vpcId: '',
  subnetId: '',
  ips: [],
  ipv6s: [],
  securityGroups: [],
  enterpriseSecurityGroups: [],
};

export const instance = rows({
  id: '',
  name: '',
  hostname: '',
  instanceType: 'N5',
  spec: 'bcc.g5.c2m8',
  desc: '',
  status: 'Running',
  paymentTiming: 'Postpaid',
  createTime: CREATED,
  expireTime: '',
  publicIp: '',
  internalIp: '',
  zoneName: '',
  subnetId: '',
  vpcId: '',
  ipv6: '',
  eniNum: '0',
  nicInfo: NIC,
  tags: NO_TAGS,
});
export type Instance = ReturnType<typeof instance>;

export const metal = rows({
  id: '',
  name: '',
  hostname: '',
  uuid: '',
  desc: '',
  status: 'Running',
  paymentTiming: 'Postpaid',
  createTime: CREATED,
  expireTime: '',
  publicIp: '',
  internalIp: '',
  rdmaIp: '',
  imageId: '',
  flavorId: 'BBC-G4-01',
  zone: '',
  region: '',
  tags: NO_TAGS,
});
export type Metal = ReturnType<typeof metal>;

export const metalNetwork = rows({
  bbcId: '',
  vpc: { vpcId: '', cidr: '', name: '', isDefault: false, description: '' },
  subnet: { vpcId: '', name: '', subnetType: 'BBC', subnetId: '', cidr: '', zoneName: '' },
});
export const metalInterface = rows({
  eniId: '',
  name: 'primary',
  zoneName: '',
  description: '',
  instanceId: '',
  macAddress: '',
  vpcId: '',
  subnetId: '',
  status: 'inuse',
  privateIpSet: [] as readonly {
    readonly privateIpAddress: string;
    readonly publicIpAddress: string;
    readonly ipv6Address: string;
    readonly primary: boolean;
    readonly subnetId: string;
  }[],
});
export type MetalInterface = ReturnType<typeof metalInterface>;
export type MetalNetwork = ReturnType<typeof metalNetwork>;

const BALANCER = {
  blbId: '',
  name: '',
  desc: '',
  address: '',
  status: 'available',
  vpcId: '',
  subnetId: '',
  publicIp: '',
  layer4ClusterId: '',
  layer7ClusterId: '',
  tags: NO_TAGS,
  eipRouteType: '',
};

export const blb = rows(BALANCER);
export type Blb = ReturnType<typeof blb>;

export const appBlb = rows({ ...BALANCER, publicIpv6: '' });
export type AppBlb = ReturnType<typeof appBlb>;

export const listener = rows({
  listenerPort: 80,
  listenerType: 'TCP',
  backendPort: 8080,
  scheduler: 'RoundRobin',
});
export type Listener = ReturnType<typeof listener>;

/** Where it leads is said by its policies. */
export const appListener = rows({ listenerPort: 80, listenerType: 'TCP', scheduler: 'RoundRobin' });
export type AppListener = ReturnType<typeof appListener>;

export const backend = rows({ instanceId: '', weight: 100, privateIp: '' });
export type Backend = ReturnType<typeof backend>;

export const policy = rows({
  id: '',
  desc: '',
  appServerGroupId: '',
  appIpGroupId: '',
  frontendPort: 80,
  portType: 'TCP',
  backendPort: 8080,
  priority: 1,
});
export type Policy = ReturnType<typeof policy>;

const NO_PORTS: readonly { readonly id: string; readonly port: number; readonly type: string }[] = [];

export const serverGroup = rows({ id: '', name: '', desc: '', status: 'available', portList: NO_PORTS });
export type ServerGroup = ReturnType<typeof serverGroup>;

const NO_POLICIES: readonly { readonly id: string; readonly type: string }[] = [];

export const ipGroup = rows({ id: '', name: '', desc: '', backendPolicyList: NO_POLICIES });
export type IpGroup = ReturnType<typeof ipGroup>;

export const ipMember = rows({ memberId: '', ip: '', port: 80, weight: 100 });
export type IpMember = ReturnType<typeof ipMember>;

export const csn = rows({
  csnId: '',
  name: '',
  description: '',
  status: 'active',
  instanceNum: 0,
  csnBpNum: 0,
  createTime: CREATED,
  tags: NO_TAGS,
});
export type Csn = ReturnType<typeof csn>;

export const csnInstance = rows({
  attachId: '',
  instanceType: 'vpc',
  instanceId: '',
  instanceName: '',
  instanceRegion: '',
  instanceAccountId: '',
  status: 'attached',
});
export type CsnInstance = ReturnType<typeof csnInstance>;

export interface DbEndpoint {
  readonly address: string;
  readonly port: number;
  readonly vnetIp: string;
  readonly inetIp: string;
}

const NO_GROUPS: readonly { readonly roGroupId: string; readonly roGroupEndpoint: DbEndpoint }[] = [];
const NO_SUBNETS: readonly { readonly subnetId: string; readonly zoneName: string }[] = [];

export const database = rows({
  instanceId: '',
  instanceName: '',
  engine: 'MySQL',
  engineVersion: '8.0',
  category: 'Standard',
  instanceStatus: 'Available',
  instanceClass: 'MASTER',
  instanceType: '',
  sourceInstanceId: '',
  cpuCount: 1,
  memoryCapacity: 2,
  publicAccessStatus: 'Closed',
  instanceCreateTime: CREATED,
  endpoint: { address: '', port: 3306, vnetIp: '', inetIp: '' },
  region: '',
  zoneNames: NONE,
  vpcId: '',
  subnets: NO_SUBNETS,
  roGroupList: NO_GROUPS,
  tags: NO_TAGS,
});
export type Database = ReturnType<typeof database>;

export const cache = rows({
  instanceId: '',
  instanceName: '',
  instanceStatus: 'Running',
  clusterType: 'master_slave',
  engine: 'redis',
  engineVersion: '6.0',
  nodeType: 'cache.n1.micro',
  shardNum: 1,
  replicationNum: 2,
  vnetIp: '',
  domain: '',
  port: 6379,
  instanceCreateTime: CREATED,
  capacity: 1,
  eip: '',
  vpcId: '',
  zoneNames: NONE,
  subnets: NO_SUBNETS,
  tags: NO_TAGS,
});
export type Cache = ReturnType<typeof cache>;

const NO_NAMED: readonly { readonly name: string; readonly type: string; readonly id: string }[] = [];
const NO_ENI_SUBNETS: Readonly<Record<string, readonly string[]>> = {};

export const cluster = rows({
  spec: {
    clusterID: '',
    clusterName: '',
    clusterType: 'normal',
    k8sVersion: '1.30.1',
    vpcID: '',
    masterConfig: { masterType: 'managed', clusterBLBVPCSubnetID: '' },
    containerNetworkConfig: {
      mode: 'vpc-secondary-ip-veth',
      clusterIPServiceCIDR: '172.16.0.0/16',
      clusterIPServiceCIDRIPv6: '',
      eniVPCSubnetIDs: NO_ENI_SUBNETS,
      lbServiceVPCSubnetID: '',
    },
    masterDefaultSecurityGroups: NO_NAMED,
    nodeDefaultSecurityGroups: NO_NAMED,
    eniDefaultSecurityGroups: NO_NAMED,
    tags: NO_TAGS,
  },
  status: { clusterPhase: 'running', clusterBLB: { id: '', vpcIP: '', eip: '' }, nodeNum: 2 },
  createdAt: CREATED,
});
export type Cluster = ReturnType<typeof cluster>;
