/** Another sender, not of our lease, that pushes to a server under the same cluster id. */
export interface Rival {
  /** How often it took the cluster over, without a calm between. */
  readonly takeovers: number;
  /** Milliseconds since 1970: it has its way, and nothing is pushed. */
  readonly until: number;
}

/**
 * DeepFlow's agent pushes again as soon as it is answered a version that is not
 * its own, every 10 s, and never gives in: the server would change its mind with
 * each push of either, for ever. So a sender that comes back is left to it, and
 * tried again after a while that doubles.
 * https://github.com/deepflowio/deepflow/blob/main/agent/src/platform/kubernetes/api_watcher.rs
 */
const FOUGHT = 2;
const FIRST_MS = 5 * 60_000;
const MOST_MS = 60 * 60_000;
/** As long as what was pushed stands after that, the other sender is gone. */
const CALM_MS = 60 * 60_000;

/** What becomes of it when it is found to have taken over once more. */
export function tookOver(before: Rival | undefined, now: number): Rival {
  const takeovers = (before?.takeovers ?? 0) + 1;
  const wait = takeovers <= FOUGHT ? 0 : Math.min(MOST_MS, FIRST_MS * 2 ** (takeovers - FOUGHT - 1));
  return { takeovers, until: now + wait };
}

export const hasItsWay = (rival: Rival | undefined, now: number): rival is Rival =>
  rival !== undefined && now < rival.until;

/** While the server holds what we pushed. */
export const isGone = ({ until }: Rival, now: number): boolean => now >= until + CALM_MS;

/** It came back so often that it is no accident. */
export const isPersistent = ({ takeovers }: Rival): boolean => takeovers > FOUGHT;

export const REMEDY =
  'stop it (deepflow-agents by K8S_WATCH_POLICY=watch-disabled), or give one of the two a cluster id and a domain of its own';
