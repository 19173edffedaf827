import { describe, expect, it } from 'vitest';
import { recordsOf } from './reading.ts';
import { az } from '../../../functions/aws/collectors/az.ts';
import { cen } from '../../../functions/aws/collectors/cen.ts';
import { eip } from '../../../functions/aws/collectors/eip.ts';
import { natGateway } from '../../../functions/aws/collectors/nat-gateway.ts';
import { nic } from '../../../functions/aws/collectors/nic.ts';
import { peerConnection } from '../../../functions/aws/collectors/peer-connection.ts';
import { region } from '../../../functions/aws/collectors/region.ts';
import { router } from '../../../functions/aws/collectors/router.ts';
import { securityGroup } from '../../../functions/aws/collectors/security-group.ts';
import { subnet } from '../../../functions/aws/collectors/subnet.ts';
import { vm } from '../../../functions/aws/collectors/vm.ts';
import { vpc } from '../../../functions/aws/collectors/vpc.ts';

const here = { provider: 'aws', account: '111111111111', region: 'eu-west-1' };
const placed = { region: 'aws/region/eu-west-1', owner: '111111111111' };
const OwnerId = '111111111111';

describe('region and az', () => {
  it('are named by AWS', () => {
    expect(recordsOf(region, { RegionName: 'eu-west-1' }, here)).toEqual([
      { kind: 'region', ref: 'aws/region/eu-west-1', id: 'eu-west-1', name: 'eu-west-1', tags: [] },
    ]);
    expect(recordsOf(az, { ZoneName: 'eu-west-1a', ZoneId: 'euw1-az3' }, here)).toEqual([
      {
        kind: 'az',
        ref: 'aws/az/111111111111/eu-west-1a',
        id: 'eu-west-1a',
        name: 'eu-west-1a',
        tags: [],
        region: 'aws/region/eu-west-1',
        zone_id: 'euw1-az3',
      },
    ]);
  });

  it('without a name are not ours to read', () => {
    expect(() => recordsOf(region, {}, here)).toThrow('ec2:DescribeRegions: an item without its id');
    expect(() => recordsOf(az, { ZoneName: '' }, here)).toThrow('ec2:DescribeAvailabilityZones');
  });
});

describe('vpc', () => {
  it('has every block that is associated', () => {
    const item = {
      VpcId: 'vpc-1',
      CidrBlock: '10.0.0.0/16',
      CidrBlockAssociationSet: [
        { CidrBlock: '10.0.0.0/16', CidrBlockState: { State: 'associated' as const } },
        { CidrBlock: '10.1.0.0/16', CidrBlockState: { State: 'associated' as const } },
        { CidrBlock: '10.2.0.0/16', CidrBlockState: { State: 'disassociated' as const } },
      ],
      Ipv6CidrBlockAssociationSet: [
        { Ipv6CidrBlock: '2001:db8::/56', Ipv6CidrBlockState: { State: 'associated' as const } },
        { Ipv6CidrBlock: '2001:db9::/56', Ipv6CidrBlockState: { State: 'disassociating' as const } },
      ],
      IsDefault: true,
      OwnerId,
      Tags: [
        { Key: 'Name', Value: '生产' },
        { Key: 'empty', Value: '' },
      ],
    };
    expect(recordsOf(vpc, item, here)).toEqual([
      {
        kind: 'vpc',
        ref: 'aws/vpc/vpc-1',
        id: 'vpc-1',
        name: '生产',
        tags: [
          ['Name', '生产'],
          ['empty', ''],
        ],
        ...placed,
        cidrs: ['10.0.0.0/16', '10.1.0.0/16', '2001:db8::/56'],
        is_default: true,
      },
    ]);
  });
});

