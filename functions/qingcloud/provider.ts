import { defineProvider } from '../../shared/collect/provider.ts';
import { openAccounts } from './accounts.ts';
import { az } from './collectors/az.ts';
import { border } from './collectors/border.ts';
import { eip } from './collectors/eip.ts';
import { k8sCluster } from './collectors/k8s-cluster.ts';
import { lbListener } from './collectors/lb-listener.ts';
import { lbTarget } from './collectors/lb-target.ts';
import { loadBalancer } from './collectors/load-balancer.ts';
import { natGateway } from './collectors/nat-gateway.ts';
import { natRule } from './collectors/nat-rule.ts';
import { nic } from './collectors/nic.ts';
import { rdsCluster } from './collectors/rds-cluster.ts';
import { rds } from './collectors/rds.ts';
import { redisCluster } from './collectors/redis-cluster.ts';
import { redis } from './collectors/redis.ts';
import { region } from './collectors/region.ts';
import { routeTable } from './collectors/route-table.ts';
import { router } from './collectors/router.ts';
import { securityGroup } from './collectors/security-group.ts';
import { subnet } from './collectors/subnet.ts';
import { vm } from './collectors/vm.ts';
import { vpc } from './collectors/vpc.ts';
import { Config } from './config.ts';
import { limits } from './limits.ts';
import { ACCESS_KEYS } from './owner.ts';
import { probe } from './probe.ts';
import { ZONES } from './zones.ts';

/** Every resource type that takes tags. */
const TAGGABLE = 'https://docsv3.qingcloud.com/development_docs/api/command_list/tag/attach_tags/';
const BORDERS = 'https://docsv3.qingcloud.com/network/border_router/intro/border_router/';

const places = [region, az, vpc, subnet, router, routeTable, border, securityGroup];
const network = [eip, nic, natGateway, natRule];
const balancing = [loadBalancer, lbListener, lbTarget];
const data = [rds, rdsCluster, redis, redisCluster];

export const qingcloud = defineProvider({
  name: 'qingcloud',
  config: Config,
  limits,
  accounts: openAccounts,
  collectors: [...places, ...network, vm, ...balancing, ...data, k8sCluster],
  actions: [ZONES, ACCESS_KEYS],
  conditional: { [ACCESS_KEYS]: 'keys are given without the id of their account' },
  probe,
  unsupported: {
    peer_connection: {
      reason:
        'VPCs are not peered: a border router joins networks of several of them, and is a record of kind cen.',
      source: BORDERS,
    },
  },
  untaggable: {
    region: { reason: 'Regions are not resources of an account.', source: TAGGABLE },
    az: { reason: 'Zones are not resources of an account.', source: TAGGABLE },
    nat_gateway: { reason: 'NAT gateways (NFVs) are not among what takes tags.', source: TAGGABLE },
    nat_rule: { reason: 'Rules of NAT gateways are not among what takes tags.', source: TAGGABLE },
    lb_listener: {
      reason: 'Tags are for load balancers; a listener is a part of its load balancer.',
      source: TAGGABLE,
    },
    lb_target: {
      reason: 'Tags are for load balancers; a backend is a part of its listener.',
      source: TAGGABLE,
    },
  },
});
