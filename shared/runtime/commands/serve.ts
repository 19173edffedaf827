import { once } from 'node:events';
import type { Server } from 'node:http';
import { Command, InvalidArgumentError, Option } from 'commander';
import { lookupServer } from '../../lookup/server.ts';
import type { Lookup } from '../../lookup/lookup.ts';
import { lineOf } from '../error-line.ts';
import { isLoopback } from '../loopback.ts';
import { standingsOf, stateMetrics } from '../state-metrics.ts';
import type { Context } from './context.ts';
import { openedAt } from './lookup.ts';
import { positive } from './options.ts';
import { Refused } from './refused.ts';

interface Address {
  readonly host: string;
  readonly port: number;
}

interface ServeOptions {
  readonly listen: Address;
  readonly every: number;
}

/** How often heads and cursors are read for `/metrics`: some requests of the store for each scope. */
const STANDS_MS = 60_000;
const TOKEN = 'TAGSYNC_SERVE_TOKEN';
const HELP = `
${TOKEN} in the environment: the bearer token that requests must send. Without it, loopback alone is listened on.

Example:
  tagsync serve --listen 127.0.0.1:9187
  curl 'http://127.0.0.1:9187/v1/lookup?ip=10.0.1.5'`;

export function serveCommand(context: Context): Command {
  return new Command('serve')
    .description('Lookups, Prometheus HTTP SD, health and metrics over HTTP, kept up with the log.')
    .addOption(
      new Option('--listen <host:port>', 'where')
        .argParser(addressOf)
        .default({ host: '127.0.0.1', port: 9187 }, '127.0.0.1:9187'),
    )
    .addOption(new Option('--every <seconds>', 'how often the log is read').argParser(positive).default(30))
    .addHelpText('after', HELP)
    .action(async ({ listen: { host, port }, every }: ServeOptions) => {
      const { io, note, secrets } = context;
      const token = io.env[TOKEN] || undefined;
      if (token !== undefined) secrets.add(token);
      if (token === undefined && !isLoopback(host)) {
        throw new Refused(
          `${host} is not loopback, and tags are not for everybody: set ${TOKEN}, or listen on 127.0.0.1`,
        );
      }
      const lookup = await openedAt(context, undefined);
      const store = await context.store();
      let refreshedAt = io.clock.now();
      let [standings, stoodAt] = [await standingsOf(store), io.clock.now()];
      const server = lookupServer({
        lookup,
        token,
        now: () => io.clock.now(),
        refreshedAt: () => refreshedAt,
        state: () => stateMetrics(standings, io.clock.now()),
        onError: (error) => note(`a request was not answered: ${lineOf(error)}`),
      });
      await listening(server.listen(port, host), { host, port });
      const bound = server.address();
      note(`listening on http://${host}:${typeof bound === 'object' && bound !== null ? bound.port : port}`);
      try {
        while (!io.signal.aborted) {
          await io.clock.sleep(every * 1000, io.signal).catch(() => {});
          if (io.signal.aborted) break;
          if (await refreshed(lookup, note)) refreshedAt = io.clock.now();
          if (io.clock.now() - stoodAt < STANDS_MS) continue;
          // What cannot be read now is told as it was: the age of each scope goes on.
          standings = await standingsOf(store).catch((error: unknown) => {
            note(`the metrics of scopes stay as they were: ${lineOf(error)}`);
            return standings;
          });
          stoodAt = io.clock.now();
        }
      } finally {
        server.closeAllConnections();
        server.close();
      }
    });
}

async function listening(server: Server, { host, port }: Address): Promise<void> {
  try {
    await once(server, 'listening');
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Refused(`${host}:${port} cannot be listened on (${why}): name another with --listen`, {
      cause,
    });
  }
}

/** What cannot be read stays as it was; answers go on. */
async function refreshed(lookup: Lookup, note: (text: string) => void): Promise<boolean> {
  try {
    const problems = await lookup.refresh();
    for (const { what, error } of problems) note(`${what} stays as it was: ${lineOf(error)}`);
    return problems.length === 0;
  } catch (error) {
    note(`the log was not read: ${lineOf(error)}`);
    return false;
  }
}

function addressOf(text: string): Address {
  const [, host = '', port = ''] = /^(?:\[?([^\]]*?)\]?:)?(\d{1,5})$/.exec(text) ?? [];
  if (port === '' || Number(port) > 65_535)
    throw new InvalidArgumentError('Write host:port, such as 127.0.0.1:9187.');
  return { host: host === '' ? '127.0.0.1' : host, port: Number(port) };
}
