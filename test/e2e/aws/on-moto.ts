/** Makes the estate in moto, with the vendor's own clients and no retries: what a person would do by hand. */
import * as ec2 from '@aws-sdk/client-ec2';
import * as eks from '@aws-sdk/client-eks';
import * as elb from '@aws-sdk/client-elastic-load-balancing';
import * as elbv2 from '@aws-sdk/client-elastic-load-balancing-v2';
import * as cache from '@aws-sdk/client-elasticache';
import * as rds from '@aws-sdk/client-rds';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import {
  ACCOUNTS,
  type Estate,
  type GroupRule,
  type Listener,
  PLACES,
  PLACE_NAMES,
  type PlaceName,
  type Route,
  type Tags,
  type TargetGroup,
  type Vm,
  find,
  placeOfSubnet,
  placeOfVpc,
} from './estate.ts';
import { Facts } from './facts.ts';

/** moto takes any key for one of its default account, which is our main one. */
export const KEYS = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'any' } as const;

/** The role of the member account; moto lets anybody assume it, and answers with keys of that account. */
export const ROLE = `arn:aws:iam::${ACCOUNTS.member}:role/tagsync-reader`;

const IMAGE = 'ami-12c6146b';

export interface Clients {
  readonly ec2: ec2.EC2Client;
  readonly eks: eks.EKSClient;
  readonly elb: elb.ElasticLoadBalancingClient;
  readonly elbv2: elbv2.ElasticLoadBalancingV2Client;
  readonly cache: cache.ElastiCacheClient;
  readonly rds: rds.RDSClient;
}

export type ClientsAt = Readonly<Record<PlaceName, Clients>>;

export async function clientsOf(endpoint: string): Promise<ClientsAt> {
  const sts = new STSClient({ region: 'us-east-1', endpoint, credentials: KEYS, maxAttempts: 1 });
  const { Credentials: role } = await sts.send(
    new AssumeRoleCommand({ RoleArn: ROLE, RoleSessionName: 'estate' }),
  );
  const member = {
    accessKeyId: said(role?.AccessKeyId),
    secretAccessKey: said(role?.SecretAccessKey),
    sessionToken: said(role?.SessionToken),
  };
  const at = (place: PlaceName): Clients => {
    const { account, region } = PLACES[place];
    const config = { region, endpoint, credentials: account === 'main' ? KEYS : member, maxAttempts: 1 };
    return {
      ec2: new ec2.EC2Client(config),
      eks: new eks.EKSClient(config),
      elb: new elb.ElasticLoadBalancingClient(config),
      elbv2: new elbv2.ElasticLoadBalancingV2Client(config),
      cache: new cache.ElastiCacheClient(config),
      rds: new rds.RDSClient(config),
    };
  };
  return Object.fromEntries(PLACE_NAMES.map((place) => [place, at(place)])) as Record<PlaceName, Clients>;
}

export async function buildOnMoto(estate: Estate, at: ClientsAt): Promise<Facts> {
  const facts = new Facts();
  const work: Work = { estate, at, facts };
  await networks(work);
  await groups(work);
  await servers(work);
  await interfaces(work);
  await addresses(work);
  await connections(work);
  await routes(work);
  await balancers(work);
  await databases(work);
  await caches(work);
  for (const cluster of estate.clusters) {
    const place = placeOfSubnet(estate, cluster.subnets[0] ?? '');
    const made = await at[place].eks.send(
      new eks.CreateClusterCommand({
        name: cluster.name,
        version: cluster.version,
        roleArn: 'arn:aws:iam::123456789012:role/cluster',
        resourcesVpcConfig: {
          subnetIds: ids(work, cluster.subnets),
          securityGroupIds: ids(work, cluster.groups),
        },
        kubernetesNetworkConfig: { serviceIpv4Cidr: cluster.serviceCidr },
        tags: cluster.tags,
      }),
    );
    facts.set(cluster.name, {
      id: said(made.cluster?.name),
      endpoint: made.cluster?.endpoint ?? '',
      group: made.cluster?.resourcesVpcConfig?.clusterSecurityGroupId ?? '',
    });
  }
  return facts;
}

export interface Work {
  readonly estate: Estate;
  readonly at: ClientsAt;
  readonly facts: Facts;
}

const ids = ({ facts }: Work, names: readonly string[]): string[] => names.map((name) => facts.id(name));

