import { Command } from 'commander';
import { ConfigError, parseAt } from '../config.ts';
import type { Config } from '../config.ts';
import { lineOf } from '../error-line.ts';
import { checkProvider } from './doctor-cloud.ts';
import { checkSink, checkStore, knocked } from './doctor-reach.ts';
import type { Context, ExitCode } from './context.ts';
import { jsonOption, withScopeOptions } from './options.ts';
import type { ScopeOptions } from './options.ts';

/** One thing that was looked at. `incomplete`: kinds that a sync would keep or never get. */
export interface Check {
  readonly what: string;
  readonly status: 'ok' | 'incomplete' | 'failed';
  readonly text: string;
  readonly kinds?: readonly string[];
  /** The policy line that mends it. */
  readonly policy?: string;
}

export type Tell = (check: Check) => void;

const HELP = `
Examples:
  tagsync doctor
  tagsync doctor --account 111111111111 --region eu-west-1 --json

It changes nothing. Of the store it reads a listing; that the store creates an object only once is proved by
every sync, and here only if a sync left its probe object, because then the proof writes nothing. To a sink it
opens a connection and sends no event, and likewise to DeepFlow. Permissions are asked for with requests that have no effect.`;

export function doctorCommand(context: Context, end: (code: ExitCode) => void): Command {
  return withScopeOptions(new Command('doctor'))
    .description('Checks configuration, store, sinks, identities, clock and permissions; changes nothing.')
    .addOption(jsonOption())
    .addHelpText('after', HELP)
    .action(async (options: ScopeOptions & { readonly json?: boolean }) => {
      const checks: Check[] = [];
      const tell: Tell = (check) => {
        checks.push(check);
        if (options.json !== true) context.print(lineOfCheck(check));
      };
      const config = await context.config(options.provider);
      tell({ what: 'config', status: 'ok', text: config.where });
      await guarded(tell, 'store', async () => checkStore(await context.store(), config.singleWriter));
      for (const sink of config.sinks) {
        await guarded(tell, `sink ${sink.name}`, () => checkSink(sink, context.io.knock));
      }
      const { url }: { readonly url?: unknown } = Object(config.deepflow);
      if (typeof url === 'string' && options.provider.length === 0)
        await guarded(tell, 'deepflow', () => knocked('DeepFlow', { url }, context.io.knock));
      await checkClouds(context, config, options, tell);
      if (options.json === true) context.json(checks);
      const has = (status: Check['status']): boolean => checks.some((check) => check.status === status);
      end(has('failed') ? 1 : has('incomplete') ? 2 : 0);
    });
}

async function checkClouds(
  context: Context,
  { providers, where }: Config,
  options: ScopeOptions,
  tell: Tell,
): Promise<void> {
  const names = Object.entries(providers).filter(
    ([name]) => options.provider.length === 0 || options.provider.includes(name),
  );
  if (names.length === 0) {
    const text = `${where}: no provider is configured or selected: add one under providers, such as "aws: {}"`;
    tell({ what: 'providers', status: 'failed', text });
  }
  for (const [name, section] of names) {
    try {
      const provider = await context.provider(name);
      const config = parseAt(provider.config, section, ['providers', name], where);
      await checkProvider(provider, config, options, context.io, tell);
      for (const told of provider.told?.(config) ?? [])
        await guarded(tell, `${name} push`, () => knocked('DeepFlow', told, context.io.knock));
    } catch (error) {
      if (error instanceof ConfigError) throw error;
      tell({ what: name, status: 'failed', text: lineOf(error) });
    }
  }
}

async function guarded(tell: Tell, what: string, check: () => Promise<string>): Promise<void> {
  try {
    tell({ what, status: 'ok', text: await check() });
  } catch (error) {
    tell({ what, status: 'failed', text: lineOf(error) });
  }
}

function lineOfCheck({ what, status, text, kinds, policy }: Check): string {
  const lines = [`${status.padEnd(10)}  ${what}: ${text}`];
  if (kinds !== undefined && kinds.length > 0) lines.push(`            incomplete: ${kinds.join(', ')}`);
  if (policy !== undefined) lines.push(`            allow: ${policy}`);
  return lines.join('\n');
}
