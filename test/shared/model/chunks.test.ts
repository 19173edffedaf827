import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Collecting } from '../../../shared/model/collecting.ts';
import { lineOf } from '../../../shared/model/line.ts';
import { ref } from '../../../shared/model/ref.ts';
import type { Models } from '../../../shared/model/kinds.ts';
import type { Tag } from '../../../shared/model/parts.ts';

/** Text of every sort: what is written as it is, what JSON escapes, what is long. */
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom('"', '\\', '\n', '\ud800', '订单服务', '😀😀😀'),
  fc.string({ minLength: 2000, maxLength: 9000 }),
);
const record = (n: number, name: string, tags: readonly Tag[]): Models['region'] => {
  const id = `r${String(n).padStart(6, '0')}`;
  return { kind: 'region', ref: ref('p', 'region', id), id, name, tags };
};

test('a line is the same bytes wherever in the chunks it comes to stand', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(text, fc.array(fc.tuple(text, text), { maxLength: 4 })), {
        minLength: 50,
        maxLength: 150,
      }),
      (all) => {
        const records = all.map(([name, tags], n) => record(n, name, tags));
        const collecting = new Collecting();
        records.forEach((one) => collecting.add(one));
        const { lines } = collecting.finish();
        expect([...lines].map((line) => Buffer.from(line).toString())).toEqual(
          records.map((one) => Buffer.from(lineOf(one)).toString()),
        );
      },
    ),
    { numRuns: 15 },
  );
});
