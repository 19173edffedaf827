/**
 * Rows of CVM 2017-03-12 and Region 2022-06-27.
 * https://cloud.tencent.com/document/api/213/15728 (DescribeInstances), …/213/15753#InstanceStatus (states),
 * …/213/15708 (DescribeRegions), https://cloud.tencent.com/document/api/1596/77929 (DescribeZones)
 * Names and nesting: tencentcloud-sdk-nodejs 4.1.313, cvm_models and region_models; what is null or empty in them:
 * tencentcloud-cli, tccli/services/{cvm,region}/…/examples.json.
 */
import type { Given, Tag } from './tags.ts';

export interface Zone {
  readonly Zone: string;
  readonly ZoneName: string;
  /** Digits as text; other products give the same number as a number. */
  readonly ZoneId: string;
  readonly ZoneState: 'AVAILABLE' | 'UNAVAILABLE';
  readonly ParentZone: string | null;
  readonly ParentZoneId: string | null;
  readonly ParentZoneName: string | null;
  readonly ZoneType: string | null;
  readonly MachineRoomTypeMC: null;
  readonly ZoneIdMC: null;
  /** The products that list it: CVM leaves out the sold out ones (`Product` of DescribeZones). */
  readonly products: readonly string[] | 'all';
}

export const zone = (row: Given<Zone, 'Zone' | 'ZoneName' | 'ZoneId'>): Zone => ({
  ZoneState: 'AVAILABLE',
  ParentZone: null,
  ParentZoneId: null,
  ParentZoneName: null,
  ZoneType: null,
  MachineRoomTypeMC: null,
  ZoneIdMC: null,
  products: 'all',
  ...row,
});

export interface Instance {
  readonly Placement: { readonly Zone: string; readonly ProjectId: number; readonly HostId: string };
  readonly InstanceId: string;
  readonly InstanceType: string;
  readonly CPU: number;
  readonly Memory: number;
  readonly RestrictState: 'NORMAL' | 'EXPIRED' | 'PROTECTIVELY_ISOLATED';
  readonly InstanceName: string;
  readonly InstanceChargeType: string;
  readonly PrivateIpAddresses: readonly string[];
  readonly PublicIpAddresses: readonly string[] | null;
  readonly IPv6Addresses: readonly string[] | null;
  readonly PublicIPv6Addresses: readonly string[];
  readonly VirtualPrivateCloud: {
    readonly VpcId: string;
    readonly SubnetId: string;
    readonly AsVpcGateway: boolean;
    readonly Ipv6AddressCount: number;
    readonly PrivateIpAddresses: readonly string[];
  };
  readonly ImageId: string;
  readonly CreatedTime: string;
  readonly ExpiredTime: string | null;
  readonly OsName: string;
  readonly SecurityGroupIds: readonly string[];
  /** `PENDING`, `LAUNCH_FAILED`, `RUNNING`, `STOPPED`, `STARTING`, `STOPPING`, `REBOOTING`, `SHUTDOWN`, `TERMINATING`, … */
  readonly InstanceState: string;
  readonly Tags: readonly Tag[];
  readonly StopChargingMode: string;
  readonly Uuid: string;
  readonly LatestOperation: string | null;
  readonly LatestOperationState: string | null;
  readonly LatestOperationRequestId: string | null;
  readonly CamRoleName: string | null;
  readonly IsolatedSource: string;
  readonly DisableApiTermination: boolean;
}

export function instance(
  row: Given<Instance, 'InstanceId'> & {
    readonly zone: string;
    readonly vpc: string;
    readonly subnet: string;
    readonly ips: readonly string[];
  },
): Instance {
  const { zone: Zone, vpc: VpcId, subnet: SubnetId, ips, ...given } = row;
  return {
    Placement: { Zone, ProjectId: 0, HostId: '' },
    InstanceType: 'S5.MEDIUM4',
    CPU: 2,
    Memory: 4,
    RestrictState: 'NORMAL',
    InstanceName: '未命名',
    InstanceChargeType: 'POSTPAID_BY_HOUR',
    PrivateIpAddresses: ips,
    PublicIpAddresses: null,
    IPv6Addresses: null,
    PublicIPv6Addresses: [],
    VirtualPrivateCloud: {
      VpcId,
      SubnetId,
      AsVpcGateway: false,
      Ipv6AddressCount: 0,
      PrivateIpAddresses: ips,
    },
    ImageId: 'img-8toqc6s3',
    CreatedTime: '2025-03-01T02:03:04Z',
    ExpiredTime: null,
    OsName: 'TencentOS Server 3.1 (TK4)',
    SecurityGroupIds: [],
    InstanceState: 'RUNNING',
    Tags: [],
    StopChargingMode: 'NOT_APPLICABLE',
    Uuid: `00000000-0000-4000-8000-${row.InstanceId.slice(-8).padStart(12, '0')}`,
    LatestOperation: null,
    LatestOperationState: null,
    LatestOperationRequestId: null,
    CamRoleName: null,
    IsolatedSource: 'NOTISOLATED',
    DisableApiTermination: false,
    ...given,
  };
}