function said<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('an answer without what was asked for');
  return value;
}

const listOf = (tags: Tags): { Key: string; Value: string }[] =>
  Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));

const specOf = (ResourceType: ec2.ResourceType, tags: Tags): ec2.TagSpecification[] =>
  Object.keys(tags).length === 0 ? [] : [{ ResourceType, Tags: listOf(tags) }];

async function tagEc2(client: ec2.EC2Client, id: string, tags: Tags): Promise<void> {
  if (Object.keys(tags).length > 0) {
    await client.send(new ec2.CreateTagsCommand({ Resources: [id], Tags: listOf(tags) }));
  }
}

async function networks(work: Work): Promise<void> {
  const { estate, at, facts } = work;
  for (const vpc of estate.vpcs) {
    const { ec2: client } = at[vpc.place];
    if (vpc.isDefault) {
      const { Vpcs = [] } = await client.send(new ec2.DescribeVpcsCommand({}));
      facts.set(vpc.name, { id: said(Vpcs.find(({ IsDefault }) => IsDefault)?.VpcId) });
    } else {
      const { Vpc } = await client.send(
        new ec2.CreateVpcCommand({
          CidrBlock: said(vpc.cidrs[0]),
          AmazonProvidedIpv6CidrBlock: vpc.ipv6,
          TagSpecifications: specOf('vpc', vpc.tags),
        }),
      );
      const VpcId = said(Vpc?.VpcId);
      facts.set(vpc.name, { id: VpcId, v6: Vpc?.Ipv6CidrBlockAssociationSet?.[0]?.Ipv6CidrBlock ?? '' });
      for (const CidrBlock of vpc.cidrs.slice(1)) {
        await client.send(new ec2.AssociateVpcCidrBlockCommand({ VpcId, CidrBlock }));
      }
    }
    const filters = [{ Name: 'vpc-id', Values: [facts.id(vpc.name)] }];
    const { RouteTables = [] } = await client.send(new ec2.DescribeRouteTablesCommand({ Filters: filters }));
    facts.set(`${vpc.name}.main`, { id: said(RouteTables[0]?.RouteTableId) });
    const { SecurityGroups = [] } = await client.send(
      new ec2.DescribeSecurityGroupsCommand({ Filters: filters }),
    );
    facts.set(`${vpc.name}.default`, { id: said(SecurityGroups[0]?.GroupId) });
  }
  for (const subnet of estate.subnets) {
    const place = placeOfVpc(estate, subnet.vpc);
    const { ec2: client } = at[place];
    const VpcId = facts.id(subnet.vpc);
    const AvailabilityZone = PLACES[place].region + subnet.zone;
    if (subnet.isDefault) {
      const { Subnets = [] } = await client.send(
        new ec2.DescribeSubnetsCommand({ Filters: [{ Name: 'vpc-id', Values: [VpcId] }] }),
      );
      const found = Subnets.find((one) => one.AvailabilityZone === AvailabilityZone);
      facts.set(subnet.name, { id: said(found?.SubnetId) });
      continue;
    }
    const v6 = subnet.ipv6 ? facts.detail(subnet.vpc, 'v6').replace(/\/56$/, '/64') : undefined;
    const { Subnet } = await client.send(
      new ec2.CreateSubnetCommand({
        VpcId,
        AvailabilityZone,
        CidrBlock: subnet.cidr,
        Ipv6CidrBlock: v6,
        TagSpecifications: specOf('subnet', subnet.tags),
      }),
    );
    facts.set(subnet.name, { id: said(Subnet?.SubnetId), v6: v6 ?? '' });
  }
  for (const { name, vpc, type } of estate.gateways) {
    facts.set(name, { id: await gateway(type, at[placeOfVpc(estate, vpc)].ec2, facts.id(vpc)) });
  }
  for (const { name, place, cidrs } of estate.prefixLists) {
    const made = await at[place].ec2.send(
      new ec2.CreateManagedPrefixListCommand({
        PrefixListName: name,
        AddressFamily: 'IPv4',
        MaxEntries: 10,
        Entries: cidrs.map((Cidr) => ({ Cidr })),
      }),
    );
    facts.set(name, { id: said(made.PrefixList?.PrefixListId) });
  }
}

