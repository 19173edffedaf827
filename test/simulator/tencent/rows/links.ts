/**
 * Rows of VPC 2017-03-12: what joins networks with each other and with the internet.
 * https://cloud.tencent.com/document/api/215/36034 (DescribeNatGateways), …/36035 and …/42006 (their rules),
 * …/96024 (DescribeVpcPeeringConnections), …/19199 (DescribeCcns), …/19200 (DescribeCcnAttachedInstances)
 * Names and nesting: tencentcloud-sdk-nodejs 4.1.313, vpc_models; values: tencentcloud-cli, vpc examples.json and
 * api.json, which give the regions of a peering by their short names (`gz`, `sh`).
 */
import type { Given, Tag } from './tags.ts';

const CREATED = '2025-03-01 10:03:04';

/**
 * https://cloud.tencent.com/document/api/1024/34233 has these in the words of the same field of another product;
 * regions that are not among them keep their names here.
 */
export const SHORT_REGIONS: Readonly<Record<string, string>> = {
  'ap-guangzhou': 'gz',
  'ap-shanghai': 'sh',
  'ap-beijing': 'bj',
  'ap-hongkong': 'hk',
  'ap-chengdu': 'cd',
};

export interface DnatRule {
  readonly IpProtocol: 'TCP' | 'UDP';
  readonly PublicIpAddress: string;
  readonly PublicPort: number;
  readonly PrivateIpAddress: string;
  readonly PrivatePort: number;
  readonly Description: string;
  readonly NatGatewayId: string;
  readonly VpcId: string;
  readonly CreatedTime: string;
}

export const dnatRule = (
  row: Given<
    DnatRule,
    'NatGatewayId' | 'VpcId' | 'PublicIpAddress' | 'PublicPort' | 'PrivateIpAddress' | 'PrivatePort'
  >,
): DnatRule => ({ IpProtocol: 'TCP', Description: '', CreatedTime: CREATED, ...row });

export interface SnatRule {
  readonly NatGatewaySnatId: string;
  /** Empty for `USERDEFINED`. */
  readonly ResourceId: string;
  readonly ResourceType: 'SUBNET' | 'NETWORKINTERFACE' | 'USERDEFINED';
  /** An address or a CIDR. */
  readonly PrivateIpAddress: string;
  readonly PublicIpAddresses: readonly string[];
  readonly Description: string;
  readonly NatGatewayId: string;
  readonly VpcId: string;
  readonly CreatedTime: string;
}

export const snatRule = (
  row: Given<
    SnatRule,
    'NatGatewaySnatId' | 'NatGatewayId' | 'VpcId' | 'ResourceId' | 'PrivateIpAddress' | 'PublicIpAddresses'
  >,
): SnatRule => ({ ResourceType: 'SUBNET', Description: '', CreatedTime: CREATED, ...row });

export interface NatGateway {
  readonly NatGatewayId: string;
  readonly NatGatewayName: string;
  readonly CreatedTime: string;
  /** `PENDING`, `DELETING`, `AVAILABLE`, `UPDATING`, `PENDFAILURE`, `DELETEFAILURE`, `DENIED`. */
  readonly State: string;
  readonly InternetMaxBandwidthOut: number;
  readonly MaxConcurrentConnection: number;
  readonly PublicIpAddressSet: readonly {
    readonly AddressId: string;
    readonly PublicIpAddress: string;
    readonly IsBlocked: boolean;
    readonly BlockType: string;
  }[];
  readonly NetworkState: string;
  readonly DestinationIpPortTranslationNatRuleSet: readonly Omit<
    DnatRule,
    'NatGatewayId' | 'VpcId' | 'CreatedTime'
  >[];
  readonly SourceIpTranslationNatRuleSet: readonly SnatRule[];
  readonly VpcId: string;
  readonly Zone: string;
  readonly DirectConnectGatewayIds: readonly string[];
  /** Empty for the traditional kind. */
  readonly SubnetId: string;
  readonly TagSet: readonly Tag[];
  readonly SecurityGroupSet: readonly string[];
  readonly IsExclusive: boolean;
  readonly RestrictState: string;
  readonly NatProductVersion: number;
}

