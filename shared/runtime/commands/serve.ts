import { once } from 'node:events';
import { isIP } from 'node:net';
import { Command, InvalidArgumentError, Option } from 'commander';
import { lookupServer } from '../../lookup/server.ts';
import type { Lookup } from '../../lookup/lookup.ts';
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
      let refreshedAt = io.clock.now();
      const server = lookupServer({
        lookup,
        token,
        now: () => io.clock.now(),
        refreshedAt: () => refreshedAt,
      });
      server.listen(port, host);
      await once(server, 'listening');
      const bound = server.address();
      note(`listening on http://${host}:${typeof bound === 'object' && bound !== null ? bound.port : port}`);
      try {
        while (!io.signal.aborted) {
          await io.clock.sleep(every * 1000, io.signal).catch(() => {});
          if (!io.signal.aborted && (await refreshed(lookup, note))) refreshedAt = io.clock.now();
        }
      } finally {
        server.closeAllConnections();
        server.close();
      }
    });
}

/** What cannot be read stays as it was; answers go on. */
async function refreshed(lookup: Lookup, note: (text: string) => void): Promise<boolean> {
  try {
    const problems = await lookup.refresh();
    for (const { what, error } of problems) note(`${what} stays as it was: ${messageOf(error)}`);
    return problems.length === 0;
  } catch (error) {
    note(`the log was not read: ${messageOf(error)}`);
    return false;
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function addressOf(text: string): Address {
  const [, host = '', port = ''] = /^(?:\[?([^\]]*?)\]?:)?(\d{1,5})$/.exec(text) ?? [];
  if (port === '' || Number(port) > 65_535)
    throw new InvalidArgumentError('Write host:port, such as 127.0.0.1:9187.');
  return { host: host === '' ? '127.0.0.1' : host, port: Number(port) };
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}
