/**
 * VPC 2016-04-28 with its NAT gateways and addresses, and VpcPeer 2022-01-01. Pages by number of up to 50 (EIP:
 * 100); route entries by token of up to 100 under the name `MaxResult`; peerings by token of up to 100.
 * Sources of the rows: `../rows/vpc.ts`; of parameters and sizes: alibabacloud-typescript-sdk,
 * vpc-20160428 and vpcpeer-20220101, src/models/*Request.ts.
 */
import { without } from '../rows/without.ts';
import { productOf } from '../operation.ts';
import { byNumber, byToken, byTokenOnly, specOf } from '../paging.ts';
import { invalid, refusal } from '../refusals.ts';
import type {
  Eip,
  ForwardEntry,
  NatGateway,
  RouteEntry,
  RouteTable,
  SnatEntry,
  VSwitch,
  Vpc,
  VpcPeer,
  Zone,
} from '../rows/vpc.ts';
import { tagRows } from './tags.ts';

const { list } = productOf('vpc', 'vpc');
const peering = productOf('vpcpeer', 'vpc');
const TAGS = ['Tag.#.Key', 'Tag.#.Value'];

export const VPC = [
  list<Zone>({
    name: 'DescribeZones',
    required: ['RegionId'],
    known: ['AcceptLanguage'],
    documented: ['ZoneType'],
    rows: ({ here, params }) =>
      /^en/i.test(params.get('AcceptLanguage') ?? '')
        ? here.zones.map((zone) => ({ ...zone, LocalName: `Zone ${zone.ZoneId}` }))
        : here.zones,
    put: (Zone) => ({ Zones: { Zone } }),
  }),

  list<Vpc>({
    name: 'DescribeVpcs',
    required: ['RegionId'],
    known: ['DryRun'],
    documented: ['DhcpOptionsSetId', 'EnableIpv6', 'VpcName', 'VpcOwnerId', ...TAGS],
    paging: specOf(byNumber(50)),
    filters: {
      VpcId: ({ VpcId }, value) => value.split(',').includes(VpcId),
      IsDefault: ({ IsDefault }, value) => String(IsDefault) === value,
    },
    rows: ({ here }) => here.vpcs,
    put: (Vpc) => ({ Vpcs: { Vpc } }),
  }),

  list<VSwitch>({
    name: 'DescribeVSwitches',
    known: ['DryRun', 'RegionId'],
    documented: ['EnableIpv6', 'IsDefault', 'RouteTableId', 'VSwitchName', 'VSwitchOwnerId', ...TAGS],
    paging: specOf(byNumber(50)),
    filters: {
      VSwitchId: ({ VSwitchId }, value) => VSwitchId === value,
      VpcId: ({ VpcId }, value) => VpcId === value,
      ZoneId: ({ ZoneId }, value) => ZoneId === value,
    },
    rows: ({ here }) => here.vSwitches,
    put: (VSwitch) => ({ VSwitches: { VSwitch } }),
  }),

  list<RouteTable>({
    name: 'DescribeRouteTableList',
    required: ['RegionId'],
    documented: ['RouteTableName', 'RouterId', ...TAGS],
    paging: specOf(byNumber(50)),
    filters: {
      RouteTableId: ({ RouteTableId }, value) => RouteTableId === value,
      RouteTableType: ({ RouteTableType }, value) => RouteTableType === value,
      RouterType: ({ RouterType }, value) => RouterType === value,
      VpcId: ({ VpcId }, value) => VpcId === value,
    },
    rows: ({ here }) => here.routeTables,
    put: (rows) => ({ RouterTableList: { RouterTableListType: rows.map((row) => without(row, 'entries')) } }),
  }),

  list<RouteEntry>({
    name: 'DescribeRouteEntryList',
    required: ['RegionId', 'RouteTableId'],
    documented: [
      'DestCidrBlockList.#',
      'NextHopId',
      'NextHopType',
      'RouteEntryId',
      'RouteEntryName',
      'ServiceType',
    ],
    paging: specOf(undefined, byTokenOnly('MaxResult', 100, 10)),
    filters: {
      DestinationCidrBlock: (row, value) => row.DestinationCidrBlock === value,
      IpVersion: ({ IpVersion }, value) => IpVersion === value,
      RouteEntryType: ({ Type }, value) => Type === value,
    },
    rows({ here, params }) {
      const id = params.get('RouteTableId') ?? '';
      const table = here.routeTables.find(({ RouteTableId }) => RouteTableId === id);
      if (table === undefined) throw refusal(invalid('RouteTableId', id), 'vpc');
      return table.entries;
    },
    put: (RouteEntry) => ({ RouteEntrys: { RouteEntry } }),
  }),

  list<NatGateway>({
    name: 'DescribeNatGateways',
    required: ['RegionId'],
    known: ['DryRun'],
    documented: ['AvailabilityMode', 'InstanceChargeType', 'Name', 'NatType', 'Spec', 'ZoneId', ...TAGS],
    paging: specOf(byNumber(50)),
    filters: {
      NatGatewayId: ({ NatGatewayId }, value) => NatGatewayId === value,
      NetworkType: ({ NetworkType }, value) => NetworkType === value,
      Status: ({ Status }, value) => Status === value,
      VpcId: ({ VpcId }, value) => VpcId === value,
    },
    rows: ({ here }) => here.natGateways,
    put: (rows) => ({ NatGateways: { NatGateway: rows.map((row) => without(row, 'snat', 'dnat')) } }),
  }),

  list<SnatEntry>({
    name: 'DescribeSnatTableEntries',
    required: ['RegionId'],
    documented: [
      'NetworkInterfaceIds.#',
      'SnatEntryId',
      'SnatEntryName',
      'SnatIp',
      'SourceCIDR',
      'SourceVSwitchId',
    ],
    paging: specOf(byNumber(50)),
    filters: {
      NatGatewayId: ({ NatGatewayId }, value) => NatGatewayId === value,
      SnatTableId: ({ SnatTableId }, value) => SnatTableId === value,
    },
    rows({ here, params }) {
      either(params, 'SnatTableId', 'NatGatewayId');
      return here.natGateways.flatMap(({ snat }) => snat);
    },
    put: (SnatTableEntry) => ({ SnatTableEntries: { SnatTableEntry } }),
  }),

  list<ForwardEntry>({
    name: 'DescribeForwardTableEntries',
    required: ['RegionId'],
    documented: [
      'ExternalIp',
      'ExternalPort',
      'ForwardEntryId',
      'ForwardEntryName',
      'InternalIp',
      'InternalPort',
      'IpProtocol',
    ],
    paging: specOf(byNumber(50)),
    filters: {
      ForwardTableId: ({ ForwardTableId }, value) => ForwardTableId === value,
      NatGatewayId: ({ NatGatewayId }, value) => NatGatewayId === value,
    },
    rows({ here, params }) {
      either(params, 'ForwardTableId', 'NatGatewayId');
      return here.natGateways.flatMap(({ dnat }) => dnat);
    },
    put: (ForwardTableEntry) => ({ ForwardTableEntries: { ForwardTableEntry } }),
  }),

  list<Eip>({
    name: 'DescribeEipAddresses',
    required: ['RegionId'],
    known: ['DryRun'],
    documented: [
      'Filter.#.Key',
      'Filter.#.Value',
      'ChargeType',
      'EipName',
      'ISP',
      'IncludeReservationData',
      'ServiceManaged',
      ...TAGS,
    ],
    paging: specOf(byNumber(100)),
    filters: {
      AllocationId: ({ AllocationId }, value) => value.split(',').includes(AllocationId),
      AssociatedInstanceId: ({ InstanceId }, value) => InstanceId === value,
      AssociatedInstanceType: ({ InstanceType }, value) => InstanceType === value,
      EipAddress: ({ IpAddress }, value) => value.split(',').includes(IpAddress),
      Status: ({ Status }, value) => Status === value,
    },
    rows: ({ here }) => here.eips,
    put: (EipAddress) => ({ EipAddresses: { EipAddress } }),
  }),

  tagRows(list, {
    ids: 50,
    paging: specOf(undefined, byTokenOnly('MaxResults', 50)),
    types: {
      VPC: ({ here }) => here.vpcs.map(({ VpcId, Tags }) => [VpcId, Tags.Tag]),
      VSWITCH: ({ here }) => here.vSwitches.map(({ VSwitchId, Tags }) => [VSwitchId, Tags.Tag]),
      ROUTETABLE: ({ here }) => here.routeTables.map(({ RouteTableId, Tags }) => [RouteTableId, Tags.Tag]),
      EIP: ({ here }) => here.eips.map(({ AllocationId, Tags }) => [AllocationId, Tags.Tag]),
      NATGATEWAY: ({ here }) =>
        here.natGateways.map(({ NatGatewayId, Tags }) => [
          NatGatewayId,
          Tags.Tag.map(({ TagKey: Key, TagValue: Value }) => ({ Key, Value })),
        ]),
    },
  }),
];

