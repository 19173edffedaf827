import { defineProvider } from '../../shared/collect/provider.ts';
import { openAccounts } from './accounts.ts';
import { API } from './apis.ts';
import { appblbListener } from './collectors/appblb-listener.ts';
import { appblbTarget } from './collectors/appblb-target.ts';
import { appblb } from './collectors/appblb.ts';
import { az } from './collectors/az.ts';
import { bbc } from './collectors/bbc.ts';
import { blbListener } from './collectors/blb-listener.ts';
import { blbTarget } from './collectors/blb-target.ts';
import { blb } from './collectors/blb.ts';
import { csn } from './collectors/csn.ts';
import { eip } from './collectors/eip.ts';
import { enterpriseSecurityGroup } from './collectors/enterprise-security-group.ts';
import { k8sCluster } from './collectors/k8s-cluster.ts';
import { natGateway } from './collectors/nat-gateway.ts';
import { natRule } from './collectors/nat-rule.ts';
import { nic } from './collectors/nic.ts';
import { peerConnection } from './collectors/peer-connection.ts';
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

const network = [region, az, vpc, subnet, router, securityGroup, enterpriseSecurityGroup, eip, nic];
const between = [natGateway, natRule, peerConnection, csn];
const balancing = [blb, blbListener, blbTarget, appblb, appblbListener, appblbTarget];

/** The types that list what each kind has of fields, tags where it can have some. */
const TYPES = 'https://github.com/baidubce/bce-sdk-go/blob/master/services';

export const baidu = defineProvider({
  name: 'baidu',
  config: Config,
  limits,
  accounts: openAccounts,
  collectors: [...network, ...between, vm, bbc, ...balancing, rds, redis, k8sCluster],
  // Roles are taken only where the configuration names them.
  actions: [API.regions.action, API.assume.action],
  conditional: { [API.assume.action]: 'accounts are entered through a role (roleName)' },
  probe,
  unsupported: {},
  untaggable: {
    region: { reason: 'Regions are not resources of an account.', source: `${TYPES}/bcc/api/model.go` },
    az: { reason: 'Zones are not resources of an account.', source: `${TYPES}/bcc/api/model.go` },
    router: {
      reason: 'VPCs, subnets and interfaces take tags, route tables do not.',
      source: 'https://cloud.baidu.com/doc/VPC/s/Dl6xal44j',
    },
    nat_rule: {
      reason: 'NAT gateways take tags, their rules do not.',
      source: `${TYPES}/vpc/model.go`,
    },
    lb_listener: {
      reason: 'Load balancers take tags, their listeners do not.',
      source: `${TYPES}/appblb/model.go`,
    },
    lb_target: {
      reason: 'Load balancers take tags, their servers do not.',
      source: `${TYPES}/appblb/model.go`,
    },
  },
});
