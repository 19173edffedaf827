/** Each kind that `coverage` says has tags: every resource of it with a tag that no other one has, read back. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Kind } from '../../shared/model/kinds.ts';
import type { AnyProvider } from '../../shared/runtime/commands/context.ts';
import { coverageOf } from '../../shared/runtime/commands/coverage.ts';
import { type Found, type Stage, staged } from './stage.ts';

/** A kind, and a collector that gives records of it. */
export type Source = readonly [Kind, string];

export interface Tagged<S extends Stage> {
  readonly provider: AnyProvider;
  /** Over an estate in which each resource that can have tags has one of its own. */
  readonly start: () => Promise<S>;
  /** All sources whose records can have tags … */
  readonly tried: readonly Source[];
  /** … but for those that the cloud gives none, of kinds that it does tag … */
  readonly bare?: readonly Source[];
  /** … and those that repeat the tags of another source's records. */
  readonly repeating?: readonly Source[];
  /** Expects that each of these has its own tag and nothing else, and that none is missing. */
  readonly hasOwn: (found: readonly Found[], source: Source) => void;
}

export function testTags<S extends Stage>({
  provider,
  start,
  tried,
  bare = [],
  repeating = [],
  hasOwn,
}: Tagged<S>): void {
  const coverage = Object.entries(coverageOf(provider)) as [Kind, ReturnType<typeof coverageOf>[Kind]][];
  const collected = coverage.flatMap(([kind, covered]) =>
    'collected' in covered && covered.collected ? [{ kind, ...covered }] : [],
  );
  const all = collected
    .filter(({ tags }) => tags)
    .flatMap(({ kind }) =>
      provider.collectors.flatMap(({ emits, name }) => (emits.includes(kind) ? [[kind, name] as const] : [])),
    );

  describe('every resource with a tag of its own', () => {
    const stage = staged(start);
    let records: readonly Found[] = [];
    beforeAll(async () => {
      await stage().run();
      records = await stage().records();
    }, 60_000);
    const recordsOf = (kind: Kind, source?: string): readonly Found[] =>
      records.filter(
        (one) => one.source === (source ?? one.source) && one.ref.startsWith(`${provider.name}/${kind}/`),
      );

    it('is read whole', async () => {
      expect(await stage().allUnwell()).toEqual([]);
    });

    it.each(tried)('%s has it, from %s', (...source) => {
      const found = recordsOf(...source);
      expect(found.length).toBeGreaterThan(0);
      hasOwn(found, source);
    });

    it.each(bare)('%s from %s has none to give', (...source) => {
      const found = recordsOf(...source);
      expect(found.length).toBeGreaterThan(0);
      expect(tagsOf(found).flat()).toEqual([]);
    });

    it.each(collected.filter(({ tags }) => !tags))('$kind has none, for a reason', ({ kind, reason }) => {
      const found = recordsOf(kind);
      expect(reason).toContain('https://');
      expect(found.length).toBeGreaterThan(0);
      expect(tagsOf(found).flat()).toEqual([]);
    });

    it('no source is left out', () => {
      const named = [...tried, ...bare, ...repeating].map((source) => source.join(' '));
      expect(all.map((source) => source.join(' ')).toSorted()).toEqual(named.toSorted());
    });
  });
}

/** The tags of each record. */
export const tagsOf = (found: readonly Found[]): readonly (readonly (readonly [string, string])[])[] =>
  found.map(({ fields }) => fields['tags'] as readonly (readonly [string, string])[]);
