/** Ids that accounts and regions have in common are of as many things as there are places, each with what its own place says of it. */
import { describe, expect, it } from 'vitest';
import type { Cloud } from '../simulator/cloud/server.ts';
import { type Stage, byRef, staged } from './stage.ts';

export interface SameId<C extends Cloud> {
  /** In each place there is something with the same id, that is named after its place. */
  readonly start: () => Promise<Stage<C>>;
  readonly ref: string;
  /** `<account> <region>` */
  readonly places: readonly string[];
  /** Takes it out of the first of the places. */
  readonly removes: (cloud: C) => void;
}

export function staysInItsPlace<C extends Cloud>({ start, ref, places, removes }: SameId<C>): void {
  describe('one id in several accounts and regions', () => {
    const stage = staged(start);
    const same = async () => (await stage().records()).filter((one) => one.ref === ref);

    it('is as many things as there are places, each as its own place has it', async () => {
      const { answer } = await stage().run();
      expect(answer).toMatchObject({ failures: 0, sources: { kept: 0, held: 0 } });
      const names = (await same()).map(({ at, fields }) => [at, fields['name']] as const);
      expect(Object.fromEntries(names)).toEqual(Object.fromEntries(places.map((at) => [at, at])));
      expect((await stage().run()).answer).toMatchObject({ added: 0, changed: 0, removed: 0 });
    });

    it('goes where it went, and stays where it is', async () => {
      const [gone, ...left] = places;
      const others = byRef((await same()).filter(({ at }) => at !== gone));
      removes(stage().cloud);
      const { answer } = await stage().run();
      expect(answer).toMatchObject({ failures: 0, added: 0, changed: 0 });
      expect(byRef(await same())).toEqual(others);
      expect(Object.keys(others)).toHaveLength(left.length);
    });
  });
}
