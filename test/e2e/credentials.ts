/**
 * Credentials that do not serve, through the whole job: what is wrong is told with what to do about it, nothing is made
 * of the refusals, and what is stored stands until there are better ones.
 */
import { describe, expect, it } from 'vitest';
import type { Cloud } from '../simulator/cloud/server.ts';
import { type Stage, byRef, staged } from './stage.ts';

export interface Refused<C extends Cloud> {
  /** `a key that …`: the name of the test. */
  readonly what: string;
  /** Of the environment, instead of the good ones. */
  readonly env: (cloud: C) => Readonly<Record<string, string>>;
  /** The cloud's code, and the remedy. */
  readonly says: readonly string[];
}

export function testCredentials<C extends Cloud>(
  start: () => Promise<Stage<C>>,
  rows: readonly Refused<C>[],
  /** Of a run: each account that the configuration names is one, and so is who should have told of others. */
  failures = 1,
): void {
  describe('credentials', () => {
    const stage = staged(start);

    it.each(rows.map((row) => [row.what, row] as const))(
      'of %s begin nothing, and are told with what to do',
      async (_, { env, says }) => {
        const undo = stage().give(env(stage().cloud));
        expect((await stage().run()).answer).toMatchObject({ failures, removed: 0 });
        undo();
        for (const text of says) expect(stage().output()).toContain(text);
        expect(await stage().heads()).toEqual(new Map());
      },
    );

    it('that are good are taken', async () => {
      const { answer } = await stage().run();
      expect(answer).toMatchObject({ failures: 0, sources: { kept: 0, held: 0, unsupported: 0 } });
      expect(await stage().records()).not.toEqual([]);
    });

    it.each(rows.map((row) => [row.what, row] as const))(
      'of %s leave what is stored as it is',
      async (_, { env, says }) => {
        const before = byRef(await stage().records());
        const undo = stage().give(env(stage().cloud));
        const { answer, output } = await stage().run();
        undo();
        expect(answer).toMatchObject({ added: 0, changed: 0, removed: 0 });
        for (const text of says) expect(output).toContain(text);
        const heads = [...(await stage().heads())];
        const all = heads.flatMap(([at, { sources }]) =>
          Object.keys(sources).map((source) => `${at} ${source} kept denied`),
        );
        expect((await stage().allUnwell()).toSorted()).toEqual(all.toSorted());
        expect(byRef(await stage().records())).toEqual(before);
        await stage().run();
        expect(await stage().allUnwell()).toEqual([]);
        expect(byRef(await stage().records())).toEqual(before);
      },
    );
  });
}
