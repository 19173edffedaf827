import { defineProvider } from '../../shared/collect/provider.ts';
import { openAccounts } from './accounts.ts';
import { az } from './collectors/az.ts';
import { cen } from './collectors/cen.ts';
import { classicLoadBalancer } from './collectors/classic-load-balancer.ts';
import { eip } from './collectors/eip.ts';
import { k8sCluster } from './collectors/k8s-cluster.ts';
import { lbListener } from './collectors/lb-listener.ts';
import { lbTarget } from './collectors/lb-target.ts';
import { loadBalancer } from './collectors/load-balancer.ts';
import { natGateway } from './collectors/nat-gateway.ts';
import { nic } from './collectors/nic.ts';
import { peerConnection } from './collectors/peer-connection.ts';
import { rds } from './collectors/rds.ts';
import { redis } from './collectors/redis.ts';
import { redisServerless } from './collectors/redis-serverless.ts';
import { region } from './collectors/region.ts';
import { router } from './collectors/router.ts';
import { securityGroup } from './collectors/security-group.ts';
import { subnet } from './collectors/subnet.ts';
import { vm } from './collectors/vm.ts';
import { vpc } from './collectors/vpc.ts';
import { Config } from './config.ts';
import { events } from './events.ts';
import { limits } from './limits.ts';
import { probe } from './probe.ts';

const TAGGABLE = 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Tags.html#tag-restrictions';

const network = [region, az, vpc, subnet, router, securityGroup, natGateway, eip, nic, peerConnection, cen];
const balancing = [classicLoadBalancer, loadBalancer, lbListener, lbTarget];

export const aws = defineProvider({
  name: 'aws',
  config: Config,
  limits,
  accounts: openAccounts,
  events,
  collectors: [...network, vm, ...balancing, rds, redis, redisServerless, k8sCluster],
  actions: ['sts:GetCallerIdentity', 'sts:AssumeRole', 'organizations:ListAccounts', 'ec2:DescribeRegions'],
  conditional: {
    'sts:AssumeRole': 'accounts are entered through a role (roleArn or organization)',
    'organizations:ListAccounts': 'accounts are found through organization',
    'elasticloadbalancing:DescribeRules': 'listenerRules is true',
  },
  probe,
  unused: ({ listenerRules }) => (listenerRules === true ? [] : ['elasticloadbalancing:DescribeRules']),
  unsupported: {
    nat_rule: {
      reason: 'A NAT gateway translates every address of the subnets routed to it; it has no rules.',
      source: 'https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html',
    },
  },
  untaggable: {
    region: { reason: 'Regions are not resources of an account.', source: TAGGABLE },
    az: { reason: 'Availability zones are not among the resources that take tags.', source: TAGGABLE },
    lb_target: {
      reason:
        'Tags are for load balancers, target groups, listeners and rules; a target is a member of a group.',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_AddTags.html',
    },
  },
});
