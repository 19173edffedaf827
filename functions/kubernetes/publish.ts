import { hostname } from 'node:os';
import { CloudError } from '../../shared/collect/errors.ts';
import type { Committed, Publish, Reported } from '../../shared/runtime/publishing.ts';
import type { Commit } from '../../shared/log/commit.ts';
import { readHead } from '../../shared/log/head.ts';
import type { Delivery } from '../../shared/runtime/deliveries.ts';
import type { Log } from '../../shared/runtime/log.ts';
import type { JobPorts } from '../../shared/runtime/ports.ts';
import type { Kubernetes } from './client.ts';
import type { Judged } from './listed.ts';
import { pusherOptions, serversOf } from './push/config.ts';
import { Overtaken, pushOnce } from './push/pushing.ts';
import { deepflowServer } from './push/server.ts';
import type { Server, ServerOptions } from './push/server.ts';
import { ANOTHER_SENDER, NO_DOMAIN } from './push/target.ts';
import { watched } from './watched.ts';

/** What is said while pushing and is no error of the run; all the rest is in what it reports. */
const NOTEWORTHY = new Set([NO_DOMAIN, ANOTHER_SENDER]);

/** Tells DeepFlow of a cluster what a run listed of it, once the log has it. */
export const publish: Publish<Kubernetes> = async (api, report, ports) =>
  publishTo(deepflowServer, api, report, ports);

/** `serverAt`: how a server is reached. */
export async function publishTo(
  serverAt: (options: ServerOptions) => Server,
  api: Kubernetes,
  { scope, sources, version }: Committed,
  ports: JobPorts,
): Promise<Delivery | undefined> {
  const { listed } = api;
  if (listed === undefined) return undefined;
  const sink = `deepflow/${scope.account}`;
  const judged = watched.map(({ name, object }): Judged => ({
    object,
    failure: failureOf(
      name,
      sources.find(({ source }) => source === name),
    ),
  }));
  if (judged.some(({ failure }) => failure === PARTIAL)) {
    return { sink, events: 0, error: undefined, notes: [partialOf(scope.account)] };
  }
  // As below, known already.
  if (sources.some(({ outcome }) => outcome === 'superseded')) return undefined;
  const servers = serversOf(listed.push).map(serverAt);
  const notes = new Set<string>();
  try {
    const { store, clock, env, newRunId, signal } = ports;
    const round = await pushOnce(
      listed.cache(judged),
      pusherOptions(listed.push, scope.account),
      {
        store,
        clock,
        servers,
        log: logInto(notes),
        holder: holderOf(env),
        newToken: newRunId,
        // Whoever listed it later tells of it: what this run read would bring back what is gone.
        isOvertaken: async () => isListedAfter(await readHead(store, scope), version),
      },
      signal,
    );
    const failed = Object.values(round.outcomes).flatMap((one) => ('error' in one ? [one.error] : []));
    const [error = round.failure] = failed;
    return { sink, events: round.pushed ? 1 : 0, error, notes: [...notes] };
  } catch (error) {
    if (error instanceof Overtaken) return undefined;
    return { sink, events: 0, error, notes: [...notes] };
  } finally {
    for (const server of servers) server.close();
  }
}

function logInto(notes: Set<string>): Log {
  const heard = (message: string): void => void (NOTEWORTHY.has(message) && notes.add(message));
  return { debug: heard, info: heard, warn: heard, error: heard };
}

const isListedAfter = (head: Commit | undefined, version: number): boolean =>
  Object.values(head?.sources ?? {}).some(({ observedAt }) => observedAt > version);

/** Only some kinds were asked for: that is no state of a cluster. */
const PARTIAL = new CloudError('invalid', 'not every kind was listed');

/** The log has records, and a push is made of objects: what it lacks nobody can add. */
const partialOf = (cluster: string): string =>
  `told nothing: a push holds every kind of the cluster, and this run was asked for some of them only: the next one that lists them all tells it, such as "tagsync sync --provider kubernetes --account ${cluster}"`;

/** What the log does not believe, DeepFlow is not told: removals that wait are kept there too. */
function failureOf(name: string, report: Reported | undefined): CloudError | undefined {
  if (report === undefined) return PARTIAL;
  const { outcome, cause } = report;
  if (outcome === 'unsupported') return new CloudError('unsupported', `${name} is not offered`);
  if (outcome === 'held') {
    return new CloudError(
      'invalid',
      `removals of ${name} wait to be accepted, and DeepFlow keeps everything until they are (tagsync status names them)`,
    );
  }
  if (outcome !== 'kept') return undefined;
  return cause instanceof CloudError
    ? cause
    : new CloudError('invalid', `${name} was not listed: ${String(cause)}`);
}

/** Where this runs, for who is refused: the function, the pod or the machine. */
export function holderOf(env: Readonly<Record<string, string | undefined>>): string {
  return `${env['AWS_LAMBDA_FUNCTION_NAME'] ?? env['HOSTNAME'] ?? hostname()} (pid ${process.pid})`;
}
