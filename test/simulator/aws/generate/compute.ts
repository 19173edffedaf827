/** Instances, the interfaces of every device, and elastic addresses of one place. */
import type { Address, Instance, InstanceStateName, NetworkInterface, Subnet } from '@aws-sdk/client-ec2';
import type { ResourceOf } from '../estate.ts';
import { type Ground, ipv4, nth, since, tagsFor, times } from './place.ts';

/**
 * The API reference's list of interface types and the filter `interface-type` say `nat_gateway`
 * (https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_NetworkInterface.html); the SDK's enum says
 * `natGateway`. The wire has the former.
 */
const NAT_GATEWAY = 'nat_gateway' as NetworkInterface['InterfaceType'];

const CODES: Readonly<Partial<Record<InstanceStateName, number>>> = {
  pending: 0,
  running: 16,
  'shutting-down': 32,
  terminated: 48,
  stopping: 64,
  stopped: 80,
};

function stateOf(n: number): InstanceStateName {
  if (n % 17 === 16) return 'terminated';
  if (n % 11 === 10) return 'stopped';
  return n % 97 === 96 ? 'pending' : 'running';
}

/** Hands out the addresses of subnets, in turn. The first four are AWS's own. */
function addressing(
  ground: Ground,
): (subnet: Subnet) => { readonly v4: string; readonly v6: string | undefined } {
  const given = new Map<Subnet, number>();
  return (subnet) => {
    const n = (given.get(subnet) ?? 3) + 1;
    given.set(subnet, n);
    const [base = '', bits = ''] = (subnet.CidrBlock ?? '').split('/');
    if (n > 2 ** (32 - Number(bits)) - 2)
      throw new Error(`${ground.region}: more interfaces than addresses in the subnets`);
    const first = base.split('.').reduce((value, octet) => value * 256 + Number(octet), 0);
    const v6 = subnet.Ipv6CidrBlockAssociationSet?.[0]?.Ipv6CidrBlock;
    return { v4: ipv4(first + n), v6: v6?.replace('::/64', `::${n.toString(16)}`) };
  };
}

type Device = Pick<
  NetworkInterface,
  'Attachment' | 'Description' | 'InterfaceType' | 'RequesterId' | 'RequesterManaged' | 'Status'
>;

/** Instances first; then one interface for each of the other devices in turn, until the number is reached. */
export function makeInstancesAndInterfaces(ground: Ground): void {
  const { estate, sizes, account, region } = ground;
  const owned = estate.subnets.filter(({ OwnerId }) => OwnerId === account);
  const addressOf = addressing(ground);
  const interfaces: NetworkInterface[] = [];
  const attach = (n: number, subnet: Subnet, device: Device): NetworkInterface => {
    const NetworkInterfaceId = ground.id('eni');
    const { v4, v6 } = addressOf(subnet);
    const nic: NetworkInterface = {
      NetworkInterfaceId,
      OwnerId: account,
      SubnetId: String(subnet.SubnetId),
      VpcId: String(subnet.VpcId),
      AvailabilityZone: String(subnet.AvailabilityZone),
      MacAddress: ground.mac(),
      PrivateIpAddress: v4,
      PrivateIpAddresses: [{ Primary: true, PrivateIpAddress: v4 }],
      Ipv6Addresses: v6 === undefined ? [] : [{ Ipv6Address: v6, IsPrimaryIpv6: false }],
      Groups: groupsOf(ground, n, String(subnet.VpcId)),
      RequesterManaged: false,
      SourceDestCheck: true,
      TagSet: tagsFor(NetworkInterfaceId, n),
      ...device,
    };
    interfaces.push(nic);
    return nic;
  };

  let reservation = '';
  estate.instances = times(sizes.instances, (n): ResourceOf<'instances'> => {
    const InstanceId = ground.id('i');
    if (n % 3 !== 1) reservation = ground.id('r');
    const Name = stateOf(n);
    const base: ResourceOf<'instances'> = {
      InstanceId,
      ReservationId: reservation,
      OwnerId: account,
      ImageId: 'ami-0a1b2c3d4e5f60718',
      InstanceType: n % 2 === 0 ? 'm7i.large' : 't4g.micro',
      LaunchTime: since(n),
      Architecture: 'x86_64',
      State: { Code: CODES[Name], Name },
      Tags: tagsFor(InstanceId, n),
    };
    if (Name === 'terminated') return base;
    const subnet = nth(owned, n);
    const nic = attach(n, subnet, {
      Description: n % 4 === 0 ? '主网卡' : '',
      InterfaceType: 'interface',
      Status: 'in-use',
      Attachment: {
        ...attachment(ground),
        InstanceId,
        InstanceOwnerId: account,
        DeviceIndex: 0,
        NetworkCardIndex: 0,
      },
    });
    if (n % 2 === 0) publish(nic, ground.publicIp(), region);
    return {
      ...base,
      ...networkOf(nic, region),
      Placement: { AvailabilityZone: String(subnet.AvailabilityZone), Tenancy: 'default' },
    };
  });

  const left = sizes.networkInterfaces - interfaces.length;
  if (left < 0) throw new Error(`${sizes.networkInterfaces} interfaces are too few for the instances`);
  const devices = devicesOf(ground);
  times(left, (k) => {
    const n = sizes.instances + k;
    const { subnet, ...device } = nth(devices, k)(nth(owned, k), k >= devices.length);
    attach(n, subnet, device);
  });
  estate.networkInterfaces = interfaces;
}