describe('subnet', () => {
  it('may have IPv6 only, be shared, and have no name', () => {
    const item = {
      SubnetId: 'subnet-1',
      VpcId: 'vpc-1',
      AvailabilityZone: 'eu-west-1a',
      CidrBlock: '',
      Ipv6CidrBlockAssociationSet: [
        { Ipv6CidrBlock: '2001:db8::/64', Ipv6CidrBlockState: { State: 'associated' as const } },
      ],
      OwnerId: '222222222222',
    };
    expect(recordsOf(subnet, item, here)).toEqual([
      {
        kind: 'subnet',
        ref: 'aws/subnet/subnet-1',
        id: 'subnet-1',
        name: 'subnet-1',
        tags: [],
        region: 'aws/region/eu-west-1',
        owner: '222222222222',
        vpc: 'aws/vpc/vpc-1',
        az: 'aws/az/111111111111/eu-west-1a',
        cidrs: ['2001:db8::/64'],
      },
    ]);
  });
});

describe('vm', () => {
  const item = {
    InstanceId: 'i-1',
    VpcId: 'vpc-1',
    SubnetId: 'subnet-1',
    Placement: { AvailabilityZone: 'eu-west-1a' },
    State: { Name: 'running' as const },
    InstanceType: 't3.micro' as const,
    PrivateIpAddress: '10.0.0.5',
    PrivateDnsName: 'ip-10-0-0-5.ec2.internal',
    LaunchTime: new Date('2026-11-01T00:00:00Z'),
    NetworkInterfaces: [
      { Attachment: { DeviceIndex: 1, AttachTime: new Date('2026-03-01T00:00:00Z') } },
      { Attachment: { DeviceIndex: 0, AttachTime: new Date('2025-01-02T03:04:05Z') } },
    ],
    SecurityGroups: [{ GroupId: 'sg-1' }, {}],
    Tags: [{ Key: 'Name', Value: 'web' }],
    OwnerId,
  };

  it('was created when its primary interface was attached', () => {
    expect(recordsOf(vm, item, here)).toEqual([
      {
        kind: 'vm',
        ref: 'aws/vm/i-1',
        id: 'i-1',
        name: 'web',
        tags: [['Name', 'web']],
        ...placed,
        vpc: 'aws/vpc/vpc-1',
        subnet: 'aws/subnet/subnet-1',
        az: 'aws/az/111111111111/eu-west-1a',
        state: 'running',
        type: 't3.micro',
        ip: '10.0.0.5',
        hostname: 'ip-10-0-0-5.ec2.internal',
        created: '2025-01-02T03:04:05.000Z',
        security_groups: ['aws/security_group/sg-1'],
      },
    ]);
  });

  it.each([
    ['pending', 'starting'],
    ['stopping', 'stopping'],
    ['shutting-down', 'stopping'],
    ['stopped', 'stopped'],
  ] as const)('%s is %s', (Name, state) => {
    expect(recordsOf(vm, { ...item, State: { Name } }, here)).toMatchObject([{ state }]);
  });

  it('that is terminated is none', () => {
    expect(recordsOf(vm, { ...item, State: { Name: 'terminated' } }, here)).toEqual([]);
  });

  it('may be next to nothing', () => {
    expect(recordsOf(vm, { InstanceId: 'i-2', PrivateDnsName: '', OwnerId: undefined }, here)).toMatchObject([
      { name: 'i-2', state: 'other', az: undefined, ip: undefined, hostname: undefined, created: undefined },
    ]);
  });
});