export const natGateway = (row: Given<NatGateway, 'NatGatewayId' | 'VpcId' | 'Zone'>): NatGateway => ({
  NatGatewayName: row.NatGatewayId,
  CreatedTime: CREATED,
  State: 'AVAILABLE',
  InternetMaxBandwidthOut: 100,
  MaxConcurrentConnection: 1_000_000,
  PublicIpAddressSet: [],
  NetworkState: 'AVAILABLE',
  DestinationIpPortTranslationNatRuleSet: [],
  SourceIpTranslationNatRuleSet: [],
  DirectConnectGatewayIds: [],
  SubnetId: '',
  TagSet: [],
  SecurityGroupSet: [],
  IsExclusive: false,
  RestrictState: 'NORMAL',
  NatProductVersion: 1,
  ...row,
});

export const natAddress = (
  AddressId: string,
  PublicIpAddress: string,
): NatGateway['PublicIpAddressSet'][number] => ({
  AddressId,
  PublicIpAddress,
  IsBlocked: false,
  BlockType: '',
});

export interface Peering {
  readonly SourceVpcId: string;
  readonly PeerVpcId: string;
  readonly DestinationVpcId: string;
  readonly PeeringConnectionId: string;
  readonly PeeringConnectionName: string;
  /** `PENDING`, `ACTIVE`, `REJECTED`, `DELETED`, `FAILED`, `EXPIRED`, `ISOLATED`. */
  readonly State: string;
  readonly IsNgw: boolean;
  readonly Bandwidth: number;
  readonly SourceRegion: string;
  readonly DestinationRegion: string;
  readonly CreateTime: string;
  readonly AppId: number;
  readonly PeerAppId: number;
  readonly ChargeType: string;
  /** Numbers here, text elsewhere. */
  readonly SourceUin: number;
  readonly DestinationUin: number;
  readonly TagSet: readonly Tag[];
  readonly QosLevel: string;
  readonly Type: string;
}

export interface PeeringEnd {
  readonly vpc: string;
  readonly region: string;
  readonly account: string;
  readonly appId: number;
}

export function peering(
  row: Given<Peering, 'PeeringConnectionId'> & { readonly from: PeeringEnd; readonly to: PeeringEnd },
): Peering {
  const { from, to, ...given } = row;
  return {
    SourceVpcId: from.vpc,
    PeerVpcId: to.vpc,
    DestinationVpcId: to.vpc,
    PeeringConnectionName: row.PeeringConnectionId,
    State: 'ACTIVE',
    IsNgw: false,
    Bandwidth: from.region === to.region ? 0 : 10,
    SourceRegion: SHORT_REGIONS[from.region] ?? from.region,
    DestinationRegion: SHORT_REGIONS[to.region] ?? to.region,
    CreateTime: CREATED,
    AppId: from.appId,
    PeerAppId: to.appId,
    ChargeType: 'POSTPAID_BY_DAY_MAX',
    SourceUin: Number(from.account),
    DestinationUin: Number(to.account),
    TagSet: [],
    QosLevel: '',
    Type: 'VPC_PEER',
    ...given,
  };
}

export interface Ccn {
  readonly CcnId: string;
  readonly CcnName: string;
  readonly CcnDescription: string;
  readonly InstanceCount: number;
  readonly CreateTime: string;
  readonly State: 'AVAILABLE' | 'ISOLATED';
  readonly QosLevel: string;
  readonly InstanceChargeType: string;
  readonly BandwidthLimitType: string;
  readonly TagSet: readonly Tag[];
  readonly RoutePriorityFlag: boolean;
  readonly RouteTableCount: number;
  readonly RouteTableFlag: boolean;
  readonly IsSecurityLock: boolean;
  readonly RouteBroadcastPolicyFlag: boolean;
}

export const ccn = (row: Given<Ccn, 'CcnId'>): Ccn => ({
  CcnName: row.CcnId,
  CcnDescription: '',
  InstanceCount: 0,
  CreateTime: CREATED,
  State: 'AVAILABLE',
  QosLevel: 'AU',
  InstanceChargeType: 'POSTPAID',
  BandwidthLimitType: 'INTER_REGION_LIMIT',
  TagSet: [],
  RoutePriorityFlag: true,
  RouteTableCount: 1,
  RouteTableFlag: false,
  IsSecurityLock: false,
  RouteBroadcastPolicyFlag: false,
  ...row,
});

