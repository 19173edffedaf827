/** Every example of the documentation is read by somebody who knows what it must be; one that nobody knows fails. */
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { load } from 'js-yaml';
import { expect, onTestFinished, test } from 'vitest';
import * as z from 'zod';
import { runCli } from '../../shared/runtime/cli.ts';
import { Document } from '../../shared/runtime/config-schema.ts';
import { eventTemplate } from '../../shared/runtime/commands/event-template.ts';
import { invocationOf } from '../../shared/runtime/request.ts';
import { isKind } from '../../shared/model/shapes.ts';
import { stillClock } from '../shared/runtime/two-kinds.ts';
import { createDouble } from '../simulator/deepflow/domains/double.ts';
import { allFiles, read, root } from './tree.ts';

const require = createRequire(import.meta.url);
const run = promisify(execFile);

const BLOCKS = allFiles()
  .filter((file) => file.endsWith('.md') && file !== 'CHANGELOG.md')
  .flatMap((page) =>
    [...read(page).matchAll(/^( *)```(\w*)\n([\s\S]*?)^\1```$/gm)].map(
      ([, indent = '', language = '', text = ''], n) =>
        [
          `${page} ${n + 1}: ${language || 'output'}`,
          { language, text: text.replaceAll(new RegExp(`^${indent}`, 'gm'), '') },
        ] as const,
    ),
  );

test('every fence of the documentation begins or ends an example that is read', () => {
  const fences = allFiles()
    .filter((file) => file.endsWith('.md') && file !== 'CHANGELOG.md')
    .reduce((sum, page) => sum + read(page).split('```').length - 1, 0);
  expect(BLOCKS.length * 2).toBe(fences);
});

/** What a shell would run, one command each. */
const commandsOf = (text: string): readonly string[] =>
  text
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .map((line) => line.replace(/\s+#.*$/, '').trim())
    .filter((line) => line !== '' && !line.startsWith('#'));

const wordsOf = (line: string): readonly string[] =>
  [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, a, b, c]) => a ?? b ?? c ?? '');

/** Up to where a configuration is needed: what is wrong with the words themselves is said before. */
async function refusalOf(argv: readonly string[]): Promise<string> {
  let err = '';
  await runCli(
    argv,
    {
      stdout: { write: () => {} },
      stderr: { write: (text) => (err += text) },
      env: {},
      clock: stillClock(),
      readFile: () => Promise.reject(Object.assign(new Error('none'), { code: 'ENOENT' })),
      writeFile: async () => {},
      knock: async () => {},
      signal: AbortSignal.abort(),
    },
    {},
  );
  return err;
}
const WRONG =
  /unknown (?:option|command)|too many arguments|missing required|is invalid|Allowed choices|not specified/;

/** Whose help says what a script can be asked; commands.test.ts holds that it is what is parsed. */
const ASKED: Readonly<Record<string, string>> = {
  bench: 'bench/command.ts',
  simulate: 'test/simulation/main.ts',
  soak: 'test/soak/main.ts',
};

type Check = readonly [command: RegExp, holds: (match: RegExpExecArray) => void | Promise<void>];
const SHELL: readonly Check[] = [
  [
    /^(?:[A-Z_]+=\S+ |flows \| |npx |npm run )*(?:tagsync|cloud-tag-sync)(?: --)? (.+?)(?: > \S+)?$/,
    async ([, words = '']) => expect(await refusalOf(wordsOf(words))).not.toMatch(WRONG),
  ],
  [
    /^(?:HISTORIES=\d+ CYCLES=\d+ )?npm (?:run ([\w:-]+)(?: -- (.+))?|start|test)$/,
    ([, name = 'start', words = '']) => {
      expect(scripts()).toContain(name);
      const page = ASKED[name];
      if (page === undefined) return;
      const help = read(page);
      for (const option of wordsOf(words).filter((word) => word.startsWith('--')))
        expect(help).toMatch(new RegExp(`^  ${option} `, 'm'));
    },
  ],
  [/^npm install --global cloud-tag-sync$/, () => expect(manifest().name).toBe('cloud-tag-sync')],
  [
    /^npx serverless (?:deploy|remove|package) --stage [\w<>]+$/,
    () => expect(existsSync(path.join(root, 'serverless.yml'))).toBe(true),
  ],
  [
    /^(?:cp|docker build -f|kubectl (?:apply|delete) -f) (\S+)/,
    ([, file = '']) => expect(existsSync(path.join(root, file))).toBe(true),
  ],
  [
    /^curl -X POST (http:\S+) -H 'Content-Type: application\/json' -d '(.+)'$/,
    ([, url = '', body = '']) => {
      const { pathname } = new URL(url);
      const headers = { 'content-type': 'application/json' };
      const answer = createDouble().handle({ method: 'POST', path: pathname, headers, body });
      expect([answer?.status, JSON.parse(answer?.body ?? '{}').OPT_STATUS]).toEqual([200, 'SUCCESS']);
    },
  ],
  [
    /^curl '(http:\S+)'$/,
    ([, url = '']) => expect(read('shared/lookup/server.ts')).toContain(`=== '${new URL(url).pathname}'`),
  ],
  [
    /^aws cloudformation deploy .*--template-file \S+ .*--parameter-overrides (\w+)=/,
    ([, name = '']) => expect(eventTemplate([])).toContain(`\nParameters:\n  ${name}:\n`),
  ],
];
const manifest = (): { readonly name: string; readonly scripts: object } => JSON.parse(read('package.json'));
const scripts = (): readonly string[] => Object.keys(manifest().scripts);

