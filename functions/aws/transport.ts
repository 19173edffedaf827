import type { Readable } from 'node:stream';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { AwsCredentialIdentity, HttpResponse, Pluggable } from '@smithy/types';
import { agentOptions } from '../../shared/collect/agent.ts';
import type { Call } from '../../shared/collect/call.ts';
import { capped } from '../../shared/collect/capped.ts';
import type { Clock } from '../../shared/collect/clock.ts';
import { toCloudError } from './errors.ts';
import { once } from './lists.ts';

/** Credentials that are good for a while; asking again is free until they are not. */
export type Credentials = () => Promise<AwsCredentialIdentity>;

/** What a request needs on its way out. */
export interface Sending {
  readonly call: Call;
  readonly credentials: Credentials;
  readonly clock: Clock;
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
export function guarded<C extends Guardable>(
  client: C,
  service: string,
  { call, credentials, clock }: Sending,
): C {
  const operationOf = (command = ''): string => `${service}:${command.replace(/Command$/, '')}`;
  const plugin: Pluggable<object, object> = {
    applyToStack(stack) {
      // It copies every answer, item by item, for a logger that there is not.
      stack.remove('loggerMiddleware');
      stack.add(
        (next, context) => async (args) => {
          await credentials();
          const operation = operationOf(context.commandName);
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
          const request = args.request as Parameters<NodeHttpHandler['handle']>[0];
          const { response } = await sharedHandler().handle(request, { abortSignal });
          response.body = capped(response.body as Readable, operationOf(context.commandName));
          return { response };
        },
        { step: 'deserialize', name: 'send', priority: 'low' },
      );
    },
  };
  client.middlewareStack.use(plugin as never);
  return client;
}

const SIGNAL = 'cloudTagSyncSignal';

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

/** One pool of connections for the process: accounts and regions share hosts. */
export const sharedHandler = once(
  () =>
    new NodeHttpHandler({
      connectionTimeout: 5_000,
      httpAgent: agentOptions(process.env),
      httpsAgent: agentOptions(process.env),
    }),
);