async function gateway(
  type: Estate['gateways'][number]['type'],
  client: ec2.EC2Client,
  VpcId: string,
): Promise<string> {
  switch (type) {
    case 'internet_gateway': {
      const { InternetGateway } = await client.send(new ec2.CreateInternetGatewayCommand({}));
      const InternetGatewayId = said(InternetGateway?.InternetGatewayId);
      await client.send(new ec2.AttachInternetGatewayCommand({ InternetGatewayId, VpcId }));
      return InternetGatewayId;
    }
    case 'egress_only_internet_gateway': {
      const made = await client.send(new ec2.CreateEgressOnlyInternetGatewayCommand({ VpcId }));
      return said(made.EgressOnlyInternetGateway?.EgressOnlyInternetGatewayId);
    }
    case 'vpn_gateway': {
      const { VpnGateway } = await client.send(new ec2.CreateVpnGatewayCommand({ Type: 'ipsec.1' }));
      const VpnGatewayId = said(VpnGateway?.VpnGatewayId);
      await client.send(new ec2.AttachVpnGatewayCommand({ VpnGatewayId, VpcId }));
      return VpnGatewayId;
    }
    case 'carrier_gateway': {
      const made = await client.send(new ec2.CreateCarrierGatewayCommand({ VpcId }));
      return said(made.CarrierGateway?.CarrierGatewayId);
    }
    default:
      throw new Error(`no way to make a ${String(type satisfies never)}`);
  }
}

async function groups(work: Work): Promise<void> {
  const { estate, at, facts } = work;
  for (const group of estate.groups) {
    const { ec2: client } = at[placeOfVpc(estate, group.vpc)];
    if (group.isDefault) {
      await tagEc2(client, facts.id(group.name), group.tags);
      continue;
    }
    const made = await client.send(
      new ec2.CreateSecurityGroupCommand({
        GroupName: group.name,
        Description: 'of the estate',
        VpcId: facts.id(group.vpc),
        TagSpecifications: specOf('security-group', group.tags),
      }),
    );
    facts.set(group.name, { id: said(made.GroupId) });
  }
  for (const group of estate.groups) {
    const { ec2: client } = at[placeOfVpc(estate, group.vpc)];
    const GroupId = facts.id(group.name);
    for (const rule of group.rules) {
      const IpPermissions = [permission(work, rule)];
      if (rule.direction === 'ingress') {
        await client.send(new ec2.AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions }));
      } else await client.send(new ec2.AuthorizeSecurityGroupEgressCommand({ GroupId, IpPermissions }));
    }
  }
}

function permission({ estate, facts }: Work, { protocol, from, to, peer }: GroupRule): ec2.IpPermission {
  const ports = {
    IpProtocol: protocol === 'all' ? '-1' : protocol,
    FromPort: from ?? (protocol === 'icmp' ? -1 : undefined),
    ToPort: to ?? (protocol === 'icmp' ? -1 : undefined),
  };
  if (peer.includes('::')) return { ...ports, Ipv6Ranges: [{ CidrIpv6: peer }] };
  if (peer.includes('/')) return { ...ports, IpRanges: [{ CidrIp: peer }] };
  const id = facts.id(peer);
  return estate.prefixLists.some(({ name }) => name === peer)
    ? { ...ports, PrefixListIds: [{ PrefixListId: id }] }
    : { ...ports, UserIdGroupPairs: [{ GroupId: id }] };
}

export async function launch({ estate, at, facts }: Work, vm: Vm): Promise<void> {
  const { ec2: client } = at[placeOfSubnet(estate, vm.subnet)];
  const { Instances } = await client.send(
    new ec2.RunInstancesCommand({
      ImageId: IMAGE,
      MinCount: 1,
      MaxCount: 1,
      InstanceType: vm.type as ec2._InstanceType,
      SubnetId: facts.id(vm.subnet),
      SecurityGroupIds: vm.groups.map((group) => facts.id(group)),
      TagSpecifications: specOf('instance', vm.tags),
    }),
  );
  const made = said(Instances?.[0]);
  const nic = said(made.NetworkInterfaces?.[0]);
  const InstanceIds = [said(made.InstanceId)];
  facts.set(vm.name, {
    id: said(made.InstanceId),
    ip: said(made.PrivateIpAddress),
    hostname: said(made.PrivateDnsName),
    created: said(nic.Attachment?.AttachTime).toISOString(),
  });
  facts.set(`${vm.name}.eth0`, {
    id: said(nic.NetworkInterfaceId),
    ip: said(nic.PrivateIpAddress),
    mac: said(nic.MacAddress),
  });
  await tagEc2(client, said(nic.NetworkInterfaceId), vm.nicTags);
  if (vm.state === 'stopped') await client.send(new ec2.StopInstancesCommand({ InstanceIds }));
  if (vm.state === 'terminated') await client.send(new ec2.TerminateInstancesCommand({ InstanceIds }));
}

