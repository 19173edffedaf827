import { readFile } from 'node:fs/promises';
import type { Clock } from '../collect/clock.ts';
import type { AwsCredentials } from '../store/sigv4.ts';
import { systemClock } from './clock.ts';
import type { ReadYaml } from './document.ts';
import type { Secrets } from './secrets.ts';
import { verifyTls } from './verified-tls.ts';

/** Everything outside the process that a session touches, as one argument. */
export interface Io {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly readFile: (path: string) => Promise<string>;
  /** The command has it, a function has not. */
  readonly readYaml?: ReadYaml | undefined;
  /** Log and metric lines. */
  readonly write: (text: string) => void;
  /** For an S3 store and AWS secrets without keys of their own; else those of the environment. */
  readonly awsCredentials?: (() => Promise<AwsCredentials>) | undefined;
  /** Of a process that says more than its log lines: what is resolved within is known to it. */
  readonly secrets?: Secrets;
}

export function lambdaIo(): Io {
  verifyTls(process.env);
  return {
    env: process.env,
    clock: systemClock,
    readFile: (path) => readFile(path, 'utf8'),
    write: (text) => void process.stdout.write(text),
  };
}
