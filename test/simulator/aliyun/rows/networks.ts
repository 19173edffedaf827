/**
 * Rows of CEN (Cbn 2017-09-12) and of ACK (CS 2015-12-15).
 * https://help.aliyun.com/zh/cen/developer-reference/api-cbn-2017-09-12-describecens and its neighbours
 * describecenattachedchildinstances, listtransitrouters, listtransitroutervpcattachments
 * https://help.aliyun.com/zh/ack/ack-managed-and-ack-dedicated/developer-reference/api-cs-2015-12-15-describeclustersv1
 * Names and nesting: alibabacloud-typescript-sdk, cbn-20170912 and cs-20151215, src/models.
 */
import type { Given, Tag } from './tags.ts';

export interface ChildInstance {
  readonly CenId: string;
  readonly ChildInstanceId: string;
  readonly ChildInstanceType: 'VPC' | 'VBR' | 'CCN';
  readonly ChildInstanceRegionId: string;
  readonly ChildInstanceOwnerId: number;
  /** `Attaching`, `Attached`, `Detaching`. */
  readonly Status: string;
  readonly ChildInstanceAttachTime: string;
}

export interface Cen {
  readonly CenId: string;
  readonly Name: string;
  readonly Description: string;
  /** `Creating`, `Active`, `Deleting`. */
  readonly Status: string;
  readonly ProtectionLevel: string;
  readonly CreationTime: string;
  readonly Tags: { readonly Tag: readonly Tag[] };
  /** Of DescribeCenAttachedChildInstances. */
  readonly children: readonly ChildInstance[];
}

export const cen = (row: Given<Cen, 'CenId'>): Cen => ({
  Name: '',
  Description: '',
  Status: 'Active',
  ProtectionLevel: 'REDUCED',
  CreationTime: '2025-03-01T02:03Z',
  Tags: { Tag: [] },
  children: [],
  ...row,
});

export const childInstance = (
  row: Given<ChildInstance, 'CenId' | 'ChildInstanceId' | 'ChildInstanceRegionId' | 'ChildInstanceOwnerId'>,
): ChildInstance => ({
  ChildInstanceType: 'VPC',
  Status: 'Attached',
  ChildInstanceAttachTime: '2025-03-01T02:03Z',
  ...row,
});

export interface TransitRouter {
  readonly TransitRouterId: string;
  readonly TransitRouterName: string;
  readonly TransitRouterDescription: string;
  readonly CenId: string;
  readonly RegionId: string;
  readonly AliUid: number;
  readonly Type: 'Enterprise' | 'Basic';
  /** `Creating`, `Active`, `Modifying`, `Deleting`, … */
  readonly Status: string;
  readonly CreationTime: string;
  readonly Tags: readonly Tag[];
}

export const transitRouter = (
  row: Given<TransitRouter, 'TransitRouterId' | 'CenId' | 'RegionId' | 'AliUid'>,
): TransitRouter => ({
  TransitRouterName: '',
  TransitRouterDescription: '',
  Type: 'Enterprise',
  Status: 'Active',
  CreationTime: '2025-03-01T02:03Z',
  Tags: [],
  ...row,
});

export interface VpcAttachment {
  readonly TransitRouterAttachmentId: string;
  readonly TransitRouterAttachmentName: string;
  readonly TransitRouterId: string;
  readonly CenId: string;
  readonly VpcId: string;
  readonly VpcOwnerId: number;
  readonly VpcRegionId: string;
  readonly ResourceType: 'VPC';
  readonly Status: string;
  readonly CreationTime: string;
  readonly ZoneMappings: readonly {
    readonly ZoneId: string;
    readonly VSwitchId: string;
    readonly NetworkInterfaceId: string;
  }[];
  readonly Tags: readonly Tag[];
}

export const vpcAttachment = (
  row: Given<
    VpcAttachment,
    'TransitRouterAttachmentId' | 'TransitRouterId' | 'CenId' | 'VpcId' | 'VpcOwnerId' | 'VpcRegionId'
  >,
): VpcAttachment => ({
  TransitRouterAttachmentName: '',
  ResourceType: 'VPC',
  Status: 'Attached',
  CreationTime: '2025-03-01T02:03Z',
  ZoneMappings: [],
  Tags: [],
  ...row,
});

/** The one API of these that spells its fields in snake case, tags included. */
export interface Cluster {
  readonly cluster_id: string;
  readonly name: string;
  readonly cluster_type: string;
  readonly profile: string;
  readonly cluster_spec: string;
  /** `initial`, `running`, `updating`, `scaling`, `failed`, `deleting`, … */
  readonly state: string;
  readonly region_id: string;
  readonly zone_id: string;
  readonly vpc_id: string;
  /** Several with commas; `vswitch_ids` takes its place. */
  readonly vswitch_id: string;
  readonly vswitch_ids?: readonly string[];
  readonly security_group_id: string;
  readonly service_cidr: string;
  readonly subnet_cidr: string;
  readonly current_version: string;
  readonly init_version: string;
  /** JSON in a string. */
  readonly master_url: string;
  readonly size: number;
  readonly created: string;
  readonly tags: readonly { readonly key: string; readonly value: string }[];
}

export const cluster = (
  row: Given<Cluster, 'cluster_id' | 'region_id' | 'vpc_id' | 'vswitch_id'>,
): Cluster => ({
  name: row.cluster_id,
  cluster_type: 'ManagedKubernetes',
  profile: 'Default',
  cluster_spec: 'ack.pro.small',
  state: 'running',
  zone_id: '',
  security_group_id: '',
  service_cidr: '172.21.0.0/20',
  subnet_cidr: '',
  current_version: '1.32.1-aliyun.1',
  init_version: '1.30.1-aliyun.1',
  master_url: '',
  size: 3,
  created: '2025-04-07T09:57:26+08:00',
  tags: [],
  ...row,
});
