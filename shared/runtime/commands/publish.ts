import { Argument, Command } from 'commander';
import type { Context, ExitCode } from './context.ts';
import type { Publication } from './extensions.ts';
import { jsonOption } from './options.ts';
import { Refused } from './refused.ts';

interface PublishOptions {
  readonly dryRun?: boolean;
  readonly wait: string;
  readonly verboseNotes?: boolean;
  readonly json?: boolean;
}

const HELP = `
Examples:
  tagsync publish deepflow --dry-run
  tagsync publish deepflow --wait 10

It makes DeepFlow's table of additional resources what the log says. Servers are recorded by DeepFlow about a
minute after they are sent, and can be tagged only then: --wait goes on until nothing is outstanding. Exit code 2:
something still is.`;

export function publishCommand(context: Context, end: (code: ExitCode) => void): Command {
  return new Command('publish')
    .description('Gives a controller the merged state of all scopes.')
    .addArgument(new Argument('<controller>', 'what to publish to').choices(['deepflow']))
    .option('--dry-run', 'say what would be sent; send nothing')
    .option('--wait <minutes>', 'how long to go on while something is outstanding', '0')
    .option('--notes', 'every resource that was left out, every tag that was changed')
    .addOption(jsonOption())
    .addHelpText('after', HELP)
    .action(async (_: string, options: PublishOptions & { readonly notes?: boolean }) => {
      const publish = await context.publish();
      if (publish === undefined) throw new Refused('this installation has no publisher');
      const minutes = Number(options.wait);
      if (!Number.isFinite(minutes) || minutes < 0)
        throw new Refused(`--wait ${options.wait}: expected minutes`);
      const { io, note, secrets } = context;
      const { config: path, verbose = false } = context.options();
      const write = (text: string): void => void (verbose && io.stderr.write(text));
      const published = await publish(
        { ...io, write, secrets },
        {
          path,
          dryRun: options.dryRun === true,
          untilMs: io.clock.now() + minutes * 60_000,
          signal: io.signal,
          note,
        },
      );
      const isDone = published.domains.every(({ outstanding }) => outstanding.length === 0);
      end(isDone ? 0 : 2);
      if (options.json === true) return context.json(published);
      return context.print(textOf(published, options.notes === true));
    });
}

const OUTCOMES = {
  sent: 'sent',
  equal: 'nothing differs, nothing was sent',
  dry: 'dry run: it differs, nothing was sent',
} as const;

function textOf({ outcome, foreign, domains }: Publication, withNotes: boolean): string {
  const lines = domains.flatMap(({ name, domain, items, tags, outstanding, notes }) => [
    `${name} (${domain ?? 'no domain yet'}): ${items} items, ${tags} of them tags`,
    ...outstanding.map((what) => `  outstanding: ${what}`),
    ...(withNotes ? notes.map((what) => `  note: ${what}`) : []),
    ...(!withNotes && notes.length > 0 ? [`  ${notes.length} notes: --notes prints them`] : []),
  ]);
  return [...lines, `${OUTCOMES[outcome]}; ${foreign} items of others are given back as they were`].join(
    '\n',
  );
}
