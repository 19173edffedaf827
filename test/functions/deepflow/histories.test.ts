/** Whatever the log holds, DeepFlow takes what is sent; and after its recorder ran it knows that, and nothing else. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { SCOPE, listsOf } from './estate.ts';
import type { Plan } from './estate.ts';
import { commit } from './log-of.ts';
import { stage } from './stage.ts';

const word = fc.oneof(
  fc.constantFrom(
    'web',
    'web',
    'db',
    '订单服务',
    'a b',
    'x'.repeat(300),
    '`',
    "it's",
    'a:b',
    'c\\d',
    '',
    ' ',
  ),
  fc.string({ maxLength: 12 }),
);
const server = fc.record({
  name: word,
  vpc: fc.nat(2),
  tags: fc.uniqueArray(fc.tuple(word, word), { maxLength: 4, selector: ([key]) => key }),
  isPublic: fc.boolean(),
});
const plan: fc.Arbitrary<Plan> = fc.record({
  vpcs: fc.constant(3),
  servers: fc.array(server, { minLength: 1, maxLength: 8 }),
});

it('any estate, and whatever it becomes', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(plan, { minLength: 1, maxLength: 3 }), async (plans) => {
      const { double, store, publish, domain } = await stage();
      let now = Date.now();
      for (const each of plans) {
        now += 1000;
        await commit(store, SCOPE, listsOf(each), now);
        for (let round = 0; round < 3; round++) {
          await publish();
          double.record();
        }
        const { outcome, domains } = await publish();
        expect(outcome).toBe('equal');
        expect(domains[0]?.outstanding).toEqual([]);
        const known = double.knows(domain());
        const addresses = each.servers.flatMap(({ vpc, isPublic }, n) => [
          `10.${vpc}.1.${n + 10}`,
          ...(isPublic ? [`198.51.100.${n + 1}`] : []),
        ]);
        expect(
          known.chosts
            .flatMap((line) => line.match(/(?:10\.\d\.1\.\d+|198\.51\.100\.\d+)/g) ?? [])
            .toSorted(),
        ).toEqual(addresses.toSorted());
        expect(known.chosts).toHaveLength(each.servers.length);
        expect(known.vpcs).toEqual(['vpc 0', 'vpc 1', 'vpc 2']);
        // Every tag whose key and value DeepFlow can hold is there, under the name of exactly its server.
        const plain = each.servers.flatMap(({ tags }) =>
          tags
            .filter(([key, value]) => /^\w{1,50}$/.test(key) && /^\w{1,50}$/.test(value))
            .map(([key, value]) => `${key}=${value}`),
        );
        const held = known.tags.map((line) => line.slice(line.lastIndexOf(' ') + 1));
        for (const tag of plain) expect(held).toContain(tag);
      }
      await double.close();
    }),
    { numRuns: Number(process.env['PUBLISHES'] ?? 25) },
  );
});
