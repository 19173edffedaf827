import { CloudError } from '../collect/errors.ts';
import type { Reason } from '../collect/errors.ts';
import { Corrupt, Outdated } from '../log/commit.ts';
import { BadClaim, NotHeld } from '../log/lease-claim.ts';
import { LookupError } from '../lookup/answer.ts';
import { TooLate } from '../log/write.ts';
import { SinkError } from '../notify/event.ts';
import { StoreError } from '../store/store.ts';
import { Refused } from './commands/refused.ts';
import { ConfigError } from './config.ts';
import { printable } from './table.ts';

/** What is said of an error to a person: the thing, the reason, the remedy, in one line without a stack. */
export function lineOf(error: unknown): string {
  return printable(textOf(error).replace(/\s*\n\s*/g, ' '));
}

function textOf(error: unknown): string {
  if (error instanceof CloudError) {
    const said = / \([^)]*\)$/.test(error.message); // the provider knew better what to do
    return `${error.message} (${error.reason})${said ? '' : `: ${REMEDIES[error.reason]}`}`;
  }
  const ours =
    error instanceof ConfigError ||
    error instanceof Refused ||
    error instanceof StoreError ||
    error instanceof SinkError ||
    error instanceof NotHeld ||
    error instanceof BadClaim ||
    error instanceof LookupError ||
    error instanceof Corrupt ||
    error instanceof Outdated ||
    error instanceof TooLate;
  if (ours) return error.message;
  const what = error instanceof Error ? `${error.name}: ${error.message}` : JSON.stringify(error);
  return `a mistake of this program: ${what}: run it again with --verbose and report what it prints`;
}

const REMEDIES: Readonly<Record<Reason, string>> = {
  throttled: 'wait, then run it again',
  unavailable: 'run it again; check the network if it repeats',
  deadline: 'give it more time, or fewer regions at once',
  denied:
    'check the credentials, and what "tagsync policy" prints; "tagsync doctor" tells which permission is missing',
  unsupported: 'leave it out of the configuration',
  invalid: 'install the newest release, or report it',
};

/** For `--verbose`: the whole story, cause by cause. */
export function storyOf(error: unknown): string {
  const parts: string[] = [];
  for (
    let one = error;
    one !== undefined && parts.length < 8;
    one = one instanceof Error ? one.cause : undefined
  ) {
    parts.push(one instanceof Error ? (one.stack ?? `${one.name}: ${one.message}`) : JSON.stringify(one));
  }
  return parts.join('\ncaused by: ');
}