/** One after the other: launches that are under way together make moto trip over its own list of free addresses. */
async function servers(work: Work): Promise<void> {
  for (const vm of work.estate.vms) await launch(work, vm);
}

async function interfaces({ estate, at, facts }: Work): Promise<void> {
  for (const nic of estate.nics) {
    const { ec2: client } = at[placeOfSubnet(estate, nic.subnet)];
    const { NetworkInterface: made } = await client.send(
      new ec2.CreateNetworkInterfaceCommand({
        SubnetId: facts.id(nic.subnet),
        Groups: nic.groups.map((group) => facts.id(group)),
        PrivateIpAddresses: nic.ips.map((PrivateIpAddress, n) => ({ PrivateIpAddress, Primary: n === 0 })),
        ...(nic.ipv6 > 0 ? { Ipv6AddressCount: nic.ipv6 } : {}),
        TagSpecifications: specOf('network-interface', nic.tags),
      }),
    );
    const NetworkInterfaceId = said(made?.NetworkInterfaceId);
    facts.set(nic.name, {
      id: NetworkInterfaceId,
      mac: said(made?.MacAddress),
      v6: made?.Ipv6Addresses?.[0]?.Ipv6Address ?? '',
    });
    if (nic.vm !== undefined) {
      const InstanceId = facts.id(nic.vm);
      await client.send(
        new ec2.AttachNetworkInterfaceCommand({ NetworkInterfaceId, InstanceId, DeviceIndex: 1 }),
      );
    }
  }
}

async function addresses({ estate, at, facts }: Work): Promise<void> {
  for (const { name, place, on, tags } of estate.eips) {
    const { ec2: client } = at[place];
    const TagSpecifications = specOf('elastic-ip', tags);
    const made = await client.send(new ec2.AllocateAddressCommand({ Domain: 'vpc', TagSpecifications }));
    const AllocationId = said(made.AllocationId);
    facts.set(name, { id: AllocationId, ip: said(made.PublicIp) });
    if (on !== undefined && 'vm' in on) {
      await client.send(new ec2.AssociateAddressCommand({ AllocationId, InstanceId: facts.id(on.vm) }));
    }
  }
  for (const { name, subnet, eip, tags } of estate.nats) {
    const { ec2: client } = at[placeOfSubnet(estate, subnet)];
    const { NatGateway } = await client.send(
      new ec2.CreateNatGatewayCommand({
        SubnetId: facts.id(subnet),
        ConnectivityType: eip === undefined ? 'private' : 'public',
        AllocationId: eip === undefined ? undefined : facts.id(eip),
        TagSpecifications: specOf('natgateway', tags),
      }),
    );
    const nic = said(NatGateway?.NatGatewayAddresses?.[0]);
    const NetworkInterfaceIds = [said(nic.NetworkInterfaceId)];
    const found = await client.send(new ec2.DescribeNetworkInterfacesCommand({ NetworkInterfaceIds }));
    facts.set(name, { id: said(NatGateway?.NatGatewayId) });
    facts.set(`${name}.eth0`, {
      id: said(nic.NetworkInterfaceId),
      ip: said(nic.PrivateIp),
      mac: said(found.NetworkInterfaces?.[0]?.MacAddress),
    });
  }
}

