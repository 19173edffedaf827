/** Servers, interfaces, NAT gateways with their rules, and public addresses of one region. */
import { instance } from '../rows/cvm.ts';
import {
  type DnatRule,
  type SnatRule,
  dnatRule,
  natAddress,
  natGateway,
  privateDnat,
  privateNat,
  privateSnat,
  snatRule,
} from '../rows/links.ts';
import { type NetworkInterface, address, ipv6, networkInterface, privateIp } from '../rows/vpc.ts';
import { type Ground, nameFor, nth, since, sinceUtc, tagsFor, times } from './ground.ts';

const STATES = ['STOPPED', 'SHUTDOWN', 'STARTING', 'PENDING', 'LAUNCH_FAILED'] as const;

/** One in eleven does not run. One in seven has a public address of its own, of no use to anyone else. */
export function makeInstances(ground: Ground): void {
  const { estate, sizes, account } = ground;
  const interfaces: NetworkInterface[] = [];
  estate.instances = times(sizes.instances, (n) => {
    const InstanceId = ground.id('ins');
    const subnet = nth(estate.subnets, n);
    const ip = ground.ip(subnet);
    const six = subnet.Ipv6CidrBlock.replace('::/64', `::${(n + 1).toString(16)}`);
    const wan = n % 7 === 3 ? ground.publicIp() : undefined;
    const groups = [nth(estate.securityGroups, n).SecurityGroupId];
    const NetworkInterfaceId = ground.id('eni');
    interfaces.push(
      networkInterface({
        NetworkInterfaceId,
        NetworkInterfaceName: '主网卡',
        SubnetId: subnet.SubnetId,
        VpcId: subnet.VpcId,
        Zone: subnet.Zone,
        MacAddress: ground.mac(),
        GroupSet: groups,
        PrivateIpAddressSet: [privateIp(ip, { PublicIpAddress: wan ?? '' })],
        Ipv6AddressSet: six === '' ? [] : [ipv6(six)],
        Attachment: { InstanceId, DeviceIndex: 0, InstanceAccountId: account, AttachTime: since(n) },
        TagSet: tagsFor(NetworkInterfaceId, n),
      }),
    );
    if (wan !== undefined) {
      const AddressId = ground.id('eip');
      estate.addresses = [
        ...estate.addresses,
        address({
          AddressId,
          AddressIp: wan,
          AddressType: 'WanIP',
          InstanceId,
          InstanceType: 'CVM',
          NetworkInterfaceId,
          PrivateAddressIp: ip,
          TagSet: tagsFor(AddressId, n),
        }),
      ];
    }
    return instance({
      InstanceId,
      InstanceName: nameFor(n),
      zone: subnet.Zone,
      vpc: subnet.VpcId,
      subnet: subnet.SubnetId,
      ips: [ip],
      SecurityGroupIds: groups,
      PublicIpAddresses: wan === undefined ? null : [wan],
      IPv6Addresses: six === '' ? null : [six],
      CreatedTime: sinceUtc(n),
      InstanceState: n % 11 === 10 ? nth(STATES, Math.floor(n / 11)) : 'RUNNING',
      Tags: tagsFor(InstanceId, n),
    });
  });
  for (let n = interfaces.length; n < sizes.networkInterfaces; n++) interfaces.push(secondary(ground, n));
  estate.networkInterfaces = interfaces;
}

/** Every other one is attached to a server, with a second address; the others to nothing. */
function secondary(ground: Ground, n: number): NetworkInterface {
  const { estate, account } = ground;
  const NetworkInterfaceId = ground.id('eni');
  const server = estate.instances.length > 0 && n % 2 === 0 ? nth(estate.instances, n) : undefined;
  const subnet = nth(
    estate.subnets.filter(({ VpcId }) => server === undefined || VpcId === server.VirtualPrivateCloud.VpcId),
    n,
  );
  return networkInterface({
    NetworkInterfaceId,
    NetworkInterfaceName: nameFor(n),
    Primary: false,
    SubnetId: subnet.SubnetId,
    VpcId: subnet.VpcId,
    Zone: subnet.Zone,
    MacAddress: ground.mac(),
    GroupSet: [nth(estate.securityGroups, n).SecurityGroupId],
    PrivateIpAddressSet: [privateIp(ground.ip(subnet)), privateIp(ground.ip(subnet), { Primary: false })],
    Attachment:
      server === undefined
        ? null
        : { InstanceId: server.InstanceId, DeviceIndex: 1, InstanceAccountId: account, AttachTime: since(n) },
    TagSet: tagsFor(NetworkInterfaceId, n),
  });
}

