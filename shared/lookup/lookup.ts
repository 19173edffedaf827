import { addressOf, textOf } from '../model/links/address.ts';
import { Belongings } from '../model/links/belongings.ts';
import { Memo } from '../model/links/memo.ts';
import type { Space } from '../model/links/places.ts';
import { kindOf } from '../model/record.ts';
import type { ObjectStore } from '../store/store.ts';
import { LookupError } from './answer.ts';
import type { Answer, Result } from './answer.ts';
import { EstateIndex } from './estate-index.ts';
import { spaceLanes } from './space-lanes.ts';
import { Feed } from './feed.ts';
import type { Loaded, Problem } from './feed.ts';
import type { Lanes } from './lanes.ts';
import { Quick } from './quick.ts';
import { Search } from './search.ts';
import type { Meaning } from './search.ts';

export { LookupError, plainResult } from './answer.ts';
export type { Answer, PlainAnswer, PlainLabel, Result } from './answer.ts';
export type { Label, Role } from '../model/links/label.ts';

export interface LookupOptions {
  /** Where the log is: `openStore` of `cloud-tag-sync/store/open` opens it. */
  readonly store: ObjectStore;
  /** As everything was then: milliseconds since 1970; of what the log keeps. Such a lookup stays as it is. */
  readonly at?: number | undefined;
}

export interface Where {
  /** A VPC's id or ref; a cluster's for what has an address of its own network. */
  readonly vpc?: string | undefined;
}

/** From addresses to every tag, in memory. */
export interface Lookup {
  /** Throws `LookupError` for what is no address, and for a VPC that is not known. */
  lookup(address: string, where?: Where): Result;
  /** Reads what was committed since: in proportion to what changed. What cannot be read stays as it was, and is told. */
  refresh(): Promise<readonly Problem[]>;
  /** The version of each scope that answers stand on. */
  scopes(): readonly Loaded[];
  /** What could not be read. */
  problems(): readonly Problem[];
  /** The merged estate behind the answers. */
  readonly estate: EstateIndex;
}

/** Reads the newest version of every scope, or the version of a time, into an index. */
export async function openLookup({ store, at }: LookupOptions): Promise<Lookup> {
  const index = new EstateIndex();
  const feed = new Feed(store, index, at);
  await feed.refresh();
  index.tables.neighbours.settle();
  const search = new Search(index);
  const belongings = new Belongings(index, () => index.commons);
  const quick = new Quick(index, belongings);
  const spaces = new Memo<Named>(() => index.commons);

  function answerOf(ip: string, { space, holders, block }: Meaning): Answer {
    const { labels, vpc } = block === undefined ? belongings.of(holders, ip) : belongings.around(block.of);
    return { address: ip, space: space ?? vpc, block: block?.cidr, labels };
  }

  return {
    estate: index,
    lookup(text, { vpc } = {}) {
      const address = addressOf(text);
      if (address === undefined) {
        throw new LookupError(
          `"${text}" is no IP address: write one such as 10.0.0.1 or 2001:db8::1, without a port or a zone`,
        );
      }
      const ip = text.includes(':') ? textOf(address) : text;
      const named = vpc === undefined ? undefined : (spaces.get(vpc) ?? spaces.put(vpc, namedOf(index, vpc)));
      const shortly = search.isPlain(named?.space) ? quick.find(ip, named?.within) : undefined;
      if (shortly !== undefined) return { status: 'found', address: ip, answer: shortly };
      const meanings = search.find(address, ip, named?.space);
      const [only] = meanings;
      if (only === undefined) return { status: 'unknown', address: ip };
      if (meanings.length === 1) return { status: 'found', address: ip, answer: answerOf(ip, only) };
      return { status: 'ambiguous', address: ip, answers: meanings.map((one) => answerOf(ip, one)) };
    },
    refresh: () => feed.refresh(),
    scopes: () => feed.scopes(),
    problems: () => feed.problems(),
  };
}

/** A space by the name that it was asked for with. */
interface Named {
  readonly space: Space;
  readonly within: Lanes;
}

function namedOf(index: EstateIndex, name: string): Named {
  const space = spaceOf(index, name);
  return { space, within: spaceLanes(space) };
}

function spaceOf(index: EstateIndex, name: string): Space {
  const kind = kindOf(name);
  const named = kind === 'vpc' || kind === 'cluster' ? [index.get(name as Space)] : []; // its ref says so
  const found = [...named, ...index.under('vpc', name), ...index.under('cluster', name)].flatMap(
    (one) => one?.record.ref ?? [],
  );
  const [space, ...more] = found;
  if (space === undefined) {
    throw new LookupError(`there is no VPC or cluster "${name}": "tagsync show vpc" lists those there are`);
  }
  if (more.length > 0) throw new LookupError(`"${name}" is any of ${found.join(', ')}: write which`);
  return space;
}
