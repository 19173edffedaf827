import { DescribeLoadBalancersCommand } from '@aws-sdk/client-elastic-load-balancing';
import { classicRef, nameIn, partsOf } from '../classic-parts.ts';
import { collector } from '../client.ts';
import { tagsByName, withTags } from '../elb-tags.ts';
import { awsRef, link, links, paged } from '../items.ts';

const API = 'elasticloadbalancing:DescribeLoadBalancers';

/**
 * Classic load balancers with their listeners and targets: one list says all
 * of it, save the tags, which only the load balancer itself has:
 * https://docs.aws.amazon.com/elasticloadbalancing/2012-06-01/APIReference/API_AddTags.html
 */
export const classicLoadBalancer = collector({
  name: 'classic-load-balancer',
  emits: ['load_balancer', 'lb_listener', 'lb_target'],
  scope: 'region',
  paging: 'token',
  actions: [API, 'elasticloadbalancing:DescribeTags'],

  async *list(aws) {
    const pages = paged(
      API,
      (Marker) => aws.elb.send(new DescribeLoadBalancersCommand({ Marker, PageSize: 400 })),
      ({ LoadBalancerDescriptions, NextMarker }) => [LoadBalancerDescriptions, NextMarker],
    );
    for await (const page of pages) yield* withTags(page, nameIn, tagsByName(aws));
  },

  *map({ item, tags }, scope) {
    const name = nameIn(item);
    yield {
      kind: 'load_balancer',
      ref: classicRef(name, scope),
      id: name,
      name,
      tags,
      region: awsRef('region', scope.region),
      owner: undefined,
      type: 'classic',
      scheme: item.Scheme === 'internal' ? 'internal' : 'external',
      // The API knows no state of a classic load balancer: what is listed, runs.
      state: 'running',
      vpc: link('vpc', item.VPCId),
      subnets: links('subnet', item.Subnets),
      hostname: item.DNSName || undefined,
      addresses: [],
      security_groups: links('security_group', item.SecurityGroups),
    };
    yield* partsOf(item, scope);
  },
});
