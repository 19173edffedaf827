import { defineProvider } from '../../shared/collect/provider.ts';
import { openAccounts } from './accounts.ts';
import { applicationGateway } from './collectors/application-gateway.ts';
import { applicationSecurityGroup } from './collectors/application-security-group.ts';
import { az } from './collectors/az.ts';
import { eip } from './collectors/eip.ts';
import { gatewayListener } from './collectors/gateway-listener.ts';
import { gatewayTarget } from './collectors/gateway-target.ts';
import { k8sCluster } from './collectors/k8s-cluster.ts';
import { lbListener } from './collectors/lb-listener.ts';
import { lbTarget } from './collectors/lb-target.ts';
import { loadBalancer } from './collectors/load-balancer.ts';
import { mysql } from './collectors/mysql.ts';
import { natGateway } from './collectors/nat-gateway.ts';
import { natRule } from './collectors/nat-rule.ts';
import { nic } from './collectors/nic.ts';
import { peerConnection } from './collectors/peer-connection.ts';
import { postgresql } from './collectors/postgresql.ts';
import { publicIpPrefix } from './collectors/public-ip-prefix.ts';
import { redisEnterprise } from './collectors/redis-enterprise.ts';
import { redis } from './collectors/redis.ts';
import { region } from './collectors/region.ts';
import { router } from './collectors/router.ts';
import { scaleSetEip } from './collectors/scale-set-eip.ts';
import { scaleSetNic } from './collectors/scale-set-nic.ts';
import { scaleSetVm } from './collectors/scale-set-vm.ts';
import { securityGroup } from './collectors/security-group.ts';
import { sqlManagedInstance } from './collectors/sql-managed-instance.ts';
import { sqlServer } from './collectors/sql-server.ts';
import { subnet } from './collectors/subnet.ts';
import { virtualHub } from './collectors/virtual-hub.ts';
import { virtualWan } from './collectors/virtual-wan.ts';
import { vm } from './collectors/vm.ts';
import { vpc } from './collectors/vpc.ts';
import { Config } from './config.ts';
import { GRAPH } from './graph.ts';
import { limits } from './limits.ts';
import { probe } from './probe.ts';
import { DESCENDANTS, SUBSCRIPTIONS } from './subscriptions.ts';

const network = [region, az, vpc, subnet, router, securityGroup, applicationSecurityGroup];
const addresses = [nic, scaleSetNic, eip, publicIpPrefix, scaleSetEip, natGateway, natRule];
const between = [peerConnection, virtualWan, virtualHub];
const balancing = [loadBalancer, lbListener, lbTarget, applicationGateway, gatewayListener, gatewayTarget];
const data = [sqlServer, sqlManagedInstance, mysql, postgresql, redis, redisEnterprise];

/** What can have tags, and what is a part of something and cannot. */
const TAGGABLE = 'https://learn.microsoft.com/en-us/azure/azure-resource-manager/management/tag-support';

/** As types of the graph they have names of their own, by which it decides what may be seen. */
const OF_THE_GRAPH = ['networkInterfaces', 'networkInterfaces/ipConfigurations/publicIPAddresses'].map(
  (part) => `Microsoft.Compute/virtualMachineScaleSets/virtualMachines/${part}/read`,
);

export const azure = defineProvider({
  name: 'azure',
  config: Config,
  limits,
  accounts: openAccounts,
  collectors: [...network, ...addresses, ...between, vm, scaleSetVm, ...balancing, ...data, k8sCluster],
  actions: [SUBSCRIPTIONS, DESCENDANTS, GRAPH, ...OF_THE_GRAPH],
  conditional: { [DESCENDANTS]: 'subscriptions are chosen by managementGroups' },
  // Management groups are asked about, and the graph, only where the configuration says so.
  unused: ({ tenants = [], lists }) => [
    ...(tenants.some(({ managementGroups }) => managementGroups !== undefined) ? [] : [DESCENDANTS]),
    ...(lists === 'arm' ? [GRAPH, ...OF_THE_GRAPH] : []),
  ],
  probe,
  unsupported: {},
  untaggable: {
    region: { reason: 'Regions are not resources of a subscription.', source: TAGGABLE },
    az: { reason: 'Zones are not resources of a subscription.', source: TAGGABLE },
    subnet: { reason: 'Virtual networks take tags, their subnets do not.', source: TAGGABLE },
    nat_rule: {
      reason: 'NAT gateways take tags; that a subnet uses one is a property of the subnet.',
      source: TAGGABLE,
    },
    peer_connection: { reason: 'Virtual networks take tags, their peerings do not.', source: TAGGABLE },
    lb_listener: {
      reason: 'Load balancers and application gateways take tags, their rules and listeners do not.',
      source: TAGGABLE,
    },
    lb_target: {
      reason: 'Load balancers and application gateways take tags, members of their pools do not.',
      source: TAGGABLE,
    },
  },
});
