import type { Collector } from '../../collect/collector.ts';

/** What a person can do about a source that is kept, by its reason. */
const KEPT: Readonly<Record<string, string>> = {
  throttled: 'the quota was used up: the next run tries again; fewer regions at once or a higher quota help',
  unavailable: 'the cloud did not answer: the next run tries again',
  deadline: "the run's time was up: the next run tries again; give it more time if this repeats",
  invalid:
    'the answer is not what this release can read: install the newest one, or report it with --verbose',
  bug: 'a mistake of this program: report it with what --verbose prints',
  corrupt:
    'what is stored of it is corrupt: "tagsync verify" names it, "tagsync verify --quarantine" sets it aside',
  quarantined: 'its records were corrupt and set aside: the next complete list replaces them',
  another:
    'another cluster answers under this id: give it an id of its own, or let go of the old one as its message says',
  'unsupported-now':
    'the cloud no longer offers it here: its records stand until you say otherwise, since a service switched off looks the same',
};

/** `denied` names what has to be allowed. */
export function adviceOnKept(
  reason: string | null,
  collector: Pick<Collector<unknown>, 'actions'> | undefined,
): string {
  if (reason === 'denied') {
    const actions = collector?.actions.join(', ') ?? 'what it calls';
    return `not allowed: allow ${actions}, or renew the credentials; "tagsync doctor" tells which`;
  }
  return KEPT[reason ?? ''] ?? 'the next run tries again';
}

export interface Waiting {
  readonly count: number;
  readonly digest: string;
}

/** Held removals: how to let them go. */
export function adviceOnHeld(kind: string, { count, digest }: Waiting): string {
  return `${count} removals wait: if they are right, "tagsync sync --accept-removals ${kind}:${digest.slice(0, 12)}"`;
}
