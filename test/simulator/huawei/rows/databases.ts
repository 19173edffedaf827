/**
 * Databases, caches and clusters: SDK types of huaweicloud-sdk-nodejs-v3, services/rds/v3/model/InstanceResponse,
 * services/gaussdb/v3/model/MysqlInstanceListInfoUnifyStatus (TaurusDB), services/gaussdbforopengauss/v3/model/
 * ListInstancesResult (GaussDB), services/dcs/v2/model/InstanceListInfo and services/cce/v3/model/Cluster; doc
 * comments as on https://support.huaweicloud.com/api-rds/ , …/api-taurusdb/ , …/api-gaussdb/ , …/api-dcs/ ,
 * …/api-cce/ . Ports are text in TaurusDB, numbers elsewhere; times have an offset without a colon.
 */
import { DEFAULT_EPS, type Given, type Tag } from './given.ts';

export interface RdsNode {
  readonly id: string;
  readonly name: string;
  /** `master`, `slave`, `readreplica`. */
  readonly role: string;
  readonly status: string;
  readonly availability_zone: string;
}

export interface RdsInstance {
  readonly id: string;
  readonly name: string;
  /** `BUILD`, `ACTIVE`, `FAILED`, `FROZEN`, `MODIFYING`, `REBOOTING`, `RESTORING`, `BACKING UP`, `STORAGE FULL`, … */
  readonly status: string;
  /** `Single`, `Ha`, `Replica`. */
  readonly type: string;
  readonly private_ips: readonly string[];
  readonly private_dns_names: readonly string[];
  readonly public_ips: readonly string[];
  readonly port: number;
  /** `MySQL`, `PostgreSQL`, `SQLServer`, `MariaDB`. */
  readonly datastore: { readonly type: string; readonly version: string; readonly complete_version: string };
  readonly created: string;
  readonly updated: string;
  readonly region: string;
  readonly vpc_id: string;
  readonly subnet_id: string;
  readonly security_group_id: string;
  readonly flavor_ref: string;
  readonly nodes: readonly RdsNode[];
  /** `replica_of` and `replica`. */
  readonly related_instance: readonly { readonly id: string; readonly type: string }[];
  readonly enterprise_project_id: string;
  readonly tags: readonly Tag[];
}

export interface TaurusInstance {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly type: string;
  readonly private_ips: readonly string[];
  readonly readonly_private_ips: readonly string[];
  readonly proxy_ips: readonly string[];
  readonly public_ips: readonly string[];
  readonly port: string;
  readonly datastore: { readonly type: string; readonly version: string; readonly kernel_version: string };
  readonly created: string;
  readonly updated: string;
  readonly region: string;
  readonly vpc_id: string;
  readonly subnet_id: string;
  readonly security_group_id: string;
  readonly flavor_ref: string;
  readonly enterprise_project_id: string;
  readonly tags: readonly Tag[];
}

export interface OpenGaussInstance {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  /** `Enterprise`, `Ha`. */
  readonly type: string;
  readonly private_ips: readonly string[];
  readonly public_ips: readonly string[];
  readonly port: number;
  readonly ha: { readonly replication_mode: string; readonly consistency: string };
  readonly datastore: { readonly type: string; readonly version: string; readonly complete_version: string };
  readonly created: string;
  readonly updated: string;
  readonly region: string;
  readonly vpc_id: string;
  readonly subnet_id: string;
  readonly security_group_id: string;
  readonly flavor_ref: string;
  readonly nodes: readonly {
    readonly id: string;
    readonly name: string;
    readonly role: string;
    readonly status: string;
    readonly availability_zone: string;
    readonly private_ip: string;
    readonly public_ip: string;
  }[];
  readonly enterprise_project_id: string;
  readonly tags: readonly Tag[];
}

export interface DcsInstance {
  readonly instance_id: string;
  readonly name: string;
  /** `CREATING`, `RUNNING`, `ERROR`, `RESTARTING`, `EXTENDING`, `RESTORING`, `FROZEN`, `FLUSHING`, … */
  readonly status: string;
  /** `Redis`, `Memcached`. */
  readonly engine: string;
  readonly engine_version: string;
  readonly spec_code: string;
  /** Several with commas. */
  readonly ip: string;
  readonly port: number;
  readonly domain_name: string;
  readonly readonly_domain_name: string | null;
  readonly enable_publicip: boolean;
  readonly publicip_id: string | null;
  readonly publicip_address: string | null;
  readonly vpc_id: string;
  readonly vpc_name: string;
  readonly subnet_id: string;
  /** Null in instances of Redis 4.0 and later, which have white lists instead. */
  readonly security_group_id: string | null;
  readonly az_codes: readonly string[];
  readonly created_at: string;
  readonly updated_at: string;
  readonly enterprise_project_id: string;
  readonly tags: readonly Tag[];
}