function attachment(ground: Ground) {
  return {
    AttachmentId: ground.id('eni-attach'),
    AttachTime: since(0),
    Status: 'attached' as const,
    DeleteOnTermination: true,
  };
}

function groupsOf({ estate }: Ground, n: number, vpc: string): { GroupId: string; GroupName: string }[] {
  const group = estate.securityGroups[n % Math.max(1, estate.securityGroups.length)];
  const own = group?.VpcId === vpc ? group : estate.securityGroups.find(({ VpcId }) => VpcId === vpc);
  return own === undefined ? [] : [{ GroupId: String(own.GroupId), GroupName: String(own.GroupName) }];
}

/** An address that Amazon lends: not an elastic one. */
function publish(nic: NetworkInterface, ip: string, region: string): void {
  const Association = {
    IpOwnerId: 'amazon',
    PublicIp: ip,
    PublicDnsName: `ec2-${ip.replaceAll('.', '-')}.${region}.compute.amazonaws.com`,
  };
  nic.Association = Association;
  for (const address of nic.PrivateIpAddresses ?? [])
    if (address.Primary === true) address.Association = Association;
}

function networkOf(nic: NetworkInterface, region: string): Partial<Instance> {
  const ip = String(nic.PrivateIpAddress);
  return {
    SubnetId: String(nic.SubnetId),
    VpcId: String(nic.VpcId),
    PrivateIpAddress: ip,
    PrivateDnsName: `ip-${ip.replaceAll('.', '-')}.${region}.compute.internal`,
    ...(nic.Association?.PublicIp === undefined ? {} : { PublicIpAddress: nic.Association.PublicIp }),
    SecurityGroups: nic.Groups,
    NetworkInterfaces: [
      {
        NetworkInterfaceId: String(nic.NetworkInterfaceId),
        MacAddress: String(nic.MacAddress),
        PrivateIpAddress: ip,
        SubnetId: String(nic.SubnetId),
        VpcId: String(nic.VpcId),
        Status: 'in-use',
      },
    ],
  };
}

type Place = (subnet: Subnet, again: boolean) => Device & { readonly subnet: Subnet };

const free: Place = (subnet) => ({
  subnet,
  Description: '空闲',
  InterfaceType: 'interface',
  Status: 'available',
});

