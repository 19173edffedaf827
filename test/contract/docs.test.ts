/** What the documentation shows is what there is: commands, options, scripts, configurations, files. */
import { Config as DeepflowConfig } from '../../functions/deepflow/config.ts';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Reason } from '../../shared/collect/errors.ts';
import { QUARANTINED } from '../../shared/log/reset.ts';
import { ANOTHER } from '../../shared/sync/failed.ts';
import type { Outcome } from '../../shared/sync/report.ts';
import { adviceOnKept } from '../../shared/runtime/commands/advice.ts';
import { loadConfig } from '../../shared/runtime/config.ts';
import { parseYaml } from '../../shared/runtime/yaml.ts';
import { runCli } from '../../shared/runtime/cli.ts';
import { invocationOf } from '../../shared/runtime/request.ts';
import { stillClock } from '../shared/runtime/two-kinds.ts';
import { allFiles, read, root } from './tree.ts';

const pages = allFiles().filter((file) => file.endsWith('.md') && file !== 'CHANGELOG.md');

interface Block {
  readonly page: string;
  readonly language: string;
  readonly text: string;
}

const blocks = pages.flatMap((page): readonly Block[] =>
  [...read(page).matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language = '', text = '']) => ({
    page,
    language,
    text,
  })),
);

const linesOf = (language: string): readonly (readonly [page: string, line: string])[] =>
  blocks
    .filter((block) => block.language === language)
    .flatMap(({ page, text }) =>
      text
        .split('\n')
        .map((line) => line.replace(/\s+#.*$/, '').trim())
        .filter((line) => line !== '')
        .map((line) => [page, line] as const),
    );

/** As a command line is split, without what a shell would do with it. */
const wordsOf = (line: string): readonly string[] =>
  [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, a, b, c]) => a ?? b ?? c ?? '');

async function helpOf(command: string): Promise<string> {
  let out = '';
  const code = await runCli(
    [command, '--help'],
    {
      stdout: { write: (text) => (out += text) },
      stderr: { write: () => {} },
      env: {},
      clock: stillClock(),
      readFile: async () => '',
      writeFile: async () => {},
      knock: async () => {},
      signal: new AbortController().signal,
    },
    {},
  );
  return code === 0 ? out : '';
}

const COMMANDS = linesOf('sh').flatMap(([page, line]) => {
  const [, rest] = /(?:^|\s)(?:npx |npm run )?(?:tagsync|cloud-tag-sync)(?: --)? (.+)$/.exec(line) ?? [];
  return rest === undefined || line.includes('install') ? [] : [[page, rest] as const];
});

test('there are commands in the documentation', () => {
  expect(COMMANDS.length).toBeGreaterThan(5);
});

test.each(COMMANDS)('%s: tagsync %s', async (_, line) => {
  const words = wordsOf(line.split(/ [|>] /)[0] ?? '');
  const own = words[0] === '--config' ? words.slice(2) : words;
  const help = await helpOf(own[0] ?? '');
  expect(help).toContain('Usage: tagsync');
  for (const option of own.filter((word) => word.startsWith('--')))
    expect(help).toContain(option.split('=')[0]);
});

test('every npm script that is named exists', () => {
  const { scripts } = JSON.parse(read('package.json')) as {
    readonly scripts: Readonly<Record<string, string>>;
  };
  const missing = pages.flatMap((page) =>
    [...read(page).matchAll(/npm (?:run )?([a-z][\w:-]*)/g)]
      .map(([, name = '']) => name)
      .filter((name) => !['install', 'ci', 'test', 'start', 'pack', 'view', 'take', 'are'].includes(name))
      .filter((name) => !Object.hasOwn(scripts, name))
      .map((name) => `${page}: npm run ${name}`),
  );
  expect(missing).toEqual([]);
});

/** Whole documents, and the sections that stand alone on a page. */
const CONFIGURATIONS = blocks
  .filter(
    ({ language, text }) => language === 'yaml' && /^(?:store|providers|sinks|retention|guard):/m.test(text),
  )
  .map(({ page, text }) => [page, text] as const);

test.each(CONFIGURATIONS)('a configuration of %s is one', async (_, text) => {
  const whole = /^store:/m.test(text) ? text : `store: file:///tmp/anywhere\n${text}`;
  const secret = `whsec_${Buffer.from('thirty-two bytes of no meaning..').toString('base64')}`;
  const { providers, deepflow } = await loadConfig({
    env: { TAGSYNC_CONFIG: whole },
    readFile: () => Promise.reject(new Error('no file is read')),
    readYaml: parseYaml,
    path: undefined,
    resolve: async () => secret,
  });
  for (const [name, section] of Object.entries(providers)) {
    const file = path.join(root, 'functions', name, 'provider.ts');
    const module = (await import(file)) as Readonly<
      Record<string, { config: { parse(of: unknown): unknown } }>
    >;
    expect(module[name]?.config.parse(section)).toBeTypeOf('object');
  }
  expect(deepflow === undefined || DeepflowConfig.safeParse(deepflow).success).toBe(true);
});

