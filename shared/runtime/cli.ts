import { Command, CommanderError } from 'commander';
import { changesCommand } from './commands/changes.ts';
import { createContext } from './commands/context.ts';
import type { CliIo, Context, ExitCode, GlobalOptions, Providers } from './commands/context.ts';
import type { Extensions } from './commands/extensions.ts';
import { coverageCommand } from './commands/coverage.ts';
import { doctorCommand } from './commands/doctor.ts';
import { forgetCommand } from './commands/forget.ts';
import { gcCommand } from './commands/gc.ts';
import { initCommand } from './commands/init.ts';
import { exportCommand } from './commands/export.ts';
import { logCommand } from './commands/log.ts';
import { publishCommand } from './commands/publish.ts';
import { lookupCommand } from './commands/lookup.ts';
import { policyCommand } from './commands/policy.ts';
import { serveCommand } from './commands/serve.ts';
import { showCommand } from './commands/show.ts';
import { statusCommand } from './commands/status.ts';
import { syncCommand } from './commands/sync.ts';
import { verifyCommand } from './commands/verify.ts';
import { watchCommand } from './commands/watch.ts';
import { lineOf, storyOf } from './error-line.ts';
import { VERSION } from './version.ts';

const COMMANDS = [
  initCommand,
  doctorCommand,
  policyCommand,
  syncCommand,
  statusCommand,
  logCommand,
  changesCommand,
  showCommand,
  lookupCommand,
  exportCommand,
  serveCommand,
  verifyCommand,
  gcCommand,
  forgetCommand,
  coverageCommand,
  watchCommand,
  publishCommand,
] as const;

/** Runs one command line (without `node` and the script) and says how it ended; throws nothing. */
export async function runCli(
  argv: readonly string[],
  io: CliIo,
  providers: Providers,
  extensions: Extensions = {},
): Promise<ExitCode> {
  let code: ExitCode = 0;
  const program = new Command('tagsync');
  const context = createContext(io, providers, () => program.opts<GlobalOptions>(), extensions);
  program
    .description(
      'Lists what you run in your clouds, keeps it with its tags, and tells a controller what changed.',
    )
    .version(VERSION)
    .option('--config <file>', 'the configuration (default: tagsync.yaml, or what TAGSYNC_CONFIG_FILE names)')
    .option('--verbose', 'log lines, and the whole story of an error')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      writeErr: (text) => void io.stderr.write(text),
      outputError: (text, write) => write(usage(text)),
    })
    .addHelpText('after', '\nExit codes: 0 all complete, 2 something is kept or held, 1 error.\n');
  for (const make of COMMANDS) {
    program.addCommand(
      make(context, (ended) => {
        code = ended;
      }).copyInheritedSettings(program),
    );
  }
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 1;
    tellOf(error, context);
    return 1;
  }
}

/** One line, whatever commander makes of it. */
function usage(text: string): string {
  const line = text
    .trim()
    .replace(/^error: /, '')
    .replace(/\s*\n\s*/g, ' ');
  return `tagsync: ${line}: "tagsync --help" and "tagsync <command> --help" show what there is\n`;
}

function tellOf(error: unknown, { options, note }: Context): void {
  note(`tagsync: ${lineOf(error)}`);
  if (options().verbose === true) note(storyOf(error));
}