/** https://prometheus.io/docs/prometheus/latest/configuration/configuration/ */
const SCRAPE = z.strictObject({
  scrape_configs: z.array(
    z.strictObject({
      job_name: z.string(),
      http_sd_configs: z.array(z.strictObject({ url: z.url() })),
      relabel_configs: z.array(
        z.strictObject({ source_labels: z.array(z.string()), target_label: z.string() }),
      ),
    }),
  ),
});

/** https://docs.fluentbit.io/manual/pipeline/filters/lua; test/oracles/pipelines runs what is called. */
const PIPELINE = z.strictObject({
  pipeline: z.strictObject({
    filters: z.array(
      z.strictObject({ name: z.literal('lua'), match: z.string(), script: z.string(), call: z.string() }),
    ),
  }),
});

async function yaml(text: string): Promise<void> {
  const document = load(text) as Readonly<Record<string, unknown>>;
  const names = Object.keys(document);
  if (names.includes('scrape_configs')) return expect(SCRAPE.safeParse(document).error).toBeUndefined();
  if (names.includes('pipeline')) return expect(PIPELINE.safeParse(document).error).toBeUndefined();
  // References stay what they are: where a secret is wanted, a text.
  const whole = { store: 'file:///tmp/anywhere', ...document };
  const { error } = Document.safeParse(JSON.parse(JSON.stringify(whole).replaceAll(/\$\{[^}]+\}/g, SECRET)));
  // It is of a stage, if it is no configuration of a job.
  if (error?.issues.some(({ code }) => code === 'unrecognized_keys') !== true)
    return expect(error).toBeUndefined();
  const directory = await mkdtemp(path.join(tmpdir(), 'tagsync-stage-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  await writeFile(path.join(directory, 'shown.yml'), text);
  const { parametersOf } = require('../../.tools/stack/parameters.cjs') as {
    parametersOf: (this: void, name: string, directory: string) => object;
  };
  expect(parametersOf('shown', directory)).toMatchObject(document);
}
const SECRET = `whsec_${Buffer.from('thirty-two bytes of no meaning..').toString('base64')}`;

/** The types of what a user imports are those of the package. */
async function typescript(text: string): Promise<void> {
  const { exports } = JSON.parse(read('package.json')) as {
    exports: Readonly<Record<string, { default?: string } | string>>;
  };
  const ours = text.replaceAll(/'cloud-tag-sync\/([^']+)'/g, (_, name: string) => {
    const target = JSON.stringify(exports[`./${name}`] ?? 'nothing');
    const [, source = 'nothing'] = /\.\/dist\/([^"]+)\.js"/.exec(target) ?? [];
    return `'${path.join(root, source)}.ts'`;
  });
  const directory = await mkdtemp(path.join(tmpdir(), 'tagsync-shown-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  await writeFile(path.join(directory, 'shown.ts'), ours);
  await writeFile(path.join(directory, 'package.json'), '{"type":"module"}');
  const compilerOptions = { typeRoots: [path.join(root, 'node_modules/@types')], noUnusedLocals: false };
  const project = {
    extends: path.join(root, 'tsconfig.json'),
    compilerOptions,
    files: ['shown.ts'],
    include: [],
  };
  await writeFile(path.join(directory, 'tsconfig.json'), JSON.stringify(project));
  const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
  const { stdout } = await run(process.execPath, [tsc, '--project', directory]).catch(
    (error: { stdout: string }) => error,
  );
  expect(stdout).toBe('');
}

/** Whose settings test/oracles/pipelines gives to a reader of each, by how they begin. */
const SETTINGS: Readonly<Record<string, RegExp>> = {
  toml: /^# Vector\n(?=[\s\S]*get_enrichment_table_record\("tagsync", \{ "key": \.src_ip \}\))/,
  ruby: /^# Logstash\nfilter \{\n {2}translate \{\n/,
};

/** Answers of lookups name kinds that there are; what was typed is a command. */
async function output(text: string): Promise<void> {
  const kinds = [...text.matchAll(/^ {2}(?:self|place|guard|path|front|controller) +(\S+)/gm)].map(
    ([, kind = '']) => kind,
  );
  const typed = [...text.matchAll(/^\$ tagsync (.+)$/gm)].map(([, words = '']) => words);
  expect(kinds.length + typed.length).toBeGreaterThan(0);
  expect(kinds.filter((kind) => !isKind(kind))).toEqual([]);
  for (const words of typed) expect(await refusalOf(wordsOf(words))).not.toMatch(WRONG);
}

async function shell(text: string): Promise<void> {
  for (const line of commandsOf(text)) {
    const known = SHELL.map(([pattern, check]) => [pattern.exec(line), check] as const);
    const [match, holds] = known.find(([found]) => found !== null) ?? [];
    if (!match) throw new Error(`nobody knows ${line}`);
    await holds?.(match);
  }
}

const CHECKS: Readonly<Record<string, (text: string) => void | Promise<void>>> = {
  sh: shell,
  yaml,
  json: (text) => expect(['direct', 'events']).toContain(invocationOf(JSON.parse(text)).type),
  ts: typescript,
  // It is the reader that format.test.ts runs, which takes the first of that page.
  js: (text) => expect(/```js\n([\s\S]+?)```/.exec(read('docs/format.md'))?.[1]).toBe(text),
  toml: (text) => expect(text).toMatch(SETTINGS['toml'] ?? /^$/),
  ruby: (text) => expect(text).toMatch(SETTINGS['ruby'] ?? /^$/),
  '': output,
};

test.each(BLOCKS)(
  '%s',
  async (_, { language, text }) => {
    const check = CHECKS[language];
    if (check === undefined) throw new Error(`nobody knows what ${language} must be`);
    await check(text);
    expect.hasAssertions();
  },
  60_000,
);
