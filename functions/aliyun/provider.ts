import { defineProvider } from '../../shared/collect/provider.ts';
import { openAccounts } from './accounts.ts';
import { albListener } from './collectors/alb-listener.ts';
import { albTarget } from './collectors/alb-target.ts';
import { alb } from './collectors/alb.ts';
import { az } from './collectors/az.ts';
import { cen } from './collectors/cen.ts';
import { clbListener } from './collectors/clb-listener.ts';
import { clbTarget } from './collectors/clb-target.ts';
import { clb } from './collectors/clb.ts';
import { eip } from './collectors/eip.ts';
import { k8sCluster } from './collectors/k8s-cluster.ts';
import { natGateway } from './collectors/nat-gateway.ts';
import { natRule } from './collectors/nat-rule.ts';
import { nic } from './collectors/nic.ts';
import { nlbListener } from './collectors/nlb-listener.ts';
import { nlbTarget } from './collectors/nlb-target.ts';
import { nlb } from './collectors/nlb.ts';
import { peerConnection } from './collectors/peer-connection.ts';
import { polardb } from './collectors/polardb.ts';
import { rds } from './collectors/rds.ts';
import { redis } from './collectors/redis.ts';
import { region } from './collectors/region.ts';
import { router } from './collectors/router.ts';
import { securityGroup } from './collectors/security-group.ts';
import { subnet } from './collectors/subnet.ts';
import { transitRouter } from './collectors/transit-router.ts';
import { vm } from './collectors/vm.ts';
import { vpc } from './collectors/vpc.ts';
import { Config } from './config.ts';
import { limits } from './limits.ts';
import { probe } from './probe.ts';

const TAGGABLE =
  'https://help.aliyun.com/zh/resource-management/tag/product-overview/services-that-work-with-tag';

const network = [region, az, vpc, subnet, router, securityGroup, natGateway, natRule, eip, nic];
const between = [peerConnection, cen, transitRouter];
const balancing = [clb, clbListener, clbTarget, alb, albListener, albTarget, nlb, nlbListener, nlbTarget];

export const aliyun = defineProvider({
  name: 'aliyun',
  config: Config,
  limits,
  accounts: openAccounts,
  collectors: [...network, ...between, vm, ...balancing, rds, polardb, redis, k8sCluster],
  // Roles and the directory are asked only where the configuration names them.
  actions: ['sts:GetCallerIdentity', 'sts:AssumeRole', 'resourcemanager:ListAccounts', 'ecs:DescribeRegions'],
  conditional: {
    'sts:AssumeRole': 'accounts are entered through a role (roleArn or resourceDirectory)',
    'resourcemanager:ListAccounts': 'accounts are found through resourceDirectory',
  },
  probe,
  unsupported: {},
  untaggable: {
    region: { reason: 'Regions are not resources of an account.', source: TAGGABLE },
    az: { reason: 'Zones are not resources of an account.', source: TAGGABLE },
    nat_rule: {
      reason: 'NAT gateways take tags, their SNAT and DNAT entries do not.',
      source:
        'https://help.aliyun.com/zh/nat-gateway/developer-reference/api-vpc-2016-04-28-tagresources-natgws',
    },
    lb_target: {
      reason: 'Load balancers, listeners and server groups take tags, the servers in a group do not.',
      source:
        'https://help.aliyun.com/zh/slb/application-load-balancer/developer-reference/api-alb-2020-06-16-tagresources',
    },
  },
});