describe('router', () => {
  const routes = (Routes: object[]) =>
    recordsOf(router, { RouteTableId: 'rtb-1', VpcId: 'vpc-1', OwnerId, Routes }, here)[0]?.routes;

  it('is the main one or has subnets', () => {
    const Associations = [{ Main: true }, { Main: false, SubnetId: 'subnet-1' }, { GatewayId: 'igw-1' }];
    expect(recordsOf(router, { RouteTableId: 'rtb-1', VpcId: 'vpc-1', OwnerId, Associations }, here)).toEqual(
      [
        {
          kind: 'router',
          ref: 'aws/router/rtb-1',
          id: 'rtb-1',
          name: 'rtb-1',
          tags: [],
          ...placed,
          vpc: 'aws/vpc/vpc-1',
          main: true,
          subnets: ['aws/subnet/subnet-1'],
          routes: [],
        },
      ],
    );
  });

  it.each([
    [{ GatewayId: 'local' }, 'local', undefined],
    [{ GatewayId: 'igw-1' }, 'internet_gateway', 'igw-1'],
    [{ GatewayId: 'vgw-1' }, 'vpn_gateway', 'vgw-1'],
    [{ GatewayId: 'vpce-1' }, 'vpc_endpoint', 'vpce-1'],
    [{ GatewayId: 'new-1' }, 'other', 'new-1'],
    [{ NatGatewayId: 'nat-1' }, 'nat_gateway', 'nat-1'],
    [{ TransitGatewayId: 'tgw-1' }, 'cen', 'tgw-1'],
    [{ VpcPeeringConnectionId: 'pcx-1' }, 'peer_connection', 'pcx-1'],
    [{ EgressOnlyInternetGatewayId: 'eigw-1' }, 'egress_only_internet_gateway', 'eigw-1'],
    [{ InstanceId: 'i-1', NetworkInterfaceId: 'eni-1', InstanceOwnerId: OwnerId }, 'vm', 'i-1'],
    [{ NetworkInterfaceId: 'eni-1' }, 'nic', 'eni-1'],
    [{ LocalGatewayId: 'lgw-1' }, 'local_gateway', 'lgw-1'],
    [{ CarrierGatewayId: 'cagw-1' }, 'carrier_gateway', 'cagw-1'],
    [
      { CoreNetworkArn: 'arn:aws:networkmanager::1:core-network/c' },
      'core_network',
      'arn:aws:networkmanager::1:core-network/c',
    ],
    [{ OdbNetworkArn: 'arn:aws:odb:::odb-network/o' }, 'other', 'arn:aws:odb:::odb-network/o'],
    [{}, 'other', undefined],
  ])('leads by %j to %s', (hop, kind, target) => {
    expect(routes([{ DestinationCidrBlock: '0.0.0.0/0', State: 'active', ...hop }])).toEqual([
      { destination: '0.0.0.0/0', hop: kind, target, active: true },
    ]);
  });

  it('has destinations of every form, and dead ends', () => {
    expect(
      routes([
        { DestinationCidrBlock: '10.0.0.0/8', GatewayId: 'local', State: 'active' },
        { DestinationIpv6CidrBlock: '::/0', GatewayId: 'igw-1', State: 'active' },
        { DestinationPrefixListId: 'pl-1', GatewayId: 'vpce-1', State: 'blackhole' },
      ]),
    ).toEqual([
      { destination: '10.0.0.0/8', hop: 'local', target: undefined, active: true },
      { destination: '::/0', hop: 'internet_gateway', target: 'igw-1', active: true },
      { destination: 'pl-1', hop: 'vpc_endpoint', target: 'vpce-1', active: false },
    ]);
    expect(() => routes([{ GatewayId: 'igw-1' }])).toThrow('destination');
  });
});

