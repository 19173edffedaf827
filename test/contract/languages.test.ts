/** Both READMEs say the same where a reader copies from them: what is set in the environment, in a configuration, in a stage. */
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { read } from './tree.ts';

const ENGLISH = read('README.md');
const CHINESE = read('docs/zh/README.md');

const BLOCK = /^```(\w*)\n([\s\S]*?)^```$/gm;

/** What stands between backticks in its sentences and tables. */
const spansOf = (page: string): readonly string[] =>
  [...page.replaceAll(BLOCK, '').matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span);

const distinct = (names: readonly string[]): readonly string[] => [...new Set(names)].toSorted();

/** `NAME`, `NAME=value`, or `NAME*` for all that begin so. */
const variablesOf = (page: string): readonly string[] =>
  distinct(
    spansOf(page).flatMap((span) => /^([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)(?:\*|=\S+)?$/.exec(span)?.[1] ?? []),
  );

/** `key: value`: settings, and outcomes with their reasons. */
const settingsOf = (page: string): readonly string[] =>
  distinct(spansOf(page).filter((span) => /^[A-Za-z.]+: \S/.test(span)));

/** `a.b[].c` for every key of the examples, those that are commented out, too. */
function keysOf(page: string): readonly string[] {
  const examples = [...page.matchAll(BLOCK)].filter(([, language]) => language === 'yaml');
  const shown = examples.map(([, , text = '']) => text.replaceAll(/^( *)# (?=\w+: )/gm, '$1'));
  return distinct(shown.flatMap((text) => pathsOf(load(text), '')));
}

function pathsOf(value: unknown, at: string): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown) => pathsOf(item, `${at}[]`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const path = at === '' ? key : `${at}.${key}`;
    return [path, ...pathsOf(inner, path)];
  });
}

describe.each([
  ['variables of the environment', variablesOf, ['AZURE_STORAGE_KEY', 'TENCENTCLOUD_SESSION_TOKEN']],
  ['settings', settingsOf, ['fanOut: true', 'kept: denied']],
  ['keys', keysOf, ['providers.azure.lists', 'providers.baidu.accounts[].roleName', 'sinks[].url']],
] as const)('%s', (_, namesOf, some) => {
  it('are the same in both languages', () => {
    expect(namesOf(CHINESE)).toEqual(namesOf(ENGLISH));
    expect(namesOf(ENGLISH)).toEqual(expect.arrayContaining([...some]));
  });
});