async function connections({ estate, at, facts }: Work): Promise<void> {
  for (const peering of estate.peerings) {
    const [from, to] = [placeOfVpc(estate, peering.requester), placeOfVpc(estate, peering.accepter)];
    const made = await at[from].ec2.send(
      new ec2.CreateVpcPeeringConnectionCommand({
        VpcId: facts.id(peering.requester),
        PeerVpcId: facts.id(peering.accepter),
        PeerOwnerId: ACCOUNTS[PLACES[to].account],
        PeerRegion: PLACES[to].region,
        TagSpecifications: specOf('vpc-peering-connection', peering.requesterTags),
      }),
    );
    const VpcPeeringConnectionId = said(made.VpcPeeringConnection?.VpcPeeringConnectionId);
    facts.set(peering.name, { id: VpcPeeringConnectionId });
    if (!peering.accepted) continue;
    await at[to].ec2.send(new ec2.AcceptVpcPeeringConnectionCommand({ VpcPeeringConnectionId }));
    if (from !== to) await tagEc2(at[to].ec2, VpcPeeringConnectionId, peering.accepterTags);
  }
  for (const { name, place, attachments, tags } of estate.transitGateways) {
    const { ec2: client } = at[place];
    const made = await client.send(
      new ec2.CreateTransitGatewayCommand({ TagSpecifications: specOf('transit-gateway', tags) }),
    );
    const TransitGatewayId = said(made.TransitGateway?.TransitGatewayId);
    facts.set(name, { id: TransitGatewayId });
    for (const { name: attachment, vpc, subnets } of attachments) {
      const attached = await client.send(
        new ec2.CreateTransitGatewayVpcAttachmentCommand({
          TransitGatewayId,
          VpcId: facts.id(vpc),
          SubnetIds: subnets.map((subnet) => facts.id(subnet)),
        }),
      );
      facts.set(attachment, { id: said(attached.TransitGatewayVpcAttachment?.TransitGatewayAttachmentId) });
    }
  }
}

async function routes(work: Work): Promise<void> {
  const { estate, at, facts } = work;
  for (const table of estate.routeTables) {
    const { ec2: client } = at[placeOfVpc(estate, table.vpc)];
    if (table.main) await tagEc2(client, facts.id(table.name), table.tags);
    else {
      const made = await client.send(
        new ec2.CreateRouteTableCommand({
          VpcId: facts.id(table.vpc),
          TagSpecifications: specOf('route-table', table.tags),
        }),
      );
      facts.set(table.name, { id: said(made.RouteTable?.RouteTableId) });
    }
    const RouteTableId = facts.id(table.name);
    for (const SubnetId of ids(work, table.subnets)) {
      await client.send(new ec2.AssociateRouteTableCommand({ RouteTableId, SubnetId }));
    }
    for (const route of table.routes) {
      await client.send(new ec2.CreateRouteCommand({ RouteTableId, ...routeInput(work, route) }));
    }
  }
}

const HOPS = {
  internet_gateway: 'GatewayId',
  vpn_gateway: 'GatewayId',
  egress_only_internet_gateway: 'EgressOnlyInternetGatewayId',
  carrier_gateway: 'CarrierGatewayId',
  nat_gateway: 'NatGatewayId',
  vm: 'InstanceId',
  nic: 'NetworkInterfaceId',
  peer_connection: 'VpcPeeringConnectionId',
  cen: 'TransitGatewayId',
} as const satisfies Record<Route['hop'], keyof ec2.Route>;

export function routeInput({ facts }: Work, { to, hop, target }: Route): Partial<ec2.CreateRouteRequest> {
  const destination = to.includes('::')
    ? { DestinationIpv6CidrBlock: to }
    : to.includes('/')
      ? { DestinationCidrBlock: to }
      : { DestinationPrefixListId: facts.id(to) };
  return { ...destination, [HOPS[hop]]: facts.id(target) };
}

