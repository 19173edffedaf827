import { defineProvider } from '../../shared/collect/provider.ts';
import { openAccounts } from './accounts.ts';
import { albListener } from './collectors/alb-listener.ts';
import { alb } from './collectors/alb.ts';
import { az } from './collectors/az.ts';
import { cen } from './collectors/cen.ts';
import { clbListener } from './collectors/clb-listener.ts';
import { clb } from './collectors/clb.ts';
import { eip } from './collectors/eip.ts';
import { k8sCluster } from './collectors/k8s-cluster.ts';
import { mysql } from './collectors/mysql.ts';
import { natGateway } from './collectors/nat-gateway.ts';
import { natRule } from './collectors/nat-rule.ts';
import { nic } from './collectors/nic.ts';
import { postgres } from './collectors/postgres.ts';
import { redis } from './collectors/redis.ts';
import { region } from './collectors/region.ts';
import { router } from './collectors/router.ts';
import { securityGroup } from './collectors/security-group.ts';
import { sqlserver } from './collectors/sqlserver.ts';
import { subnet } from './collectors/subnet.ts';
import { transitRouter } from './collectors/transit-router.ts';
import { vm } from './collectors/vm.ts';
import { vpc } from './collectors/vpc.ts';
import { Config } from './config.ts';
import { limits } from './limits.ts';
import { probe } from './probe.ts';

/** Every action of the VPC: none is about peerings, and what takes tags is what has `Tags` in its list. */
const VPC = 'https://github.com/volcengine/volcengine-go-sdk/blob/master/service/vpc/interface_vpc.go';
const ECS = 'https://github.com/volcengine/volcengine-go-sdk/blob/master/service/ecs/api_tag_resources.go';
const NAT =
  'https://github.com/volcengine/volcengine-go-sdk/blob/master/service/natgateway/api_tag_resources.go';
const CLB = 'https://github.com/volcengine/volcengine-go-sdk/blob/master/service/clb/api_tag_resources.go';

const network = [region, az, vpc, subnet, router, securityGroup, eip, nic, natGateway, natRule];
const between = [cen, transitRouter];
const balancing = [clb, clbListener, alb, albListener];
const databases = [mysql, postgres, sqlserver, redis];

export const volcengine = defineProvider({
  name: 'volcengine',
  config: Config,
  limits,
  accounts: openAccounts,
  collectors: [...network, ...between, vm, ...balancing, ...databases, k8sCluster],
  // Roles are asked only where the configuration names them.
  actions: ['sts:GetCallerIdentity', 'sts:AssumeRole', 'ecs:DescribeRegions', 'rds_mysql:DescribeRegions'],
  conditional: { 'sts:AssumeRole': 'accounts are entered through a role (roleArn)' },
  probe,
  unsupported: {
    peer_connection: {
      reason:
        'No action of the API lists peerings of VPCs: cloud enterprise networks and transit routers connect them, and are records of kind cen.',
      source: VPC,
    },
  },
  untaggable: {
    region: { reason: 'Regions are not resources of an account.', source: ECS },
    az: { reason: 'Zones are not resources of an account.', source: ECS },
    nat_rule: { reason: 'NAT gateways take tags, their SNAT and DNAT entries do not.', source: NAT },
    lb_target: {
      reason: 'Load balancers, listeners and server groups take tags, the servers in a group do not.',
      source: CLB,
    },
  },
});
