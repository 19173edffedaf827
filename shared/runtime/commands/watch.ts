import { Command } from 'commander';
import type { Context, ExitCode } from './context.ts';
import { port } from './options.ts';
import { Refused } from './refused.ts';

interface WatchOptions {
  readonly cluster: string;
  readonly probePort: number;
}

const HELP = `
Examples:
  tagsync watch --cluster production
  tagsync watch --cluster production --probe-port 9090

It runs until it is told to stop (SIGTERM, or Ctrl-C), commits what it knows, and ends with 0. While it
runs, http://:8080/healthz says that it works, and /readyz that the log is up to date.`;

export function watchCommand(context: Context, end: (code: ExitCode) => void): Command {
  return new Command('watch')
    .description('Follows one Kubernetes cluster as it changes, and stores and tells every change.')
    .requiredOption('--cluster <name>', 'the id or the name of a cluster of the configuration')
    .option('--probe-port <port>', 'where the probes are answered', port, 8080)
    .addHelpText('after', HELP)
    .action(async (options: WatchOptions) => {
      const watch = await context.watch();
      if (watch === undefined) throw new Refused('this program was built without Kubernetes');
      const { io, note, secrets } = context;
      const { config: path } = context.options();
      const write = (text: string): void => void io.stdout.write(text);
      const signal = io.untilStopped?.() ?? io.signal;
      await watch({ ...io, write, secrets }, { ...options, path, signal, note });
      end(0);
    });
}
