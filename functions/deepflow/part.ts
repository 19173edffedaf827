import type { WholeEstate } from '../../shared/lookup/read-estate.ts';
import { countsOf } from './caps.ts';
import type { Counts } from './caps.ts';
import type { Claim } from './claims.ts';
import type { DeepflowDomain, DeepflowSubDomain, Knowledge } from './controller-shapes.ts';
import type { Target } from './domains.ts';
import type { FileContent } from './file-content.ts';
import type { Content } from './own.ts';
import { EMPTY } from './payload.ts';
import type { Payload } from './payload.ts';
import type { Sent } from './sent.ts';

/** What of the table is of one domain or cluster. */
export interface Part {
  readonly name: string;
  readonly mode: Target['mode'];
  readonly domain: DeepflowDomain | undefined;
  readonly payload: Payload;
  /** None: nothing is known of what it is to hold, and what the table has of it is given back as it was. */
  readonly claims: readonly Claim[];
  readonly outstanding: readonly string[];
  readonly notes: readonly string[];
}

/** What one domain is to hold. */
export interface Desired extends Part {
  readonly target: Target;
  readonly origins: Content['origins'];
  /** What its file is to hold; `undefined`: it has none, or that stands as it is. */
  readonly file: FileContent | undefined;
  /** What it has of what is limited, in the table and in its file. */
  readonly counts: Counts;
  /** What is noted once it is sent; `undefined`: the note stands as it is. */
  readonly note: Sent | undefined;
}

/** Of the log and of DeepFlow, what a domain is made of. */
export interface Known {
  readonly whole: WholeEstate;
  readonly domain: DeepflowDomain | undefined;
  /** Why it could not be made. */
  readonly problem: string | undefined;
  readonly domains: readonly DeepflowDomain[];
  readonly sent: Sent | undefined;
  readonly known: Knowledge;
  /** The table as it is now. */
  readonly table: Payload;
  /** What the rest of the organisation has of what is limited. */
  readonly used: Counts;
}

/** A part of the table that is left to what others, or we ourselves, had in it. */
export const untouched = (target: Target): Desired => ({
  target,
  name: target.name,
  mode: target.mode,
  domain: undefined,
  payload: EMPTY,
  origins: new Map(),
  claims: [],
  file: undefined,
  counts: countsOf(EMPTY),
  note: undefined,
  outstanding: [],
  notes: [],
});

export const STANDS = 'what was last sent stands';
/** Then it shows nothing: what it shows is no proof of anything. */
export const NOT_READ = 'DeepFlow has not read the domain since it was started: what it shows is not known';

/** What DeepFlow itself has to say of a domain, or of a cluster in one; what clusters lack, it says of their domain too, in lines. */
export function complaintsOf(
  what: 'domain' | 'cluster',
  { STATE, ERROR_MSG }: Pick<DeepflowSubDomain, 'STATE' | 'ERROR_MSG'>,
): readonly string[] {
  return STATE === 1
    ? []
    : [
        `DeepFlow says of the ${what}: ${ERROR_MSG === '' ? `state ${STATE}` : ERROR_MSG.replaceAll(/\n+/g, ' ')}`,
      ];
}

/** A line about some of them; none about none. */
export const lineOf = (
  all: readonly string[],
  said: (count: number, some: string) => string,
): readonly string[] => (all.length === 0 ? [] : [said(all.length, some(all))]);

/** The first of them. */
const some = (all: readonly string[]): string => `${all.slice(0, 3).join(', ')}${all.length > 3 ? ' …' : ''}`;
