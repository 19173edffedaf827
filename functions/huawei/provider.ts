import { defineProvider } from '../../shared/collect/provider.ts';
import { openAccounts } from './accounts.ts';
import { API } from './apis.ts';
import { az } from './collectors/az.ts';
import { centralNetwork } from './collectors/central-network.ts';
import { cloudConnection } from './collectors/cloud-connection.ts';
import { eip } from './collectors/eip.ts';
import { enterpriseRouter } from './collectors/enterprise-router.ts';
import { gaussdbMysql } from './collectors/gaussdb-mysql.ts';
import { gaussdb } from './collectors/gaussdb.ts';
import { k8sCluster } from './collectors/k8s-cluster.ts';
import { lbListener } from './collectors/lb-listener.ts';
import { lbTarget } from './collectors/lb-target.ts';
import { loadBalancer } from './collectors/load-balancer.ts';
import { natGateway } from './collectors/nat-gateway.ts';
import { natRule } from './collectors/nat-rule.ts';
import { nic } from './collectors/nic.ts';
import { peerConnection } from './collectors/peer-connection.ts';
import { privateNatGateway } from './collectors/private-nat-gateway.ts';
import { privateNatRule } from './collectors/private-nat-rule.ts';
import { rds } from './collectors/rds.ts';
import { redis } from './collectors/redis.ts';
import { region } from './collectors/region.ts';
import { router } from './collectors/router.ts';
import { securityGroup } from './collectors/security-group.ts';
import { subnet } from './collectors/subnet.ts';
import { vm } from './collectors/vm.ts';
import { vpc } from './collectors/vpc.ts';
import { Config } from './config.ts';
import { limits } from './limits.ts';
import { probe } from './probe.ts';

const network = [region, az, vpc, subnet, router, securityGroup, eip, nic];
const nat = [natGateway, natRule, privateNatGateway, privateNatRule];
const between = [peerConnection, cloudConnection, centralNetwork, enterpriseRouter];
const balancing = [loadBalancer, lbListener, lbTarget];
const data = [rds, gaussdbMysql, gaussdb, redis];

const TAGGABLE = 'https://support.huaweicloud.com/intl/en-us/api-tms/en-us_topic_0126416748.html';

export const huawei = defineProvider({
  name: 'huawei',
  config: Config,
  limits,
  accounts: openAccounts,
  collectors: [...network, ...nat, ...between, vm, ...balancing, ...data, k8sCluster],
  // Agencies are used only where the configuration names them.
  actions: [API.projects.action, API.assume.action],
  // https://support.huaweicloud.com/api-iam/iam_06_0003.html ; regions are told to whoever has a token:
  // https://support.huaweicloud.com/intl/en-us/my-kualalumpur-1-api-iam/en-us_topic_0067148043.html
  free: [API.projects.action, API.regions.action],
  conditional: { [API.assume.action]: 'accounts are entered through an agency (agencyName)' },
  probe,
  unsupported: {},
  untaggable: {
    region: { reason: 'Regions are not resources of an account.', source: TAGGABLE },
    az: { reason: 'Zones are not resources of an account.', source: TAGGABLE },
    router: {
      reason: 'VPCs, subnets, ports and security groups take tags, route tables do not.',
      source: 'https://support.huaweicloud.com/intl/en-us/api-vpc/vpc_apiroutetab_0003.html',
    },
    nat_rule: {
      reason: 'NAT gateways take tags, their rules do not.',
      source: 'https://support.huaweicloud.com/intl/en-us/api-natgateway/nat_api_0066.html',
    },
    peer_connection: {
      reason: 'VPCs take tags, their peering connections do not.',
      source: 'https://support.huaweicloud.com/intl/en-us/api-vpc/vpc_peering_0001.html',
    },
    lb_target: {
      reason: 'Load balancers and listeners take tags, members of backend server groups do not.',
      source: 'https://support.huaweicloud.com/api-elb/ListAllMembers.html',
    },
  },
});
