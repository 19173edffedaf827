import type { Collector, Scope } from '../collect/collector.ts';
import type { Commit } from '../log/commit.ts';
import { readCommit, readHead } from '../log/head.ts';
import type { Proposal } from '../log/proposal.ts';
import { readState } from '../log/read.ts';
import { write } from '../log/write.ts';
import type { LogPorts } from '../log/write.ts';
import { Lines } from '../model/lines.ts';
import { weigh } from './anchor.ts';
import type { Verdict } from './anchor.ts';
import { proposalOf } from './offer.ts';
import type { Offer } from './offer.ts';
import type { Rules } from './settle.ts';

export type { Offer } from './offer.ts';

export type Offers = ReadonlyMap<string, Offer>;

export interface Followed {
  readonly version: number;
  readonly committed: boolean;
  /** Sources that another run committed meanwhile: what was offered of them is to be offered again, as a list. */
  readonly superseded: readonly string[];
  readonly proposals: readonly Proposal[];
}

export interface FollowingPorts extends LogPorts {
  readonly rules: Rules;
  readonly newRunId: () => string;
}

/**
 * Keeps the log of one scope up with sources that tell their changes: the
 * states that stand are held, so that a change costs the change. One commit at a
 * time.
 */
export class Following {
  readonly #scope: Scope;
  readonly #ports: FollowingPorts;
  #head: Commit | undefined;
  readonly #states = new Map<string, Lines>();

  constructor(scope: Scope, ports: FollowingPorts) {
    this.#scope = scope;
    this.#ports = ports;
  }

  /** The newest commit that is known; `undefined` before the first. */
  get head(): Commit | undefined {
    return this.#head;
  }

  /** Reads where the log stands; what was held before is forgotten. */
  async open(): Promise<void> {
    this.#states.clear();
    this.#head = await readHead(this.#ports.store, this.#scope);
  }

  async state(source: string): Promise<Lines> {
    const known = this.#states.get(source);
    if (known !== undefined) return known;
    const stored =
      this.#head === undefined
        ? Lines.NONE
        : await readState(this.#ports.store, this.#scope, this.#head, source);
    this.#states.set(source, stored);
    return stored;
  }

  /** Is what was found of the anchor still what the log says? */
  async weigh(collector: Pick<Collector<never>, 'name' | 'anchor'>, lines: Lines): Promise<Verdict> {
    const { rules, now } = this.#ports;
    const entry = this.#head?.sources[collector.name];
    return weigh(collector, { lines }, await this.state(collector.name), entry, rules, now());
  }

  async commit(offers: Offers): Promise<Followed> {
    const { store, now, newRunId, rules } = this.#ports;
    const startedAt = now();
    const base = this.#head;
    const proposals: Proposal[] = [];
    for (const [source, offer] of offers) {
      const of = { name: source, before: () => this.state(source), entry: base?.sources[source] };
      proposals.push(await proposalOf(offer, of, rules, startedAt));
    }
    const run = { scope: this.#scope, runId: newRunId(), startedAt, cause: 'sync', base } as const;
    const { version, committed, superseded } = await write(run, proposals, this.#ports);
    if (version !== (base?.version ?? 0)) this.#head = await readCommit(store, this.#scope, version);
    for (const proposal of proposals) {
      if (superseded.includes(proposal.source)) this.#states.delete(proposal.source);
      else if (proposal.status === 'listed' && proposal.state !== undefined)
        this.#states.set(proposal.source, held(proposal.state, offers.get(proposal.source)));
    }
    // Another run wrote between ours and what we stood on: whatever it touched is read again.
    if (version > (base?.version ?? 0) + 1) this.#forget(base);
    return { version, committed, superseded, proposals };
  }

  #forget(base: Commit | undefined): void {
    for (const source of this.#states.keys()) {
      const digest = this.#head?.sources[source]?.digest;
      if (digest !== base?.sources[source]?.digest && digest !== this.#states.get(source)?.digest)
        this.#states.delete(source);
    }
  }
}

/** What was listed is held for long, and changed little by little. */
const held = (state: Lines, offer: Offer | undefined): Lines =>
  offer?.type === 'list' ? state.inOrder() : state;
