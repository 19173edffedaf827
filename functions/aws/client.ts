import { EC2Client } from '@aws-sdk/client-ec2';
import { EKSClient } from '@aws-sdk/client-eks';
import { ElasticLoadBalancingClient } from '@aws-sdk/client-elastic-load-balancing';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { ElastiCacheClient } from '@aws-sdk/client-elasticache';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { RDSClient } from '@aws-sdk/client-rds';
import { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import { STSClient } from '@aws-sdk/client-sts';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { AwsCredentialIdentity, HttpResponse, Pluggable } from '@smithy/types';
import type { Call } from '../../shared/collect/call.ts';
import type { Clock } from '../../shared/collect/clock.ts';
import { collectorFor } from '../../shared/collect/collector.ts';
import type { Lists } from './lists.ts';
import { listsOf, once } from './lists.ts';
import { toCloudError } from './errors.ts';

/** Credentials that are good for a while; asking again is free until they are not. */
export type Credentials = () => Promise<AwsCredentialIdentity>;

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
}

export const collector = collectorFor<Aws>();

/** Calls of one collector that may be under way at once where there is one call per parent. */
export const FAN_OUT = 8;

export interface ConnectPorts {
  readonly account: string;
  readonly call: Call;
  readonly credentials: Credentials;
  readonly clock: Clock;
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
  const through = <C extends Guardable>(client: C, service: string): C => {
    client.middlewareStack.use(guard(service, ports) as never);
    return client;
  };
  const ec2 = once(() => through(new EC2Client(config), 'ec2'));
  const eks = once(() => through(new EKSClient(config), 'eks'));
  const elasticache = once(() => through(new ElastiCacheClient(config), 'elasticache'));
  const elb = once(() => through(new ElasticLoadBalancingClient(config), 'elasticloadbalancing'));
  const elbv2 = once(() => through(new ElasticLoadBalancingV2Client(config), 'elasticloadbalancing'));
  const organizations = once(() => through(new OrganizationsClient(config), 'organizations'));
  const rds = once(() => through(new RDSClient(config), 'rds'));
  const sts = once(() => through(new STSClient(config), 'sts'));
  const tagging = once(() => through(new ResourceGroupsTaggingAPIClient(config), 'tag'));
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
  return Object.assign(clients, { account: ports.account, region, lists: listsOf(clients) });
}

/** Each client types its stack by its own operations; ours mind none of them. */
interface Guardable {
  readonly middlewareStack: { use(plugin: never): void };
}

/**
 * Around the whole of a request: credentials first, by calls of their own, so
 * that a refusal of STS is not taken for one of this service, nor repeated as
 * one. At its inner end: the attempt's abort signal.
 */
function guard(service: string, { call, credentials, clock }: ConnectPorts): Pluggable<object, object> {
  return {
    applyToStack(stack) {
      stack.add(
        (next, context) => async (args) => {
          await credentials();
          const operation = `${service}:${(context.commandName ?? '').replace(/Command$/, '')}`;
          return call(operation, async (signal) => {
            context[SIGNAL] = signal;
            try {
              return await next(args);
            } catch (error) {
              throw toCloudError(error, operation, clock.now());
            }
          });
        },
        { step: 'initialize', name: 'call', priority: 'high' },
      );
      stack.add(
        (_next, context) => async (args) => {
          const abortSignal: AbortSignal = context[SIGNAL];
          return sharedHandler().handle(args.request as Parameters<NodeHttpHandler['handle']>[0], {
            abortSignal,
          });
        },
        { step: 'deserialize', name: 'send', priority: 'low' },
      );
    },
  };
}

const SIGNAL = 'cloudTagSyncSignal';

/** One pool of connections for the process: accounts and regions share hosts. */
const sharedHandler = once(
  () =>
    new NodeHttpHandler({
      connectionTimeout: 5_000,
      httpAgent: { keepAlive: true, maxSockets: 256 },
      httpsAgent: { keepAlive: true, maxSockets: 256 },
    }),
);

/** Sees every answer of a client, for what the SDK does not pass on. */
export function onResponse(client: Guardable, see: (response: HttpResponse) => void): void {
  const plugin: Pluggable<object, object> = {
    applyToStack(stack) {
      stack.add(
        (next) => async (args) => {
          const result = await next(args);
          see(result.response as HttpResponse);
          return result;
        },
        { step: 'deserialize', name: 'see' },
      );
    },
  };
  client.middlewareStack.use(plugin as never);
}
