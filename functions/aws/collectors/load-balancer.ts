import type { AvailabilityZone } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Address } from '../../../shared/model/parts.ts';
import { collector } from '../client.ts';
import { tagsByArn, withTags } from '../elb-tags.ts';
import { awsRef, idOf, link, links, ownerOf } from '../items.ts';
import { balancerState } from '../states.ts';

const API = 'elasticloadbalancing:DescribeLoadBalancers';

/** Application, network and gateway load balancers. */
export const loadBalancer = collector({
  name: 'load-balancer',
  emits: ['load_balancer'],
  scope: 'region',
  paging: 'token',
  actions: [API, 'elasticloadbalancing:DescribeTags'],

  async *list(aws) {
    const balancers = await aws.lists.loadBalancers();
    yield* withTags(balancers, ({ LoadBalancerArn }) => idOf(LoadBalancerArn, API), tagsByArn(aws));
  },

  *map({ item, tags }, { region }) {
    const arn = idOf(item.LoadBalancerArn, API);
    const zones = item.AvailabilityZones ?? [];
    yield {
      kind: 'load_balancer',
      ref: awsRef('load_balancer', arn),
      id: arn,
      name: item.LoadBalancerName || arn,
      tags,
      region: awsRef('region', region),
      owner: ownerOf(arn),
      type: item.Type ?? 'unknown',
      // Gateway load balancers have no scheme: they are reached through endpoints inside VPCs.
      scheme: item.Scheme === 'internet-facing' ? 'external' : 'internal',
      state: balancerState(item.State?.Code),
      vpc: link('vpc', item.VpcId),
      subnets: links(
        'subnet',
        zones.map(({ SubnetId }) => SubnetId),
      ),
      hostname: item.DNSName || undefined,
      addresses: zones.flatMap(addressesOf),
      security_groups: links('security_group', item.SecurityGroups),
    };
  },
});

/** Only those that somebody fixed; the others are addresses of its interfaces. */
function addressesOf({ LoadBalancerAddresses }: AvailabilityZone): Address[] {
  return (LoadBalancerAddresses ?? []).flatMap(({ IpAddress, PrivateIPv4Address, IPv6Address }) => [
    ...(IpAddress || PrivateIPv4Address
      ? [{ ip: PrivateIPv4Address || undefined, public_ip: IpAddress || undefined }]
      : []),
    ...(IPv6Address ? [{ ip: IPv6Address, public_ip: undefined }] : []),
  ]);
}
