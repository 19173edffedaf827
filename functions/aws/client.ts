import { EC2Client } from '@aws-sdk/client-ec2';
import { EKSClient } from '@aws-sdk/client-eks';
import { ElasticLoadBalancingClient } from '@aws-sdk/client-elastic-load-balancing';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { ElastiCacheClient } from '@aws-sdk/client-elasticache';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { RDSClient } from '@aws-sdk/client-rds';
import { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import { STSClient } from '@aws-sdk/client-sts';
import { collectorFor } from '../../shared/collect/collector.ts';
import type { Lists } from './lists.ts';
import { listsOf, once } from './lists.ts';
import { guarded, sharedHandler } from './transport.ts';
import type { Sending } from './transport.ts';

export interface Clients {
  readonly ec2: EC2Client;
  readonly eks: EKSClient;
  readonly elasticache: ElastiCacheClient;
  readonly elb: ElasticLoadBalancingClient;
  readonly elbv2: ElasticLoadBalancingV2Client;
  readonly organizations: OrganizationsClient;
  readonly rds: RDSClient;
  readonly sts: STSClient;
  readonly tagging: ResourceGroupsTaggingAPIClient;
}

/** What collectors talk to: one account in one region, for one run. */
export interface Aws extends Clients {
  readonly account: string;
  readonly region: string;
  readonly lists: Lists;
  /** Does the configuration want the rules of listeners read? */
  readonly listenerRules: boolean;
}

export const collector = collectorFor<Aws>();

export interface ConnectPorts extends Sending {
  readonly account: string;
  readonly listenerRules: boolean;
}

/** Every request goes out through `call`, once per attempt: the SDK's own retries and clock corrections are off. */
export function connect(region: string, ports: ConnectPorts): Aws {
  const config = {
    region,
    credentials: ports.credentials,
    maxAttempts: 1,
    disableClockSkewCorrection: true,
    requestHandler: sharedHandler(),
  };
  const ec2 = once(() => guarded(new EC2Client(config), 'ec2', ports));
  const eks = once(() => guarded(new EKSClient(config), 'eks', ports));
  const elasticache = once(() => guarded(new ElastiCacheClient(config), 'elasticache', ports));
  const elb = once(() => guarded(new ElasticLoadBalancingClient(config), 'elasticloadbalancing', ports));
  const elbv2 = once(() => guarded(new ElasticLoadBalancingV2Client(config), 'elasticloadbalancing', ports));
  const organizations = once(() => guarded(new OrganizationsClient(config), 'organizations', ports));
  const rds = once(() => guarded(new RDSClient(config), 'rds', ports));
  const sts = once(() => guarded(new STSClient(config), 'sts', ports));
  const tagging = once(() => guarded(new ResourceGroupsTaggingAPIClient(config), 'tag', ports));
  const clients: Clients = {
    get ec2() {
      return ec2();
    },
    get eks() {
      return eks();
    },
    get elasticache() {
      return elasticache();
    },
    get elb() {
      return elb();
    },
    get elbv2() {
      return elbv2();
    },
    get organizations() {
      return organizations();
    },
    get rds() {
      return rds();
    },
    get sts() {
      return sts();
    },
    get tagging() {
      return tagging();
    },
  };
  const { account, listenerRules } = ports;
  return Object.assign(clients, { account, region, listenerRules, lists: listsOf(clients) });
}
