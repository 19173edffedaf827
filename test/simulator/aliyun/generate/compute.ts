/** Security groups, servers and interfaces. */
import { instance, networkInterface, permission, securityGroup } from '../rows/ecs.ts';
import type { Instance, NetworkInterface } from '../rows/ecs.ts';
import { tagPairs } from '../rows/tags.ts';
import { type Ground, at, hostOf, nameOf, tagsOf, times } from './ground.ts';

export function makeSecurityGroups({ here, sizes, id }: Ground): void {
  const ids = times(sizes.securityGroups, () => id('sg'));
  here.securityGroups = ids.map((SecurityGroupId, n) =>
    securityGroup({
      SecurityGroupId,
      SecurityGroupName: nameOf('sg', n),
      SecurityGroupType: n % 3 === 1 ? 'enterprise' : 'normal',
      VpcId: at(here.vpcs, n).VpcId,
      Tags: { Tag: tagPairs(tagsOf('sg', SecurityGroupId)) },
      Permissions: times(sizes.rules, (rule) =>
        permission({
          SecurityGroupRuleId: id('sgr'),
          Direction: rule % 3 === 2 ? 'egress' : 'ingress',
          IpProtocol: at(['TCP', 'UDP', 'ALL', 'ICMP', 'GRE'], rule),
          PortRange: rule % 5 < 2 ? `${1000 + rule}/${1010 + rule}` : '-1/-1',
          Policy: rule % 4 === 3 ? 'Drop' : 'Accept',
          Priority: String((rule % 100) + 1),
          ...peerOf(rule, at(ids, n + 1)),
        }),
      ),
    }),
  );
}

function peerOf(rule: number, group: string) {
  if (rule % 3 === 2) return { DestCidrIp: '0.0.0.0/0' };
  if (rule % 4 === 1) return { SourceGroupId: group };
  return rule % 6 === 3 ? { Ipv6SourceCidrIp: '::/0' } : { SourceCidrIp: `10.${rule % 256}.0.0/16` };
}

const STATES = ['Running', 'Running', 'Running', 'Stopped', 'Starting', 'Stopping', 'Pending'];

export function makeInstances(ground: Ground): void {
  const { here, sizes } = ground;
  const places = placesIn(ground);
  for (let n = 0; n < sizes.instances; n++) {
    const { VSwitchId, VpcId, ZoneId } = at(here.vSwitches, n);
    const group = at(here.securityGroups, n).SecurityGroupId;
    const InstanceId = ground.id('i');
    const nic = interfaceOf(ground, places(n), InstanceId, n);
    here.networkInterfaces.push(nic);
    here.instances.push(server(ground, { InstanceId, ZoneId, VpcId, VSwitchId, group, nic, n }));
  }
  const rest = Math.max(0, sizes.networkInterfaces - sizes.instances);
  for (let n = 0; n < rest; n++) {
    const owner = here.instances[n];
    const loose = n % 4 === 3 || owner === undefined;
    const index = sizes.instances + n;
    const nic = interfaceOf(ground, places(index), loose ? '' : owner.InstanceId, index);
    here.networkInterfaces.push({ ...nic, Type: 'Secondary', Status: loose ? 'Available' : 'InUse' });
  }
}

function server(
  { region, id, publicIp }: Ground,
  given: {
    readonly InstanceId: string;
    readonly ZoneId: string;
    readonly VpcId: string;
    readonly VSwitchId: string;
    readonly group: string;
    readonly nic: NetworkInterface;
    readonly n: number;
  },
): Instance {
  const { InstanceId, ZoneId, VpcId, VSwitchId, group, nic, n } = given;
  const classic = n % 50 === 49;
  const address = nic.PrivateIpAddress;
  return instance({
    InstanceId,
    InstanceName: nameOf('server', n),
    RegionId: region,
    ZoneId,
    Status: at(STATES, n),
    VpcAttributes: classic
      ? { VpcId: '', VSwitchId: '', NatIpAddress: '', PrivateIpAddress: { IpAddress: [] } }
      : { VpcId, VSwitchId, NatIpAddress: '', PrivateIpAddress: { IpAddress: [address] } },
    ...(classic && { InstanceNetworkType: 'classic', InnerIpAddress: { IpAddress: [address] } }),
    NetworkInterfaces: {
      NetworkInterface: classic
        ? []
        : [
            {
              NetworkInterfaceId: nic.NetworkInterfaceId,
              MacAddress: nic.MacAddress,
              PrimaryIpAddress: address,
              Type: 'Primary',
            },
          ],
    },
    PublicIpAddress: { IpAddress: n % 6 === 5 ? [publicIp()] : [] },
    EipAddress:
      n % 6 === 2 ? { AllocationId: id('eip'), IpAddress: publicIp() } : { AllocationId: '', IpAddress: '' },
    SecurityGroupIds: { SecurityGroupId: [group] },
    Tags: { Tag: tagPairs(tagsOf('i', InstanceId)) },
  });
}

interface Place {
  readonly VpcId: string;
  readonly VSwitchId: string;
  readonly ZoneId: string;
  readonly PrivateIpAddress: string;
}

/** Round the switches; a switch has room for some 200. */
function placesIn({ here }: Ground): (n: number) => Place {
  return (n) => {
    const { VSwitchId, VpcId, ZoneId, CidrBlock } = at(here.vSwitches, n);
    const PrivateIpAddress = hostOf(CidrBlock, 10 + (Math.floor(n / here.vSwitches.length) % 200));
    return { VSwitchId, VpcId, ZoneId, PrivateIpAddress };
  };
}

function interfaceOf(ground: Ground, place: Place, InstanceId: string, n: number): NetworkInterface {
  const NetworkInterfaceId = ground.id('eni');
  return networkInterface({
    NetworkInterfaceId,
    NetworkInterfaceName: n % 2 === 0 ? '' : nameOf('eni', n),
    OwnerId: ground.account.id,
    MacAddress: ground.mac(),
    Type: 'Primary',
    InstanceId,
    ...place,
    PrivateIpSets: {
      PrivateIpSet: [
        { PrivateIpAddress: place.PrivateIpAddress, Primary: true },
        ...(n % 9 === 8
          ? [
              {
                PrivateIpAddress: hostOf(place.PrivateIpAddress, 1),
                Primary: false,
                AssociatedPublicIp: { AllocationId: ground.id('eip'), PublicIpAddress: ground.publicIp() },
              },
            ]
          : []),
      ],
    },
    Ipv6Sets: { Ipv6Set: n % 8 === 0 ? [{ Ipv6Address: `2408:4005:1:ab00::${n.toString(16)}` }] : [] },
    SecurityGroupIds: { SecurityGroupId: [at(ground.here.securityGroups, n).SecurityGroupId] },
    Tags: { Tag: tagPairs(tagsOf('eni', NetworkInterfaceId)) },
  });
}