describe('security group', () => {
  it('has a rule for each peer', () => {
    const item = {
      GroupId: 'sg-1',
      GroupName: 'web',
      VpcId: 'vpc-1',
      OwnerId,
      IpPermissions: [
        {
          IpProtocol: 'tcp',
          FromPort: 80,
          ToPort: 81,
          IpRanges: [{ CidrIp: '0.0.0.0/0' }],
          Ipv6Ranges: [{ CidrIpv6: '::/0' }],
          PrefixListIds: [{ PrefixListId: 'pl-1' }],
          UserIdGroupPairs: [{ GroupId: 'sg-2', UserId: '222222222222' }],
        },
        { IpProtocol: 'icmp', FromPort: 8, ToPort: -1, IpRanges: [{ CidrIp: '10.0.0.0/8' }] },
        { IpProtocol: '50', IpRanges: [{ CidrIp: '10.0.0.0/8' }] },
      ],
      IpPermissionsEgress: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
    };
    const rule = { direction: 'ingress', action: 'allow', priority: undefined };
    const http = { ...rule, protocol: 'tcp', from_port: 80, to_port: 81 };
    expect(recordsOf(securityGroup, item, here)).toEqual([
      {
        kind: 'security_group',
        ref: 'aws/security_group/sg-1',
        id: 'sg-1',
        name: 'web',
        tags: [],
        ...placed,
        vpc: 'aws/vpc/vpc-1',
        rules: [
          { ...http, peer: '0.0.0.0/0' },
          { ...http, peer: '::/0' },
          { ...http, peer: 'pl-1' },
          { ...http, peer: 'sg-2' },
          { ...rule, protocol: 'icmp', from_port: 8, to_port: undefined, peer: '10.0.0.0/8' },
          { ...rule, protocol: '50', from_port: undefined, to_port: undefined, peer: '10.0.0.0/8' },
          {
            ...rule,
            direction: 'egress',
            protocol: 'all',
            from_port: undefined,
            to_port: undefined,
            peer: '0.0.0.0/0',
          },
        ],
      },
    ]);
  });
});

describe('nat gateway', () => {
  it('is public or private', () => {
    const item = {
      NatGatewayId: 'nat-1',
      VpcId: 'vpc-1',
      SubnetId: 'subnet-1',
      State: 'available' as const,
      ConnectivityType: 'public' as const,
      NatGatewayAddresses: [
        { PrivateIp: '10.0.0.9', PublicIp: '198.51.100.1', NetworkInterfaceId: 'eni-1' },
        { PrivateIp: '10.0.0.10', PublicIp: '198.51.100.2', NetworkInterfaceId: 'eni-1' },
        { Status: 'associating' as const },
      ],
    };
    expect(recordsOf(natGateway, item, here)).toEqual([
      {
        kind: 'nat_gateway',
        ref: 'aws/nat_gateway/nat-1',
        id: 'nat-1',
        name: 'nat-1',
        tags: [],
        region: 'aws/region/eu-west-1',
        owner: undefined,
        vpc: 'aws/vpc/vpc-1',
        subnet: 'aws/subnet/subnet-1',
        scheme: 'external',
        state: 'running',
        addresses: [
          { ip: '10.0.0.9', public_ip: '198.51.100.1' },
          { ip: '10.0.0.10', public_ip: '198.51.100.2' },
        ],
        nics: ['aws/nic/eni-1'],
      },
    ]);
    expect(recordsOf(natGateway, { ...item, ConnectivityType: 'private' }, here)).toMatchObject([
      { scheme: 'internal' },
    ]);
    expect(recordsOf(natGateway, { ...item, State: 'deleted' }, here)).toEqual([]);
  });
});

describe('eip', () => {
  it('may be attached or not', () => {
    expect(recordsOf(eip, { AllocationId: 'eipalloc-1', PublicIp: '198.51.100.1' }, here)).toEqual([
      {
        kind: 'eip',
        ref: 'aws/eip/eipalloc-1',
        id: 'eipalloc-1',
        name: 'eipalloc-1',
        tags: [],
        region: 'aws/region/eu-west-1',
        owner: undefined,
        ip: '198.51.100.1',
        private_ip: undefined,
        nic: undefined,
        device: undefined,
      },
    ]);
    const attached = {
      AllocationId: 'eipalloc-1',
      PublicIp: '198.51.100.1',
      NetworkInterfaceId: 'eni-1',
      InstanceId: 'i-1',
      PrivateIpAddress: '10.0.0.5',
    };
    expect(recordsOf(eip, attached, here)).toMatchObject([
      { nic: 'aws/nic/eni-1', device: 'aws/vm/i-1', private_ip: '10.0.0.5' },
    ]);
    expect(recordsOf(eip, { AllocationId: 'a', CarrierIp: '198.51.100.9' }, here)).toMatchObject([
      { ip: '198.51.100.9' },
    ]);
  });
});

