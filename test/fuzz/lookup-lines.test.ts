/** JSON lines on their way through `tagsync lookup --field`, damaged: as many come out as went in, and nothing stops. */
import { expect, it } from 'vitest';
import { chance } from '../support/chance.ts';
import { made, to } from '../support/estate.ts';
import { organization } from '../support/organization.ts';
import { machine } from '../shared/runtime/cli/machine.ts';
import type { Machine } from '../shared/runtime/cli/machine.ts';
import { mutated } from './mutate.ts';
import { seedsOf } from './seeds.ts';

const SEEDS = seedsOf(50, 6);
const RUNS = SEEDS.length;
const LINE = JSON.stringify({ src: '10.0.0.1', vpc: 'v1', bytes: 12, tags: { a: ['b'] } });

async function logged(): Promise<Machine> {
  const here = await machine({});
  const addresses = [{ ip: '10.0.0.1', public_ip: undefined }];
  const nic = made('nic', 'n1', { vpc: to('vpc', 'v1'), device: to('vm', 'i1'), addresses });
  await organization(here.store).run('a1/r1', {
    vpc: [made('vpc', 'v1')],
    vm: [made('vm', 'i1', { vpc: to('vpc', 'v1') })],
    nic: [nic],
  });
  return here;
}

it('every damaged line comes out, with labels or as it was', async () => {
  const here = await logged();
  const lines = SEEDS.map((seed) => mutated(LINE, chance(seed)).replaceAll(/[\r\n]/g, ' '));
  here.stdin = [`${lines.join('\n')}\n`];
  const { code, out, err } = await here.run('lookup', '--field', 'src', '--vpc-field', 'vpc');
  expect(code).toBe(0);
  expect(err).not.toContain('a mistake of this program');
  const came = out.split('\n').slice(0, -1);
  expect(came).toHaveLength(RUNS);
  const passed = came.filter((line, n) => line === lines[n]);
  const labelled = came.filter((line) => line.includes('"src_labels":{"status":"found"'));
  const refused = came.filter((line) => line.includes('"src_labels":{"status":"invalid"'));
  for (const some of [passed, labelled, refused]) expect(some.length).toBeGreaterThan(RUNS / 50);
});

it('a line that never ends is refused, not gathered', async () => {
  const here = await logged();
  let pieces = 0;
  const piece = 'x'.repeat(2 ** 20);
  here.stdin = {
    *[Symbol.iterator]() {
      for (; pieces < 1_000; pieces++) yield piece;
    },
  } as unknown as readonly string[];
  const { code, err } = await here.run('lookup', '--field', 'src');
  expect(code).toBe(1);
  expect(err).toMatch(/a line of more than \d+ characters: end each JSON object with a newline/);
  expect(pieces).toBeLessThan(100);
});