/** What AWS writes into interfaces that its services own; whose they are is filled in later. NAT gateways come once each, in their own subnet. */
function devicesOf(ground: Ground): Place[] {
  const { estate, region } = ground;
  const managed =
    (RequesterId: string, Description: string, type: NetworkInterface['InterfaceType']): Place =>
    (subnet) => ({
      subnet,
      RequesterId,
      RequesterManaged: true,
      Description,
      InterfaceType: type,
      Status: 'in-use',
      Attachment: { ...attachment(ground), InstanceOwnerId: RequesterId, DeviceIndex: 1 },
    });
  const nats = estate.natGateways
    .filter(({ State }) => State !== 'deleted')
    .map((gateway): Place => (subnet, again) => {
      if (again) return free(subnet, again);
      const own = estate.subnets.find(({ SubnetId }) => SubnetId === gateway.SubnetId) ?? subnet;
      return managed(
        'amazon-aws',
        `Interface for NAT Gateway ${gateway.NatGatewayId}`,
        NAT_GATEWAY,
      )(own, again);
    });
  const instances = estate.instances.filter(({ State }) => State?.Name === 'running').slice(0, 2);
  const second = instances.map(({ InstanceId }): Place => (subnet, again) => {
    if (again) return free(subnet, again);
    return {
      subnet,
      Description: '第二网卡',
      InterfaceType: 'interface',
      Status: 'in-use',
      Attachment: {
        ...attachment(ground),
        InstanceId: String(InstanceId),
        InstanceOwnerId: ground.account,
        DeviceIndex: 1,
      },
    };
  });
  return [
    ...nats,
    ...second,
    free,
    managed('amazon-elb', 'ELB', 'interface'),
    managed('amazon-elb', 'ELB', 'network_load_balancer'),
    managed('amazon-rds', 'RDSNetworkInterface', 'interface'),
    managed('amazon-elasticache', 'ElastiCache', 'interface'),
    managed('000000000000:lambda', `AWS Lambda VPC ENI-函数-${region}`, 'lambda'),
    managed('000000000000:eks', 'Amazon EKS', 'interface'),
  ];
}

/** NAT gateways first, then second addresses of instances' interfaces, the last third stays free. */
export function makeAddresses(ground: Ground): void {
  const { estate, sizes, account, region } = ground;
  const attached = Math.ceil((sizes.addresses * 2) / 3);
  const nats = estate.networkInterfaces.filter(({ InterfaceType }) => InterfaceType === NAT_GATEWAY);
  const gateways = new Map(estate.natGateways.map((gateway) => [gateway.NatGatewayId, gateway]));
  const unpublished = estate.networkInterfaces.filter(
    ({ Attachment, Association }) => Attachment?.InstanceId !== undefined && Association === undefined,
  );
  const targets = [...nats, ...unpublished];
  estate.addresses = times(sizes.addresses, (n): Address => {
    const AllocationId = ground.id('eipalloc');
    const PublicIp = ground.publicIp();
    const base: Address = {
      AllocationId,
      PublicIp,
      Domain: 'vpc',
      PublicIpv4Pool: 'amazon',
      NetworkBorderGroup: region,
      Tags: tagsFor(AllocationId, n),
    };
    const nic = n < attached ? targets[n] : undefined;
    if (nic === undefined) return base;
    const AssociationId = ground.id('eipassoc');
    const Association = { AllocationId, AssociationId, IpOwnerId: account, PublicIp };
    const gateway = gateways.get(nic.Description?.replace('Interface for NAT Gateway ', ''));
    if (gateway?.ConnectivityType === 'private') return base;
    nic.Association = Association;
    for (const address of nic.PrivateIpAddresses ?? []) address.Association = Association;
    return {
      ...base,
      AssociationId,
      NetworkInterfaceId: String(nic.NetworkInterfaceId),
      NetworkInterfaceOwnerId: account,
      PrivateIpAddress: String(nic.PrivateIpAddress),
      ...(nic.Attachment?.InstanceId === undefined ? {} : { InstanceId: nic.Attachment.InstanceId }),
    };
  });
  // A gateway tells its addresses itself too.
  for (const nic of nats) {
    const gateway = gateways.get(nic.Description?.replace('Interface for NAT Gateway ', ''));
    gateway?.NatGatewayAddresses?.push({
      NetworkInterfaceId: String(nic.NetworkInterfaceId),
      PrivateIp: String(nic.PrivateIpAddress),
      IsPrimary: true,
      Status: 'succeeded',
      ...(nic.Association === undefined
        ? {}
        : { AllocationId: String(nic.Association.AllocationId), PublicIp: String(nic.Association.PublicIp) }),
    });
  }
}