describe('nic', () => {
  it('has every address, IPv4 and IPv6', () => {
    const item = {
      NetworkInterfaceId: 'eni-1',
      VpcId: 'vpc-1',
      SubnetId: 'subnet-1',
      OwnerId,
      InterfaceType: 'interface' as const,
      RequesterManaged: false,
      RequesterId: 'AIDAEXAMPLE',
      Description: 'ELB app/not/really',
      MacAddress: '02:AB:00:00:00:01',
      Attachment: { InstanceId: 'i-1' },
      PrivateIpAddresses: [
        { PrivateIpAddress: '10.0.0.5', Association: { PublicIp: '198.51.100.1' } },
        { PrivateIpAddress: '10.0.0.6' },
      ],
      Ipv6Addresses: [{ Ipv6Address: '2001:db8::5' }],
      Groups: [{ GroupId: 'sg-1' }],
      TagSet: [{ Key: 'team', Value: 'net' }],
    };
    expect(recordsOf(nic, item, here)).toEqual([
      {
        kind: 'nic',
        ref: 'aws/nic/eni-1',
        id: 'eni-1',
        name: 'eni-1',
        tags: [['team', 'net']],
        owner: OwnerId,
        vpc: 'aws/vpc/vpc-1',
        subnet: 'aws/subnet/subnet-1',
        device: 'aws/vm/i-1',
        usage: 'interface',
        mac: '02:ab:00:00:00:01',
        addresses: [
          { ip: '10.0.0.5', public_ip: '198.51.100.1' },
          { ip: '10.0.0.6', public_ip: undefined },
          { ip: '2001:db8::5', public_ip: undefined },
        ],
        security_groups: ['aws/security_group/sg-1'],
      },
    ]);
  });

  it.each([
    ['Interface for NAT Gateway nat-0a1b', 'aws/nat_gateway/nat-0a1b'],
    [
      'ELB app/web/0123456789abcdef',
      'aws/load_balancer/arn:aws:elasticloadbalancing:eu-west-1:111111111111:loadbalancer%2Fapp%2Fweb%2F0123456789abcdef',
    ],
    ['ELB old', 'aws/load_balancer/111111111111/eu-west-1/old'],
    ['Amazon EKS prod', 'aws/k8s_cluster/111111111111/eu-west-1/prod'],
    ['RDSNetworkInterface', undefined],
    ['', undefined],
  ])('that AWS made and describes as %j is of %s', (Description, device) => {
    const item = { NetworkInterfaceId: 'eni-1', OwnerId, RequesterManaged: true, Description };
    expect(recordsOf(nic, item, here)).toMatchObject([{ device }]);
    expect(recordsOf(nic, { ...item, RequesterManaged: false }, here)).toMatchObject([{ device: undefined }]);
  });

  it('of EKS is known by who made it, not as managed', () => {
    const item = {
      NetworkInterfaceId: 'eni-1',
      OwnerId,
      RequesterManaged: false,
      RequesterId: 'AROAEXAMPLE:AmazonEKS',
      Description: 'Amazon EKS prod',
      Attachment: { InstanceOwnerId: '333333333333', DeviceIndex: 1 },
    };
    const device = 'aws/k8s_cluster/111111111111/eu-west-1/prod';
    expect(recordsOf(nic, item, here)).toMatchObject([{ device }]);
    expect(recordsOf(nic, { ...item, RequesterId: 'AROAEXAMPLE:somebody' }, here)).toMatchObject([
      { device: undefined },
    ]);
  });

  it('says who uses it', () => {
    const item = { NetworkInterfaceId: 'eni-1', RequesterManaged: true };
    expect(recordsOf(nic, { ...item, InterfaceType: 'lambda' }, here)).toMatchObject([{ usage: 'lambda' }]);
    expect(
      recordsOf(nic, { ...item, InterfaceType: 'interface', RequesterId: 'amazon-rds' }, here),
    ).toMatchObject([{ usage: 'amazon-rds' }]);
  });
});

