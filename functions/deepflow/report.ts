import type { Target, Untargeted } from './domains.ts';
import type { Part } from './part.ts';
import { EMPTY } from './payload.ts';
import { sizeOf } from './payload-lists.ts';

export interface DomainReport {
  readonly name: string;
  readonly mode: Target['mode'];
  readonly domain: string | undefined;
  /** Items of the domain that are in DeepFlow's table now, or would be. */
  readonly items: number;
  readonly tags: number;
  /** What another run, in a minute, may find done. */
  readonly outstanding: readonly string[];
  /** What a person may want to know: items left out, tags that were changed. */
  readonly notes: readonly string[];
}

export function reportOf({ name, mode, domain, payload, outstanding, notes }: Part): DomainReport {
  return {
    name,
    mode,
    domain: domain?.LCUUID,
    items: sizeOf(payload),
    tags: payload.cloud_tags.length,
    outstanding,
    notes,
  };
}

/** Said of the domain that a refusal names; of the first where it names none. */
export function withWaiting(parts: readonly Part[], without: readonly string[]): readonly Part[] {
  const placed = without.map((why) => ({
    why,
    at: Math.max(
      0,
      parts.findIndex(({ domain }) => domain !== undefined && why.includes(domain.LCUUID)),
    ),
  }));
  return parts.map((part, n) => ({
    ...part,
    outstanding: [...part.outstanding, ...placed.filter(({ at }) => at === n).map(({ why }) => why)],
  }));
}

export const untargetedPart = ({ name, why }: Untargeted): Part => ({
  name,
  mode: 'own',
  domain: undefined,
  payload: EMPTY,
  claims: [],
  outstanding: [why],
  notes: [],
});