export interface Cluster {
  readonly kind: 'Cluster';
  readonly apiVersion: 'v3';
  readonly metadata: {
    readonly name: string;
    readonly uid: string;
    readonly alias: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations: Readonly<Record<string, string>>;
    readonly creationTimestamp: string;
    readonly updateTimestamp: string;
  };
  readonly spec: {
    readonly category: string;
    readonly type: string;
    readonly flavor: string;
    readonly version: string;
    readonly hostNetwork: { readonly vpc: string; readonly subnet: string; readonly SecurityGroup: string };
    readonly containerNetwork: {
      readonly mode: string;
      readonly cidr: string;
      readonly cidrs: readonly { readonly cidr: string }[];
    };
    readonly serviceNetwork?: { readonly IPv4CIDR: string; readonly IPv6CIDR?: string };
    /** Before `serviceNetwork`. */
    readonly kubernetesSvcIpRange?: string;
    readonly clusterTags: readonly Tag[];
    readonly extendParam: { readonly enterpriseProjectId: string };
  };
  readonly status: {
    /** `Available`, `Unavailable`, `Creating`, `ScalingUp`, `Hibernation`, `Error`, … */
    readonly phase: string;
    /** `Internal`, `External`. */
    readonly endpoints: readonly { readonly url: string; readonly type: string }[];
  };
}

const TIME = '2024-03-05T07:09:11+0000';
const placed = {
  private_ips: [],
  public_ips: [],
  created: TIME,
  updated: TIME,
  security_group_id: '',
  enterprise_project_id: DEFAULT_EPS,
  tags: [],
} as const;

type PlacedKey = 'id' | 'name' | 'region' | 'vpc_id' | 'subnet_id';

export const rdsInstance = (row: Given<RdsInstance, PlacedKey>): RdsInstance => ({
  status: 'ACTIVE',
  type: 'Single',
  private_dns_names: [],
  port: 3306,
  datastore: { type: 'MySQL', version: '8.0', complete_version: '8.0.28.221000' },
  flavor_ref: 'rds.mysql.n1.large.2',
  nodes: [],
  related_instance: [],
  ...placed,
  ...row,
});

export const taurusInstance = (row: Given<TaurusInstance, PlacedKey>): TaurusInstance => ({
  status: 'ACTIVE',
  type: 'Cluster',
  readonly_private_ips: [],
  proxy_ips: [],
  port: '3306',
  datastore: { type: 'gaussdb-mysql', version: '8.0', kernel_version: '2.0.57.240900' },
  flavor_ref: 'gaussdb.mysql.xlarge.x86.4',
  ...placed,
  ...row,
});

export const openGaussInstance = (row: Given<OpenGaussInstance, PlacedKey>): OpenGaussInstance => ({
  status: 'ACTIVE',
  type: 'Ha',
  port: 8000,
  ha: { replication_mode: 'sync', consistency: 'strong' },
  datastore: { type: 'GaussDB', version: '8.102', complete_version: '8.102.0' },
  flavor_ref: 'gaussdb.opengauss.ee.dn.m6.2xlarge.8.in',
  nodes: [],
  ...placed,
  ...row,
});

export const dcsInstance = (
  row: Given<DcsInstance, 'instance_id' | 'name' | 'vpc_id' | 'subnet_id'>,
): DcsInstance => ({
  status: 'RUNNING',
  engine: 'Redis',
  engine_version: '6.0',
  spec_code: 'redis.ha.xu1.large.r2.1',
  ip: '',
  port: 6379,
  domain_name: `redis-${row.instance_id}.dcs.huaweicloud.com`,
  readonly_domain_name: null,
  enable_publicip: false,
  publicip_id: null,
  publicip_address: null,
  vpc_name: '',
  security_group_id: null,
  az_codes: [],
  created_at: '2024-03-05T07:09:11.000Z',
  updated_at: '2024-03-05T07:09:11.000Z',
  enterprise_project_id: DEFAULT_EPS,
  tags: [],
  ...row,
});

export interface ClusterGiven {
  readonly uid: string;
  readonly name: string;
  readonly alias?: string;
  readonly vpc: string;
  readonly subnet: string;
  readonly group: string;
  readonly version?: string;
  readonly phase?: string;
  readonly services?: Pick<Cluster['spec'], 'serviceNetwork' | 'kubernetesSvcIpRange'>;
  readonly endpoints?: Cluster['status']['endpoints'];
  readonly tags?: readonly Tag[];
}

export const cluster = (given: ClusterGiven): Cluster => ({
  kind: 'Cluster',
  apiVersion: 'v3',
  metadata: {
    name: given.name,
    uid: given.uid,
    alias: given.alias ?? given.name,
    labels: {},
    annotations: {},
    creationTimestamp: '2024-03-05 07:09:11.123456 +0000 UTC',
    updateTimestamp: '2024-03-05 07:09:11.123456 +0000 UTC',
  },
  spec: {
    category: 'CCE',
    type: 'VirtualMachine',
    flavor: 'cce.s2.small',
    version: given.version ?? 'v1.29',
    hostNetwork: { vpc: given.vpc, subnet: given.subnet, SecurityGroup: given.group },
    containerNetwork: { mode: 'vpc-router', cidr: '172.16.0.0/16', cidrs: [{ cidr: '172.16.0.0/16' }] },
    ...(given.services ?? { serviceNetwork: { IPv4CIDR: '10.247.0.0/16' } }),
    clusterTags: given.tags ?? [],
    extendParam: { enterpriseProjectId: DEFAULT_EPS },
  },
  status: { phase: given.phase ?? 'Available', endpoints: given.endpoints ?? [] },
});
