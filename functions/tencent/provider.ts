import { defineProvider } from '../../shared/collect/provider.ts';
import { openAccounts } from './accounts.ts';
import { az } from './collectors/az.ts';
import { cen } from './collectors/cen.ts';
import { classicLbListener } from './collectors/classic-lb-listener.ts';
import { cynosdb } from './collectors/cynosdb.ts';
import { dcdb } from './collectors/dcdb.ts';
import { eip } from './collectors/eip.ts';
import { k8sCluster } from './collectors/k8s-cluster.ts';
import { lbListener } from './collectors/lb-listener.ts';
import { loadBalancer } from './collectors/load-balancer.ts';
import { mariadb } from './collectors/mariadb.ts';
import { mysql } from './collectors/mysql.ts';
import { natGateway } from './collectors/nat-gateway.ts';
import { natRule } from './collectors/nat-rule.ts';
import { nic } from './collectors/nic.ts';
import { peerConnection } from './collectors/peer-connection.ts';
import { privateNatGateway } from './collectors/private-nat-gateway.ts';
import { privateNatRule } from './collectors/private-nat-rule.ts';
import { postgres } from './collectors/postgres.ts';
import { redis } from './collectors/redis.ts';
import { region } from './collectors/region.ts';
import { router } from './collectors/router.ts';
import { securityGroup } from './collectors/security-group.ts';
import { sqlserver } from './collectors/sqlserver.ts';
import { subnet } from './collectors/subnet.ts';
import { vm } from './collectors/vm.ts';
import { vpc } from './collectors/vpc.ts';
import { Config } from './config.ts';
import { limits } from './limits.ts';
import { probe } from './probe.ts';

/** Every resource type that takes tags. */
const TAGGABLE = 'https://cloud.tencent.com/document/product/651/89122';

const places = [region, az, vpc, subnet, router, securityGroup];
const network = [natGateway, natRule, privateNatGateway, privateNatRule, eip, nic, peerConnection, cen];
const balancing = [loadBalancer, lbListener, classicLbListener];
const databases = [mysql, mariadb, dcdb, postgres, sqlserver, cynosdb, redis];

export const tencent = defineProvider({
  name: 'tencent',
  config: Config,
  limits,
  accounts: openAccounts,
  collectors: [...places, ...network, vm, ...balancing, ...databases, k8sCluster],
  // Roles are asked only where the configuration names them.
  actions: ['sts:GetCallerIdentity', 'sts:AssumeRole', 'region:DescribeRegions'],
  conditional: { 'sts:AssumeRole': 'accounts are entered through a role (roleArn)' },
  probe,
  unsupported: {},
  untaggable: {
    region: { reason: 'Regions are not resources of an account.', source: TAGGABLE },
    az: { reason: 'Availability zones are not resources of an account.', source: TAGGABLE },
    nat_rule: {
      reason: 'Tags are for NAT gateways; a rule is a part of its gateway.',
      source: TAGGABLE,
    },
    lb_listener: {
      reason: 'Tags are for load balancers and target groups; a listener is a part of its load balancer.',
      source: TAGGABLE,
    },
    lb_target: {
      reason: 'Tags are for load balancers and target groups; a target is a member of a listener or a group.',
      source: TAGGABLE,
    },
  },
});
