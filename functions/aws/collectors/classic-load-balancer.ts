import { DescribeLoadBalancersCommand, DescribeTagsCommand } from '@aws-sdk/client-elastic-load-balancing';
import type { Listener, LoadBalancerDescription } from '@aws-sdk/client-elastic-load-balancing';
import type { Scope } from '../../../shared/collect/collector.ts';
import { inBatches, inParallel } from '../../../shared/collect/parallel.ts';
import type { Models, Tag } from '../../../shared/model/kinds.ts';
import type { Ref } from '../../../shared/model/ref.ts';
import { collector, FAN_OUT } from '../client.ts';
import { awsRef, idOf, link, links, listed, paged, tagsOf } from '../items.ts';

const API = 'elasticloadbalancing:DescribeLoadBalancers';

/**
 * Classic load balancers with their listeners and targets: one list says all
 * of it. A listener is a part of its load balancer and has no tags of its own:
 * https://docs.aws.amazon.com/elasticloadbalancing/2012-06-01/APIReference/API_AddTags.html
 */
export const classicLoadBalancer = collector({
  name: 'classic-load-balancer',
  emits: ['load_balancer', 'lb_listener', 'lb_target'],
  scope: 'region',
  paging: 'token',
  actions: [API, 'elasticloadbalancing:DescribeTags'],

  async *list({ elb }) {
    const pages = paged(
      API,
      (Marker) => elb.send(new DescribeLoadBalancersCommand({ Marker, PageSize: 400 })),
      ({ LoadBalancerDescriptions, NextMarker }) => [LoadBalancerDescriptions, NextMarker],
    );
    for await (const page of pages) {
      const names = page.map(({ LoadBalancerName }) => idOf(LoadBalancerName, API));
      const answers = inParallel(inBatches(names, 20), FAN_OUT, (LoadBalancerNames) =>
        elb.send(new DescribeTagsCommand({ LoadBalancerNames })),
      );
      const tags = new Map<string | undefined, readonly Tag[]>();
      for await (const { TagDescriptions } of answers) {
        for (const { LoadBalancerName, Tags } of listed(
          TagDescriptions,
          'elasticloadbalancing:DescribeTags',
        )) {
          tags.set(LoadBalancerName, tagsOf(Tags));
        }
      }
      yield page.map((balancer) => ({ ...balancer, tags: tags.get(balancer.LoadBalancerName) ?? [] }));
    }
  },

  *map(balancer, scope) {
    yield balancerOf(balancer, scope);
    const listeners = (balancer.ListenerDescriptions ?? []).flatMap(
      ({ Listener: listener }) => listener ?? [],
    );
    for (const listener of listeners) yield listenerOf(balancer, listener, scope);
    // Listeners with the same back end have the same targets.
    const backends = new Map(listeners.map((listener) => [groupOf(nameIn(balancer), listener), listener]));
    for (const backend of backends.values()) {
      for (const { InstanceId } of balancer.Instances ?? [])
        yield targetOf(balancer, backend, InstanceId, scope);
    }
  },
});

interface Balancer extends LoadBalancerDescription {
  readonly tags: readonly Tag[];
}

function balancerOf(balancer: Balancer, scope: Scope): Models['load_balancer'] {
  const { tags, Scheme, VPCId, Subnets, DNSName, SecurityGroups } = balancer;
  const name = nameIn(balancer);
  return {
    kind: 'load_balancer',
    ref: refOf(name, scope),
    id: name,
    name,
    tags,
    region: awsRef('region', scope.region),
    owner: undefined,
    type: 'classic',
    scheme: Scheme === 'internal' ? 'internal' : 'external',
    // The API knows no state of a classic load balancer: what is listed, runs.
    state: 'running',
    vpc: link('vpc', VPCId),
    subnets: links('subnet', Subnets),
    hostname: DNSName || undefined,
    addresses: [],
    security_groups: links('security_group', SecurityGroups),
  };
}

function listenerOf(balancer: Balancer, listener: Listener, scope: Scope): Models['lb_listener'] {
  const name = nameIn(balancer);
  const port = idOf(listener.LoadBalancerPort?.toString(), `${API} LoadBalancerPort`);
  const protocol = listener.Protocol ?? 'all';
  return {
    kind: 'lb_listener',
    ref: awsRef('lb_listener', scope.account, scope.region, name, port),
    id: `${name}:${port}`,
    name: `${protocol}:${port}`,
    tags: [],
    load_balancer: refOf(name, scope),
    protocol,
    port: listener.LoadBalancerPort,
    target_groups: [groupOf(name, listener)],
  };
}

function targetOf(
  balancer: Balancer,
  backend: Listener,
  instance: string | undefined,
  scope: Scope,
): Models['lb_target'] {
  const name = nameIn(balancer);
  const group = groupOf(name, backend);
  const id = idOf(instance, `${API} InstanceId`);
  return {
    kind: 'lb_target',
    ref: awsRef('lb_target', scope.account, scope.region, group, id),
    id,
    name: `${id}:${backend.InstancePort}`,
    tags: [],
    target_group: group,
    load_balancers: [refOf(name, scope)],
    protocol: backend.InstanceProtocol,
    port: backend.InstancePort,
    device: awsRef('vm', id),
    ip: undefined,
  };
}

/** Its name is its id, unique in account and region. */
function nameIn({ LoadBalancerName }: LoadBalancerDescription): string {
  return idOf(LoadBalancerName, API);
}

function refOf(name: string, { account, region }: Scope): Ref<'load_balancer'> {
  return awsRef('load_balancer', account, region, name);
}

/** Classic load balancers have no target groups; what their listeners share is a back end. */
function groupOf(name: string, { InstanceProtocol, InstancePort }: Listener): string {
  return `${name}:${InstanceProtocol ?? 'any'}:${InstancePort}`;
}