export const VPC_PEER = [
  peering.list<VpcPeer>({
    name: 'ListVpcPeerConnections',
    known: ['RegionId'],
    documented: ['Name', 'Tags.#.Key', 'Tags.#.Value'],
    paging: specOf(undefined, byToken(100)),
    filters: {
      InstanceId: ({ InstanceId }, value) => InstanceId === value,
      'VpcId.#': ({ Vpc, AcceptingVpc }, value) => Vpc.VpcId === value || AcceptingVpc.VpcId === value,
    },
    /** A connection is to be seen from both of its ends. */
    rows: ({ account, params }) =>
      account.peers.filter(({ OwnerId, RegionId, AcceptingOwnerUid, AcceptingRegionId }) => {
        const region = params.get('RegionId') ?? '';
        const requester = String(OwnerId) === account.id && (region === '' || region === RegionId);
        const accepter =
          String(AcceptingOwnerUid) === account.id && (region === '' || region === AcceptingRegionId);
        return requester || accepter;
      }),
    put: (VpcPeerConnects) => ({ VpcPeerConnects }),
  }),
];

function either(params: ReadonlyMap<string, string>, a: string, b: string): void {
  if (params.has(a) || params.has(b)) return;
  const message = `Either ${a} or ${b} has to be specified.`;
  throw refusal({ status: 400, code: 'MissingParameter', message }, 'vpc');
}
