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
const KINDS: readonly Kind[] = ['az', 'vpc', 'subnet', 'vm', 'nic'];

test.each(clouds)('every source of %s that a payload needs is known as such', async (name) => {
  const file = fileURLToPath(new URL(`${name}/provider.ts`, functions));
  const module = (await import(file)) as Readonly<Record<string, AnyProvider>>;
  const all = module[name]?.collectors ?? [];
  const inRegions = all.filter(({ scope }) => scope === 'region');
  const listed = inRegions.length === 0 ? all : inRegions; // all of a subscription of Azure is one scope
  const sources = listed.filter(({ emits }) => emits.some((kind) => KINDS.includes(kind)));
  expect(sources.length).toBeGreaterThan(2);
  expect(sources.map((source) => source.name).filter((source) => !NEEDED.test(source))).toEqual([]);
});