async function balancers(work: Work): Promise<void> {
  const { estate, at, facts } = work;
  for (const classic of estate.classicBalancers) {
    const { elb: client } = at[placeOfSubnet(estate, classic.subnets[0] ?? '')];
    const made = await client.send(
      new elb.CreateLoadBalancerCommand({
        LoadBalancerName: classic.name,
        Listeners: classic.listeners.map(({ protocol, port, to: [InstanceProtocol, InstancePort] }) => ({
          Protocol: protocol,
          LoadBalancerPort: port,
          InstanceProtocol,
          InstancePort,
        })),
        Subnets: ids(work, classic.subnets),
        SecurityGroups: ids(work, classic.groups),
        ...(classic.internal ? { Scheme: 'internal' } : {}),
        ...(Object.keys(classic.tags).length > 0 ? { Tags: listOf(classic.tags) } : {}),
      }),
    );
    facts.set(classic.name, { id: classic.name, hostname: said(made.DNSName) });
    if (classic.vms.length > 0) {
      await client.send(
        new elb.RegisterInstancesWithLoadBalancerCommand({
          LoadBalancerName: classic.name,
          Instances: ids(work, classic.vms).map((InstanceId) => ({ InstanceId })),
        }),
      );
    }
  }
  for (const balancer of estate.balancers) {
    const made = await at[placeOfSubnet(estate, balancer.subnets[0] ?? '')].elbv2.send(
      new elbv2.CreateLoadBalancerCommand({
        Name: balancer.name,
        Type: balancer.type,
        Scheme: balancer.internal ? 'internal' : 'internet-facing',
        Subnets: ids(work, balancer.subnets),
        SecurityGroups: ids(work, balancer.groups),
        ...(Object.keys(balancer.tags).length > 0 ? { Tags: listOf(balancer.tags) } : {}),
      }),
    );
    const { LoadBalancerArn, DNSName } = said(made.LoadBalancers?.[0]);
    facts.set(balancer.name, { id: said(LoadBalancerArn), hostname: said(DNSName) });
  }
  for (const group of estate.targetGroups) await targetGroup(work, group);
  for (const listener of estate.listeners) await listen(work, listener);
}

async function targetGroup({ estate, at, facts }: Work, group: TargetGroup): Promise<void> {
  const { elbv2: client } = at[placeOfVpc(estate, group.vpc)];
  const made = await client.send(
    new elbv2.CreateTargetGroupCommand({
      Name: group.name,
      VpcId: facts.id(group.vpc),
      Protocol: group.protocol as elbv2.ProtocolEnum,
      Port: group.port,
      TargetType: group.type,
    }),
  );
  const TargetGroupArn = said(made.TargetGroups?.[0]?.TargetGroupArn);
  facts.set(group.name, { id: TargetGroupArn });
  await client.send(
    new elbv2.RegisterTargetsCommand({
      TargetGroupArn,
      Targets: group.targets.map(([id, Port]) => ({ Id: group.type === 'ip' ? id : facts.id(id), Port })),
    }),
  );
}

async function listen({ estate, at, facts }: Work, listener: Listener): Promise<void> {
  const { subnets } = find(estate.balancers, listener.balancer);
  const { elbv2: client } = at[placeOfSubnet(estate, subnets[0] ?? '')];
  const made = await client.send(
    new elbv2.CreateListenerCommand({
      LoadBalancerArn: facts.id(listener.balancer),
      Protocol: listener.protocol as elbv2.ProtocolEnum,
      Port: listener.port,
      DefaultActions: [forward(listener.forward.map(([group, weight]) => [facts.id(group), weight]))],
      ...(Object.keys(listener.tags).length > 0 ? { Tags: listOf(listener.tags) } : {}),
    }),
  );
  const ListenerArn = said(made.Listeners?.[0]?.ListenerArn);
  facts.set(listener.name, { id: ListenerArn });
  for (const [n, rule] of listener.rules.entries()) {
    await client.send(
      new elbv2.CreateRuleCommand({
        ListenerArn,
        Priority: n + 1,
        Conditions: [{ Field: 'path-pattern', Values: [rule.path] }],
        Actions: [forward([[facts.id(rule.forward), 1]])],
      }),
    );
  }
}

function forward(to: readonly (readonly [arn: string, weight: number])[]): elbv2.Action {
  if (to.length === 1) return { Type: 'forward', TargetGroupArn: to[0]?.[0] };
  const TargetGroups = to.map(([TargetGroupArn, Weight]) => ({ TargetGroupArn, Weight }));
  return { Type: 'forward', ForwardConfig: { TargetGroups } };
}