test('events of the documentation are understood by the function', () => {
  const events = blocks.filter(({ language, text }) => language === 'json' && text.includes('"resync"'));
  expect(events.length).toBeGreaterThan(0);
  for (const { text } of events) expect(invocationOf(JSON.parse(text)).type).toBe('direct');
  const told = blocks.filter(({ language, text }) => language === 'json' && text.includes('"detail-type"'));
  expect(told.length).toBeGreaterThan(0);
  for (const { text } of told) expect(invocationOf(JSON.parse(text)).type).toBe('events');
});

test('every JSON is one', () => {
  for (const { page, text } of blocks.filter(({ language }) => language === 'json')) {
    expect(() => JSON.parse(text), `${page}: ${text}`).not.toThrow();
  }
});

test('every page and file that is linked exists', () => {
  const dangling = pages.flatMap((page) =>
    [...read(page).matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)]
      .map(([, target = '']) => path.posix.join(path.posix.dirname(page), target))
      .filter((target) => !existsSync(path.join(root, target)))
      .map((target) => `${page}: ${target}`),
  );
  expect(dangling).toEqual([]);
});

/** Of all sources, as one text in which a message that is broken over lines, or has values inside, is in one piece. */
const SAID = allFiles()
  .filter((file) => /^(?:shared|functions)\/.*\.ts$/.test(file))
  .map((file) => read(file).replaceAll(/['`]\s*\+\s*['`]/g, ''))
  .join('\n');

test('what docs/operate.md quotes of an error is said by the code', () => {
  const [, table = ''] =
    /## Errors of commands and of the function\n([\s\S]*?)\n## /.exec(read('docs/operate.md')) ?? [];
  const quoted = [...table.matchAll(/^\| (`[^|]+)\|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`([^`]+)`/g)].flatMap(([, text = '']) => text.split('…').map((part) => part.trim())),
  );
  const pieces = quoted.filter((piece) => /[a-z]{3}/.test(piece));
  expect(pieces.length).toBeGreaterThan(8);
  expect(pieces.filter((piece) => !SAID.includes(piece))).toEqual([]);
});

/** By class of error, what docs/operate.md has of it; `undefined`: it never comes to a person by itself. */
const ERRORS: Readonly<Record<string, string | undefined>> = {
  BadClaim: '`is not a claim on a lease`',
  CloudError: '`kept: unavailable`',
  ConfigError: '`…: expected …` with a path',
  Corrupt: '`holds something else than was written`',
  LookupError: '`there is no VPC or cluster …`',
  NoIdentity: '`kept: invalid`',
  NotHeld: '`is held by …`',
  Outdated: '`has format …`',
  Overtaken: undefined,
  Refused: '`there is no provider …`',
  SinkError: '`not acknowledged`',
  StoreError: '`cannot be reached`',
  TimedOut: '`no answer in … ms`',
  TooLate: '`the run is … ms old and may commit for … ms`',
};

test('docs/operate.md says of every class of error what to do', () => {
  const page = read('docs/operate.md');
  const classes = [...SAID.matchAll(/override readonly name = '(\w+)'/g)].map(([, name = '']) => name);
  expect(classes.toSorted()).toEqual(Object.keys(ERRORS).toSorted());
  expect(classes.filter((name) => !page.includes(ERRORS[name] ?? ''))).toEqual([]);
});

/** All but `unsupported`, which keeps nothing. */
const REASONS = Object.keys({
  throttled: 1,
  unavailable: 1,
  deadline: 1,
  denied: 1,
  invalid: 1,
} satisfies Readonly<Record<Exclude<Reason, 'unsupported'>, 1>>);

const OUTCOMES = Object.keys({
  written: 1,
  unchanged: 1,
  kept: 1,
  held: 1,
  unsupported: 1,
  superseded: 1,
} satisfies Readonly<Record<Outcome, 1>>);

test('docs/operate.md has every outcome, every reason that a source is kept for, and every alarm of the stack', () => {
  const page = read('docs/operate.md');
  const reasons = [...REASONS, ANOTHER, 'unsupported-now', 'corrupt', QUARANTINED, 'bug'];
  expect(reasons.filter((reason) => !page.includes(`\`kept: ${reason}\``))).toEqual([]);
  // `tagsync status` says of each something of its own, too.
  const advice = new Set(reasons.map((reason) => adviceOnKept(reason, undefined)));
  expect([advice.size, advice.has(adviceOnKept(null, undefined))]).toEqual([reasons.length, false]);
  const [, outcomes = ''] = /\n## Outcomes\n([\s\S]*?)\n#/.exec(page) ?? [];
  expect(OUTCOMES.filter((outcome) => !new RegExp(`^\\|.*\`${outcome}[:\`]`, 'm').test(outcomes))).toEqual(
    [],
  );
  const alarms = ['alarms.yml', 'fan-out.yml'].flatMap((file) =>
    [
      ...read(`.tools/stack/${file}`).matchAll(/^ {2}<Provider>(\w+):\n {4}Type: AWS::CloudWatch::Alarm/gm),
    ].map(([, name = '']) => name),
  );
  expect(alarms.length).toBeGreaterThan(4);
  expect(alarms.filter((name) => !page.includes(`| \`${name}\``))).toEqual([]);
});
