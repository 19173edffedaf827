import { Command } from 'commander';
import type { Kind } from '../../model/kinds.ts';
import { CLOUD_KINDS } from '../../model/shapes.ts';
import { table } from '../table.ts';
import type { AnyProvider, Context } from './context.ts';
import { coveragePage } from './coverage-page.ts';
import { jsonOption } from './options.ts';

/** What a provider does about one kind. `tags: false` always has a reason. */
export type Coverage =
  | { readonly unsupported: string }
  | {
      readonly collected: boolean;
      readonly tags: boolean;
      readonly reason?: string;
      readonly actions: readonly string[];
    };

/** Derived from the descriptors, for each kind that the provider answers for. */
export function coverageOf(provider: AnyProvider): Readonly<Record<Kind, Coverage>> {
  const kinds = kindsOf(provider);
  return Object.fromEntries(kinds.map((kind) => [kind, of(provider, kind)])) as Record<Kind, Coverage>;
}

export function kindsOf({ kinds = CLOUD_KINDS }: AnyProvider): readonly Kind[] {
  return kinds;
}

/** As people call it: by the names of the provider, or else of the kinds. */
export function coverageByName(provider: AnyProvider): Readonly<Record<string, Coverage>> {
  const { names, collectors } = provider;
  if (names === undefined) return coverageOf(provider);
  return Object.fromEntries(
    Object.entries(names).map(([name, sources]) => {
      const feeding = collectors.filter((one) => sources.includes(one.name));
      const [kind] = feeding.flatMap(({ emits }) => emits);
      return [name, kind === undefined ? NOT_YET : coveredBy(feeding, provider, kind)];
    }),
  );
}

const NOT_YET: Coverage = { collected: false, tags: false, reason: 'not collected yet', actions: [] };

function of(provider: AnyProvider, kind: Kind): Coverage {
  const missing = provider.unsupported[kind];
  if (missing !== undefined) return { unsupported: `${missing.reason} (${missing.source})` };
  const feeding = provider.collectors.filter(({ emits }) => emits.includes(kind));
  return feeding.length === 0 ? NOT_YET : coveredBy(feeding, provider, kind);
}

function coveredBy(feeding: AnyProvider['collectors'], { untaggable }: AnyProvider, kind: Kind): Coverage {
  const actions = [...new Set(feeding.flatMap((collector) => collector.actions))].toSorted();
  const bare = untaggable[kind];
  if (bare === undefined) return { collected: true, tags: true, actions };
  return { collected: true, tags: false, reason: `${bare.reason} (${bare.source})`, actions };
}

export function coverageCommand({ providers, provider, print, json }: Context): Command {
  return new Command('coverage')
    .description('What is collected of each cloud, with tags or why not, and the actions it takes.')
    .addOption(jsonOption())
    .option('--markdown', 'as docs/coverage.md is written')
    .addHelpText('after', '\nExample:\n  tagsync coverage --json')
    .action(async (options: { readonly json?: boolean; readonly markdown?: boolean }) => {
      const names = Object.keys(providers);
      const all = await Promise.all(
        names.map(async (name) => [name, coverageByName(await provider(name))] as const),
      );
      if (options.json === true) return json(Object.fromEntries(all));
      if (options.markdown === true) return print(coveragePage(all));
      const rows = all.flatMap(([name, kinds]) =>
        Object.entries(kinds).map(([kind, coverage]) => [name, kind, ...rowOf(coverage)]),
      );
      return print(table(['provider', 'kind', 'collected', 'tags', 'actions or reason'], rows));
    });
}

function rowOf(coverage: Coverage): readonly string[] {
  if ('unsupported' in coverage) return ['-', '-', coverage.unsupported];
  const { collected, tags, reason, actions } = coverage;
  return [
    collected ? 'yes' : 'no',
    tags ? 'yes' : 'no',
    [...actions, ...(reason === undefined ? [] : [reason])].join(', '),
  ];
}