async function databases(work: Work): Promise<void> {
  const { estate, at, facts } = work;
  const clientOf = (subnetGroup: string): rds.RDSClient =>
    at[placeOfSubnet(estate, find(estate.subnetGroups, subnetGroup).subnets[0] ?? '')].rds;
  for (const { name, subnets } of estate.subnetGroups) {
    await clientOf(name).send(
      new rds.CreateDBSubnetGroupCommand({
        DBSubnetGroupName: name,
        DBSubnetGroupDescription: 'of the estate',
        SubnetIds: ids(work, subnets),
      }),
    );
  }
  for (const cluster of estate.dbClusters) {
    const { DBCluster } = await clientOf(cluster.subnetGroup).send(
      new rds.CreateDBClusterCommand({
        DBClusterIdentifier: cluster.name,
        Engine: cluster.engine,
        EngineVersion: cluster.version,
        MasterUsername: 'root',
        MasterUserPassword: 'a long password',
        DBSubnetGroupName: cluster.subnetGroup,
        VpcSecurityGroupIds: ids(work, cluster.groups),
        Tags: listOf(cluster.tags),
      }),
    );
    facts.set(cluster.name, {
      id: said(DBCluster?.DbClusterResourceId),
      writer: said(DBCluster?.Endpoint),
      reader: said(DBCluster?.ReaderEndpoint),
      port: String(said(DBCluster?.Port)),
    });
  }
  for (const db of estate.dbs) {
    const client = clientOf(db.subnetGroup);
    const shared = {
      DBInstanceIdentifier: db.name,
      DBInstanceClass: db.type,
      AvailabilityZone: PLACES.hub.region + db.zone,
      DBSubnetGroupName: db.subnetGroup,
      VpcSecurityGroupIds: ids(work, db.groups),
      Tags: listOf(db.tags),
    };
    const { DBInstance } =
      db.replicaOf === undefined
        ? await client.send(
            new rds.CreateDBInstanceCommand({
              ...shared,
              Engine: db.engine,
              EngineVersion: db.version,
              ...(db.cluster === undefined
                ? { AllocatedStorage: 20, MasterUsername: 'root', MasterUserPassword: 'a long password' }
                : { DBClusterIdentifier: db.cluster }),
            }),
          )
        : await client.send(
            new rds.CreateDBInstanceReadReplicaCommand({
              ...shared,
              SourceDBInstanceIdentifier: db.replicaOf,
            }),
          );
    facts.set(db.name, {
      id: said(DBInstance?.DbiResourceId),
      host: DBInstance?.Endpoint?.Address ?? '',
      port: String(DBInstance?.Endpoint?.Port ?? ''),
    });
  }
}

async function caches(work: Work): Promise<void> {
  const { estate, at, facts } = work;
  const clientOf = (subnetGroup: string): cache.ElastiCacheClient =>
    at[placeOfSubnet(estate, find(estate.subnetGroups, subnetGroup).subnets[0] ?? '')].cache;
  for (const { name, subnets } of estate.subnetGroups) {
    await clientOf(name).send(
      new cache.CreateCacheSubnetGroupCommand({
        CacheSubnetGroupName: name,
        CacheSubnetGroupDescription: 'of the estate',
        SubnetIds: ids(work, subnets),
      }),
    );
  }
  for (const group of estate.cacheGroups) {
    const { ReplicationGroup: made } = await clientOf(group.subnetGroup).send(
      new cache.CreateReplicationGroupCommand({
        ReplicationGroupId: group.name,
        ReplicationGroupDescription: 'of the estate',
        Engine: group.engine,
        EngineVersion: group.version,
        CacheNodeType: group.type,
        NumCacheClusters: group.nodes,
        CacheSubnetGroupName: group.subnetGroup,
        SecurityGroupIds: ids(work, group.groups),
        Tags: listOf(group.tags),
      }),
    );
    const shard = made?.NodeGroups?.[0];
    facts.set(group.name, {
      id: group.name,
      primary: said(shard?.PrimaryEndpoint?.Address),
      reader: shard?.ReaderEndpoint?.Address ?? '',
      ...Object.fromEntries(
        (shard?.NodeGroupMembers ?? []).map(({ ReadEndpoint }, n) => [
          `node${n}`,
          ReadEndpoint?.Address ?? '',
        ]),
      ),
    });
  }
  for (const one of estate.caches) {
    const { CacheCluster: made } = await clientOf(one.subnetGroup).send(
      new cache.CreateCacheClusterCommand({
        CacheClusterId: one.name,
        Engine: one.engine,
        EngineVersion: one.version,
        CacheNodeType: one.type,
        NumCacheNodes: one.nodes,
        PreferredAvailabilityZone: PLACES.hub.region + one.zone,
        CacheSubnetGroupName: one.subnetGroup,
        SecurityGroupIds: ids(work, one.groups),
        ...(Object.keys(one.tags).length > 0 ? { Tags: listOf(one.tags) } : {}),
      }),
    );
    facts.set(one.name, { id: said(made?.CacheClusterId) });
  }
}
