import { CLOUD_KINDS } from '../../model/shapes.ts';
import type { Coverage } from './coverage.ts';

type Covered = readonly (readonly [provider: string, kinds: Readonly<Record<string, Coverage>>])[];

/** docs/coverage.md: the clouds side by side, what they do not have or cannot tag with its source, and Kubernetes. */
export function coveragePage(all: Covered): string {
  const clouds = all.filter(([name]) => name !== 'kubernetes').toSorted(([a], [b]) => (a < b ? -1 : 1));
  const cluster = all.find(([name]) => name === 'kubernetes')?.[1] ?? {};
  const rows = CLOUD_KINDS.map((kind) => [`\`${kind}\``, ...clouds.map(([, kinds]) => cellOf(kinds[kind]))]);
  const reasons = clouds.flatMap(([name, kinds]) =>
    CLOUD_KINDS.flatMap((kind) => {
      const why = reasonOf(kinds[kind]);
      return why === undefined ? [] : [[name, `\`${kind}\``, why]];
    }),
  );
  return [
    '# What is collected, and what of it carries tags',
    'Written by `tagsync coverage --markdown` from the descriptors, and held against them by a test. **tags**: collected with',
    'its tags. _no tags_: collected; the cloud cannot tag it. –: the cloud does not have it. The reasons, each with the',
    "vendor's page, are in the second table.",
    '',
    tableOf(['kind', ...clouds.map(([name]) => name)], rows),
    '',
    '## Why not',
    '',
    tableOf(['cloud', 'kind', 'reason and source'], reasons),
    '',
    '## Kubernetes',
    '',
    'Labels are the tags of each; annotations by allow-list. A kind that a cluster does not have is `unsupported` there.',
    '',
    tableOf(
      ['kind', 'collected', 'what the role must allow'],
      Object.entries(cluster).map(([name, coverage]) => [name, cellOf(coverage), actionsOf(coverage)]),
    ),
  ]
    .join('\n')
    .replace('tags\n', 'tags\n\n');
}

function cellOf(coverage: Coverage | undefined): string {
  if (coverage === undefined || 'unsupported' in coverage) return '–';
  if (!coverage.collected) return 'no';
  return coverage.tags ? '**tags**' : '_no tags_';
}

function reasonOf(coverage: Coverage | undefined): string | undefined {
  if (coverage === undefined) return undefined;
  return 'unsupported' in coverage ? coverage.unsupported : coverage.reason;
}

function actionsOf(coverage: Coverage): string {
  return 'unsupported' in coverage ? '' : coverage.actions.map((action) => `\`${action}\``).join(', ');
}

function tableOf(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return [lineOf(header), lineOf(header.map(() => '---')), ...rows.map(lineOf)].join('\n');
}

const lineOf = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