export interface CcnAttachment {
  readonly CcnId: string;
  readonly InstanceType: 'VPC' | 'DIRECTCONNECT' | 'BMVPC' | 'VPNGW';
  readonly InstanceId: string;
  readonly InstanceName: string;
  /** A whole name, unlike those of a peering. */
  readonly InstanceRegion: string;
  readonly InstanceUin: string;
  readonly CidrBlock: readonly string[];
  /** `PENDING`, `ACTIVE`, `EXPIRED`, `REJECTED`, `DELETED`, `FAILED`, … */
  readonly State: string;
  readonly AttachedTime: string;
  readonly CcnUin: string;
  readonly InstanceArea: string;
  readonly Description: string;
  readonly RouteTableId: string;
  readonly RouteTableName: string;
}

export const ccnAttachment = (
  row: Given<CcnAttachment, 'CcnId' | 'InstanceId' | 'InstanceRegion' | 'InstanceUin' | 'CcnUin'>,
): CcnAttachment => ({
  InstanceType: 'VPC',
  InstanceName: row.InstanceId,
  CidrBlock: [],
  State: 'ACTIVE',
  AttachedTime: CREATED,
  InstanceArea: 'CHINA_MAINLAND',
  Description: '',
  RouteTableId: '',
  RouteTableName: '',
  ...row,
});

/** https://cloud.tencent.com/document/product/215 , SDK types PrivateNatGateway, TranslationNatRule and PrivateNatDestinationIpPortTranslationNatRule. */
export interface PrivateNat {
  readonly NatGatewayId: string;
  readonly NatGatewayName: string;
  readonly VpcId: string;
  readonly Status: string;
  readonly CrossDomain: boolean;
  readonly NatType: 'DCG' | 'VPC' | 'CCN';
  readonly CreatedTime: string;
  readonly DirectConnectGatewayIds: readonly string[];
  readonly DeletionProtectionEnabled: boolean;
  readonly TagSet: readonly Tag[];
  /** Told by lists of their own. */
  readonly snats: readonly PrivateSnat[];
  readonly dnats: readonly PrivateDnat[];
}

export interface PrivateSnat {
  readonly TranslationDirection: 'LOCAL' | 'PEER';
  readonly TranslationType: 'NETWORK_LAYER' | 'TRANSPORT_LAYER';
  readonly TranslationIp: string;
  readonly OriginalIp?: string;
  readonly Description: string;
  readonly CreateTime: string;
  readonly UpdateTime: string;
}

export interface PrivateDnat {
  readonly Protocol: 'TCP' | 'UDP';
  readonly OriginalIp: string;
  readonly OriginalPort: number;
  readonly TranslationIp: string;
  readonly TranslationPort: number;
  readonly Description: string;
  readonly CreateTime: string;
  readonly UpdateTime: string;
}

export const privateNat = (row: Given<PrivateNat, 'NatGatewayId' | 'VpcId'>): PrivateNat => ({
  NatGatewayName: row.NatGatewayId,
  Status: 'AVAILABLE',
  CrossDomain: false,
  NatType: 'VPC',
  CreatedTime: CREATED,
  DirectConnectGatewayIds: [],
  DeletionProtectionEnabled: false,
  TagSet: [],
  snats: [],
  dnats: [],
  ...row,
});

export const privateSnat = (row: Given<PrivateSnat, 'TranslationIp'>): PrivateSnat => ({
  TranslationDirection: 'LOCAL',
  TranslationType: row.OriginalIp === undefined ? 'TRANSPORT_LAYER' : 'NETWORK_LAYER',
  Description: '',
  CreateTime: CREATED,
  UpdateTime: CREATED,
  ...row,
});

export const privateDnat = (
  row: Given<PrivateDnat, 'OriginalIp' | 'OriginalPort' | 'TranslationIp' | 'TranslationPort'>,
): PrivateDnat => ({ Protocol: 'TCP', Description: '', CreateTime: CREATED, UpdateTime: CREATED, ...row });
