import { expect, test } from 'vitest';
import { providers } from '../../functions/providers.ts';
import { coverageByName } from '../../shared/runtime/commands/coverage.ts';
import { coveragePage } from '../../shared/runtime/commands/coverage-page.ts';
import { neededOf } from '../../shared/runtime/commands/permissions-list.ts';
import { permissionsOf } from '../../shared/runtime/commands/statements.ts';
import { read } from './tree.ts';

/** The formatter pads the cells of tables. */
const plain = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.replaceAll(/-{3,}/g, '---').replaceAll(/ +/g, ' ').trim())
    .filter((line) => line !== '');

async function covered() {
  return Promise.all(
    Object.entries(providers).map(async ([name, load]) => [name, coverageByName(await load())] as const),
  );
}

test('docs/coverage.md is what the descriptors say: write it with "tagsync coverage --markdown"', async () => {
  expect(plain(read('docs/coverage.md'))).toEqual(plain(coveragePage(await covered())));
});

test('no kind of any cloud is without an answer, and what is not there has a source', async () => {
  const gaps = (await covered()).flatMap(([name, kinds]) =>
    Object.entries(kinds).flatMap(([kind, coverage]) => {
      if ('unsupported' in coverage)
        return /\(https:\/\/\S+\)$/.test(coverage.unsupported) ? [] : [`${name} ${kind}`];
      if (!coverage.collected) return [`${name} ${kind}`];
      return coverage.tags || /\(https:\/\/\S+\)$/.test(coverage.reason ?? '')
        ? []
        : [`${name} ${kind} has no tags`];
    }),
  );
  expect(gaps).toEqual([]);
});

test('both READMEs have the least permissions of every cloud: write them with "tagsync policy"', async () => {
  const clouds = Object.entries(providers).filter(([name]) => name !== 'kubernetes');
  const needed = clouds.map(async ([name, load]) => neededOf(name, permissionsOf(await load())));
  const all = await Promise.all(needed);
  expect(all).toHaveLength(8);
  for (const [page, optionally] of [
    ['README.md', 'Optional: '],
    ['docs/zh/README.md', '可选：'],
  ] as const) {
    const lines = read(page).split('\n');
    for (const { cloud, required, optional } of all) {
      const line = lines.find((one) => one.startsWith(`- **${cloud}**`));
      expect(line, `${page} ${cloud}`).toContain(required);
      expect(line, `${page} ${cloud}`).toContain(`${optionally}${optional}`);
    }
  }
});
