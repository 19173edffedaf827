/** Servers, their interfaces and addresses, and load balancers of one region. */
import { alb, albGroup, albListener, clb, clbGroup, listener, server } from '../rows/balancers.ts';
import { address, instance, networkInterface } from '../rows/network.ts';
import { type Ground, nameFor, nth, since, tagsFor, times } from './ground.ts';

const STATES = ['RUNNING', 'RUNNING', 'RUNNING', 'STOPPED', 'RUNNING', 'ERROR'];

export function makeInstances(ground: Ground): void {
  const { account, estate, sizes } = ground;
  const cards = times(Math.max(sizes.instances, sizes.networkInterfaces), (n) => {
    const NetworkInterfaceId = ground.id('eni');
    const place = nth(estate.subnets, n % Math.max(1, sizes.instances));
    const PrimaryIpAddress = ground.ip(place);
    const six = place.Ipv6CidrBlock.replace('::/64', `::${(n + 1).toString(16)}`);
    return networkInterface({
      NetworkInterfaceId,
      NetworkInterfaceName: nameFor(n),
      AccountId: account,
      VpcId: place.VpcId,
      SubnetId: place.SubnetId,
      ZoneId: place.ZoneId,
      Type: n < sizes.instances ? 'primary' : 'secondary',
      MacAddress: ground.mac(),
      PrimaryIpAddress,
      IPv6Sets: six === '' ? [] : [six],
      SecurityGroupIds: [nth(estate.securityGroups, n).SecurityGroupId],
      CreatedAt: since(n),
      Tags: tagsFor(NetworkInterfaceId, n),
    });
  });
  estate.instances = times(sizes.instances, (n) => {
    const InstanceId = ground.id('i');
    const own = [nth(cards, n)];
    const [primary] = own;
    return instance({
      InstanceId,
      InstanceName: nameFor(n),
      Hostname: `host-${n}`,
      Status: nth(STATES, n),
      VpcId: primary?.VpcId ?? '',
      ZoneId: primary?.ZoneId ?? '',
      CreatedAt: since(n),
      NetworkInterfaces: own.map((card) => ({
        NetworkInterfaceId: card.NetworkInterfaceId,
        Type: card.Type,
        VpcId: card.VpcId,
        SubnetId: card.SubnetId,
        MacAddress: card.MacAddress,
        PrimaryIpAddress: card.PrimaryIpAddress,
        Ipv6Addresses: card.IPv6Sets,
        SecurityGroupIds: card.SecurityGroupIds,
      })),
      Tags: tagsFor(InstanceId, n),
    });
  });
  estate.networkInterfaces = cards.map((card, n) =>
    n < estate.instances.length
      ? { ...card, DeviceId: nth(estate.instances, n).InstanceId, Status: 'InUse' }
      : card,
  );
}

export function makeAddresses(ground: Ground): void {
  const { estate, sizes } = ground;
  const ofGateways = estate.natGateways.flatMap(({ NatGatewayId, EipAddresses }) =>
    (EipAddresses ?? []).map(({ AllocationId, EipAddress }) =>
      address({
        AllocationId,
        EipAddress,
        InstanceId: NatGatewayId,
        InstanceType: 'Nat',
        Tags: tagsFor(AllocationId, 1),
      }),
    ),
  );
  estate.addresses = [
    ...ofGateways,
    ...times(sizes.addresses, (n) => {
      const AllocationId = ground.id('eip');
      const owned = { InstanceId: nth(estate.instances, n).InstanceId, InstanceType: 'EcsInstance' as const };
      return address({
        AllocationId,
        Name: nameFor(n),
        EipAddress: ground.publicIp(),
        AllocationTime: since(n),
        Tags: tagsFor(AllocationId, n),
        ...(n % 3 !== 2 && owned),
      });
    }),
  ];
}

export function makeBalancers(ground: Ground): void {
  const { account, estate, sizes } = ground;
  const members = (group: number) =>
    times(sizes.serversPerGroup, (n) => {
      const { InstanceId, NetworkInterfaces } = nth(estate.instances, group * 7 + n);
      const Ip = NetworkInterfaces[0]?.PrimaryIpAddress ?? '';
      return server({ ServerId: ground.id('rs'), InstanceId, Ip, Port: 8000 + n });
    });
  estate.clbs = times(sizes.clbs, (n) => {
    const LoadBalancerId = ground.id('clb');
    const place = nth(estate.subnets, n);
    return clb({
      LoadBalancerId,
      LoadBalancerName: nameFor(n),
      AccountId: account,
      VpcId: place.VpcId,
      SubnetId: place.SubnetId,
      EniAddress: ground.ip(place),
      EipAddress: n % 2 === 0 ? ground.publicIp() : '',
      MasterZoneId: place.ZoneId,
      CreateTime: since(n),
      Tags: tagsFor(LoadBalancerId, n),
    });
  });
  estate.clbListeners = estate.clbs.flatMap(({ LoadBalancerId }, b) =>
    times(sizes.listenersPerBalancer, (n) => {
      const ListenerId = ground.id('lsn');
      return listener({
        ListenerId,
        ListenerName: nameFor(n),
        LoadBalancerId,
        Protocol: n % 2 === 0 ? 'TCP' : 'HTTP',
        Port: 80 + n,
        ServerGroupId: ground.id('rsp'),
        Tags: tagsFor(ListenerId, b + n),
      });
    }),
  );
  estate.clbGroups = estate.clbListeners.map(({ ServerGroupId, ListenerId, LoadBalancerId }, n) =>
    clbGroup({
      ServerGroupId,
      balancer: LoadBalancerId,
      listeners: [ListenerId],
      servers: members(n),
      Tags: tagsFor(ServerGroupId, n),
    }),
  );
  estate.albs = times(sizes.albs, (n) => {
    const LoadBalancerId = ground.id('alb');
    const place = nth(estate.subnets, n);
    const EipAddress = n % 2 === 0 ? ground.publicIp() : '';
    return alb({
      LoadBalancerId,
      LoadBalancerName: nameFor(n),
      Type: n % 2 === 0 ? 'public' : 'private',
      VpcId: place.VpcId,
      ZoneMappings: [
        {
          ZoneId: place.ZoneId,
          SubnetId: place.SubnetId,
          LoadBalancerAddresses: [
            {
              EniId: ground.id('eni'),
              EniAddress: ground.ip(place),
              EniIpv6Address: '',
              EipId: '',
              EipAddress,
            },
          ],
        },
      ],
      CreateTime: since(n),
      Tags: tagsFor(LoadBalancerId, n),
    });
  });
  estate.albListeners = estate.albs.flatMap(({ LoadBalancerId }, b) =>
    times(sizes.listenersPerBalancer, (n) => {
      const ListenerId = ground.id('lsn');
      return albListener({
        ListenerId,
        ListenerName: nameFor(n),
        LoadBalancerId,
        Protocol: n % 2 === 0 ? 'HTTP' : 'HTTPS',
        Port: 80 + n,
        ServerGroupId: ground.id('rsp'),
        Tags: tagsFor(ListenerId, b + n),
      });
    }),
  );
  estate.albGroups = estate.albListeners.map(({ ServerGroupId, ListenerId, LoadBalancerId }, n) =>
    albGroup({
      ServerGroupId,
      VpcId: estate.albs.find((one) => one.LoadBalancerId === LoadBalancerId)?.VpcId ?? '',
      Listeners: [ListenerId],
      servers: members(n),
      Tags: tagsFor(ServerGroupId, n),
    }),
  );
}