export function makeNatGateways(ground: Ground): void {
  const { estate, sizes } = ground;
  const dnat: DnatRule[] = [];
  const snat: SnatRule[] = [];
  estate.natGateways = times(sizes.natGateways, (n) => {
    const NatGatewayId = ground.id('nat');
    const subnet = nth(estate.subnets, n);
    const { VpcId } = subnet;
    const ip = ground.publicIp();
    const AddressId = ground.id('eip');
    estate.addresses = [
      ...estate.addresses,
      address({
        AddressId,
        AddressIp: ip,
        InstanceId: NatGatewayId,
        InstanceType: 'NAT',
        TagSet: tagsFor(AddressId, n),
      }),
    ];
    for (let k = 0; k < sizes.rulesPerNat; k++) {
      dnat.push(
        dnatRule({
          NatGatewayId,
          VpcId,
          IpProtocol: k % 2 === 0 ? 'TCP' : 'UDP',
          PublicIpAddress: ip,
          PublicPort: 8000 + k,
          PrivateIpAddress:
            estate.instances.length === 0
              ? '10.0.0.9'
              : (nth(estate.instances, k).PrivateIpAddresses[0] ?? ''),
          PrivatePort: 80 + k,
        }),
      );
      const ours = nth(estate.subnets, n + k * sizes.vpcs);
      snat.push(
        snatRule({
          NatGatewaySnatId: ground.id('snat'),
          NatGatewayId,
          VpcId,
          ...(k % 3 === 2
            ? { ResourceType: 'USERDEFINED', ResourceId: '', PrivateIpAddress: `10.${n}.${k}.0/28` }
            : { ResourceId: ours.SubnetId, PrivateIpAddress: ours.CidrBlock }),
          PublicIpAddresses: [ip],
        }),
      );
    }
    const standard = n % 2 === 1;
    return natGateway({
      NatGatewayId,
      NatGatewayName: nameFor(n),
      VpcId,
      Zone: subnet.Zone,
      SubnetId: standard ? subnet.SubnetId : '',
      NatProductVersion: standard ? 2 : 1,
      State: n % 5 === 4 ? 'UPDATING' : 'AVAILABLE',
      CreatedTime: since(n),
      PublicIpAddressSet: [natAddress(AddressId, ip)],
      TagSet: tagsFor(NatGatewayId, n),
    });
  });
  estate.dnatRules = dnat;
  estate.snatRules = snat;
}

export function makePrivateNats(ground: Ground): void {
  const { estate, sizes } = ground;
  estate.privateNats = times(sizes.privateNats, (n) => {
    const NatGatewayId = ground.id('intranat');
    return privateNat({
      NatGatewayId,
      NatGatewayName: nameFor(n),
      VpcId: nth(estate.vpcs, n).VpcId,
      CreatedTime: since(n),
      TagSet: tagsFor(NatGatewayId, n),
      snats: times(sizes.rulesPerNat, (k) =>
        privateSnat({
          TranslationIp: `10.200.${n}.${k + 1}`,
          // The last of three has a pool for everybody.
          ...(k % 3 !== 2 && { OriginalIp: `10.${n}.0.${k + 1}` }),
        }),
      ),
      dnats: times(sizes.rulesPerNat, (k) =>
        privateDnat({
          OriginalIp: `10.200.${n}.200`,
          OriginalPort: 8000 + k,
          TranslationIp: `10.${n}.0.${k + 1}`,
          TranslationPort: 80 + k,
        }),
      ),
    });
  });
}

/** Elastic addresses: on a server, on an interface, on nothing. */
export function makeAddresses(ground: Ground): void {
  const { estate, sizes } = ground;
  const made = times(sizes.addresses, (n) => {
    const AddressId = ground.id('eip');
    const nic = estate.networkInterfaces.length === 0 ? undefined : nth(estate.networkInterfaces, n * 5);
    const server = nic?.Attachment?.InstanceId;
    return address({
      AddressId,
      AddressIp: ground.publicIp(),
      AddressName: nameFor(n),
      CreatedTime: sinceUtc(n),
      TagSet: tagsFor(AddressId, n),
      ...(n % 3 !== 2 &&
        nic !== undefined && {
          InstanceId: server ?? '',
          InstanceType: server === undefined ? 'ENI' : 'CVM',
          AddressStatus: server === undefined ? 'BIND_ENI' : 'BIND',
          NetworkInterfaceId: nic.NetworkInterfaceId,
          PrivateAddressIp: nic.PrivateIpAddressSet[0]?.PrivateIpAddress ?? null,
        }),
    });
  });
  estate.addresses = [...estate.addresses, ...made];
  for (const { AddressId, AddressIp, NetworkInterfaceId } of made) {
    estate.networkInterfaces = estate.networkInterfaces.map((nic) =>
      nic.NetworkInterfaceId !== NetworkInterfaceId
        ? nic
        : {
            ...nic,
            PrivateIpAddressSet: nic.PrivateIpAddressSet.map((ip, k) =>
              k === 0 ? { ...ip, PublicIpAddress: AddressIp, AddressId } : ip,
            ),
          },
    );
  }
}
