import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { NEEDED } from '../../../functions/deepflow/guard.ts';
import type { Kind } from '../../../shared/model/kinds.ts';
import type { AnyProvider } from '../../../shared/runtime/commands/context.ts';

const functions = new URL('../../../functions/', import.meta.url);
const clouds = readdirSync(functions).filter(
  (name) => name !== 'kubernetes' && existsSync(new URL(`${name}/provider.ts`, functions)),
);
const KINDS: Readonly<Record<keyof typeof NEEDED, readonly Kind[]>> = {
  own: ['az', 'vpc', 'subnet', 'vm', 'nic'],
  tags: ['vm'],
};
const cases = clouds.flatMap((name) => (['own', 'tags'] as const).map((mode) => [name, mode] as const));

test.each(cases)('every source of %s that a payload of %s needs is known as such', async (name, mode) => {
  const file = fileURLToPath(new URL(`${name}/provider.ts`, functions));
  const module = (await import(file)) as Readonly<Record<string, AnyProvider>>;
  const all = module[name]?.collectors ?? [];
  const inRegions = all.filter(({ scope }) => scope === 'region');
  const listed = inRegions.length === 0 ? all : inRegions; // all of a subscription of Azure is one scope
  const sources = listed.filter(({ emits }) => emits.some((kind) => KINDS[mode].includes(kind)));
  expect(sources.length).toBeGreaterThan(mode === 'own' ? 2 : 0);
  expect(sources.map((source) => source.name).filter((source) => !NEEDED[mode].test(source))).toEqual([]);
});