describe('peer connection', () => {
  const item = {
    VpcPeeringConnectionId: 'pcx-1',
    Status: { Code: 'active' as const },
    RequesterVpcInfo: { VpcId: 'vpc-1', OwnerId, Region: 'eu-west-1' },
    AccepterVpcInfo: { VpcId: 'vpc-2', OwnerId: '222222222222', Region: 'us-east-1' },
  };

  it('is the side that is here, with the true other end', () => {
    expect(recordsOf(peerConnection, item, here)).toEqual([
      {
        kind: 'peer_connection',
        ref: 'aws/peer_connection/pcx-1/requester',
        id: 'pcx-1',
        name: 'pcx-1',
        tags: [],
        side: 'requester',
        state: 'active',
        local_vpc: 'aws/vpc/vpc-1',
        local_region: 'aws/region/eu-west-1',
        local_owner: OwnerId,
        remote_vpc: 'aws/vpc/vpc-2',
        remote_region: 'aws/region/us-east-1',
        remote_owner: '222222222222',
      },
    ]);
    const there = { ...here, account: '222222222222', region: 'us-east-1' };
    expect(recordsOf(peerConnection, item, there)).toMatchObject([
      {
        ref: 'aws/peer_connection/pcx-1/accepter',
        side: 'accepter',
        local_vpc: 'aws/vpc/vpc-2',
        remote_vpc: 'aws/vpc/vpc-1',
      },
    ]);
  });

  it('inside a region has both sides', () => {
    const AccepterVpcInfo = { VpcId: 'vpc-2', OwnerId, Region: 'eu-west-1' };
    expect(recordsOf(peerConnection, { ...item, AccepterVpcInfo }, here).map(({ side }) => side)).toEqual([
      'requester',
      'accepter',
    ]);
  });

  it('may not know its accepter yet, and is gone when it is', () => {
    const pending = {
      ...item,
      Status: { Code: 'pending-acceptance' as const },
      AccepterVpcInfo: { OwnerId: '2' },
    };
    expect(recordsOf(peerConnection, pending, here)).toMatchObject([
      { state: 'pending-acceptance', remote_vpc: undefined, remote_region: undefined, remote_owner: '2' },
    ]);
    expect(recordsOf(peerConnection, { ...item, Status: { Code: 'deleted' } }, here)).toEqual([]);
    expect(() => recordsOf(peerConnection, item, { ...here, region: 'ap-east-1' })).toThrow('no side in');
  });
});

describe('cen', () => {
  it('is a transit gateway with the VPCs attached', () => {
    const item = {
      TransitGatewayId: 'tgw-1',
      OwnerId: '222222222222',
      State: 'available' as const,
      attachments: [
        {
          TransitGatewayAttachmentId: 'tgw-attach-1',
          VpcId: 'vpc-1',
          VpcOwnerId: OwnerId,
          State: 'available' as const,
        },
        {
          TransitGatewayAttachmentId: 'tgw-attach-2',
          VpcId: 'vpc-2',
          VpcOwnerId: OwnerId,
          State: 'deleted' as const,
        },
      ],
    };
    expect(recordsOf(cen, item, here)).toEqual([
      {
        kind: 'cen',
        ref: 'aws/cen/tgw-1',
        id: 'tgw-1',
        name: 'tgw-1',
        tags: [],
        region: 'aws/region/eu-west-1',
        owner: '222222222222',
        type: 'transit_gateway',
        state: 'available',
        attachments: [{ id: 'tgw-attach-1', vpc: 'aws/vpc/vpc-1', owner: OwnerId, state: 'available' }],
      },
    ]);
    expect(recordsOf(cen, { ...item, State: 'deleted' }, here)).toEqual([]);
  });
});
