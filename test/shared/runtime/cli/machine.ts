import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { onTestFinished } from 'vitest';
import { runCli } from '../../../../shared/runtime/cli.ts';
import type { CliIo, Output, Providers } from '../../../../shared/runtime/commands/context.ts';
import type { Extensions } from '../../../../shared/runtime/commands/extensions.ts';
import { fileStore } from '../../../../shared/store/file.ts';
import type { ObjectStore } from '../../../../shared/store/store.ts';
import { stillClock } from '../two-kinds.ts';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface Machine {
  run(...argv: string[]): Promise<Ran>;
  /** Files that a command sees, by path. */
  readonly files: Map<string, string>;
  readonly store: ObjectStore;
  readonly url: string;
  readonly clock: ReturnType<typeof stillClock>;
  readonly env: Record<string, string>;
  /** What comes in on standard input, in pieces. */
  stdin: readonly string[];
  /** Aborted when the person interrupts. */
  signal: AbortSignal;
  readonly knocks: string[];
  knock: CliIo['knock'];
  /** Is standard error one? */
  terminal: boolean;
  /** Is there no folder to write to? */
  readOnly: boolean;
  /** Called with what goes to standard error. */
  onNote: (text: string) => void;
}

/** A machine that a command line runs on: its own clock, files in memory, and a store in a directory. */
export async function machine(
  providers: Providers,
  rest = 'providers: { qingcloud: {} }',
  extensions: Extensions = {},
): Promise<Machine> {
  const directory = await mkdtemp(join(tmpdir(), 'tagsync-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  const url = pathToFileURL(directory).href;
  const clock = stillClock(Date.parse('2026-03-01T00:00:00Z'));
  const files = new Map([['tagsync.yaml', `store: ${url}\n${rest}\n`]]);
  const made: Machine = {
    files,
    url,
    clock,
    store: fileStore(directory, { now: () => clock.now() }),
    env: {},
    stdin: [],
    signal: new AbortController().signal,
    knocks: [],
    terminal: false,
    readOnly: false,
    onNote: () => {},
    knock: async (target) => void made.knocks.push(target.href),
    async run(...argv) {
      const stdout = output(false);
      const stderr = output(made.terminal, (text) => made.onNote(text));
      const io: CliIo = {
        stdout,
        stderr,
        env: made.env,
        stdin: Readable.from(made.stdin),
        clock,
        async readFile(path) {
          const text = files.get(path);
          if (text === undefined) throw Object.assign(new Error(`no ${path}`), { code: 'ENOENT' });
          return text;
        },
        async writeFile(path, text, { replace }) {
          if (made.readOnly) throw Object.assign(new Error(path), { code: 'ENOENT' });
          if (!replace && files.has(path)) throw Object.assign(new Error(path), { code: 'EEXIST' });
          files.set(path, text);
        },
        knock: (target, tls) => made.knock(target, tls),
        signal: made.signal,
      };
      const code = await runCli(argv, io, providers, extensions);
      return { code, out: stdout.text(), err: stderr.text() };
    },
  };
  return made;
}

function output(isTTY: boolean, on: (text: string) => void = () => {}): Output & { text(): string } {
  const pieces: string[] = [];
  return {
    write: (text) => {
      pieces.push(text);
      on(text);
    },
    isTTY,
    text: () => pieces.join(''),
  };
}
