// The function as it is deployed: how large, how quickly loaded, and of whom.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { BANNER } from '../.tools/bundling.mjs';
import { foreignIn } from '../.tools/foreign.mjs';
import { BARS, isMet } from './bars.ts';
import { CLOUDS } from './clouds/all.ts';
import type { Figure, Options } from './figure.ts';

const run = promisify(execFile);
/** This file is in a bundle: npm starts its scripts in the root. */
const root = process.cwd();
const functions = path.join(root, 'dist', 'functions');
/** Functions beside those of the clouds, in full only: `--quick` has a minute for everything. */
const NO_CLOUDS = ['kubernetes', 'deepflow'] as const;
const ROUNDS = 7;
const QUICK_ROUNDS = 3;
/** So many at most, while a bar is missed: what else the machine does only ever adds. */
const MOST_ROUNDS = 12;

export async function bundle({ quick, say, letOthers }: Options): Promise<readonly Figure[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'cloud-tag-sync-bench-'));
  try {
    say('bundle: building');
    const names = [...CLOUDS.map(({ name }) => name), ...(quick ? [] : NO_CLOUDS)];
    await run(process.execPath, ['--import', 'tsx', '.tools/bundle.mjs', ...names], { cwd: root });
    const file = path.join(functions, 'aws.mjs');
    const bare = path.join(folder, 'bare.mjs');
    await buildBare(bare);
    const others = names
      .filter((name) => name !== 'aws')
      .map((name) => ({ name, file: path.join(functions, `${name}.mjs`) }));
    const files = [file, bare, ...others.map((one) => one.file)];
    const rounds: (readonly number[])[] = [];
    const least = (): readonly number[] =>
      files.map((_, at) => Math.min(...rounds.map((round) => round[at] ?? Number.NaN)));
    const isMissed = (): boolean => {
      const [first = 0, second = 0, ...rest] = least();
      const ofOthers = others.map(({ name }, n) => isMet(BARS[importOf(name)], (rest[n] ?? 0) / first));
      return !isMet(BARS['bundle.import'], first / second) || ofOthers.includes(false);
    };
    const enough = quick ? QUICK_ROUNDS : ROUNDS;
    while (rounds.length < enough || (rounds.length < MOST_ROUNDS && isMissed()))
      rounds.push(await coldImports(files));
    const [own = 0, other = 0, ...times] = least();
    letOthers();
    say(`bundle: imported in ${own.toFixed(0)} ms, the bare client in ${other.toFixed(0)} ms`);
    const rest = others.map(async (one, n): Promise<readonly Figure[]> => [
      { id: `bundle.${one.name}.size`, value: bytesAtOnce(await contentsOf(one.file), one.name) / 1e3 },
      { id: importOf(one.name), value: (times[n] ?? Number.NaN) / own },
    ]);
    const contents = await contentsOf(file);
    return [
      { id: 'bundle.size', value: bytesOf(contents, Object.keys(contents)) / 1e6 },
      { id: 'bundle.size-at-once', value: bytesAtOnce(contents, 'aws') / 1e6 },
      { id: 'bundle.import', value: own / other },
      { id: 'bundle.import-time', value: own },
      { id: 'bundle.foreign', value: await foreign(names) },
      ...(await Promise.all(rest)).flat(),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function foreign(names: readonly string[]): Promise<number> {
  const found = names.map(async (name) =>
    foreignIn(await contentsOf(path.join(functions, `${name}.mjs`)), name),
  );
  return (await Promise.all(found)).flat().length;
}

/**
 * The client of EC2 and one command, as anybody bundles it: with the options of our own bundles, and without what
 * leaves the schemas of other operations out of them, which is part of what is compared.
 */
async function buildBare(outfile: string): Promise<void> {
  await build({
    stdin: {
      contents: `export { EC2Client, DescribeInstancesCommand } from '@aws-sdk/client-ec2';`,
      resolveDir: root,
    },
    outfile,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    mainFields: ['module', 'main'],
    legalComments: 'none',
    logLevel: 'warning',
    banner: BANNER,
  });
}

const importOf = (name: string): string => `bundle.${name}.import`;

/** Processor time of a fresh process for each, in turn. */
async function coldImports(files: readonly string[]): Promise<readonly number[]> {
  const times: number[] = [];
  for (const file of files) times.push(await coldImport(file));
  return times;
}

async function coldImport(file: string): Promise<number> {
  const script = `const began = process.cpuUsage();
await import(${JSON.stringify(pathToFileURL(file).href)});
const { user, system } = process.cpuUsage(began);
process.stdout.write(String((user + system) / 1000));`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script]);
  return Number(stdout);
}

/** What esbuild tells of the files that it wrote. */
type Contents = Readonly<
  Record<
    string,
    {
      readonly bytes: number;
      readonly inputs: object;
      readonly imports: readonly { readonly path: string; readonly kind: string }[];
    }
  >
>;

async function contentsOf(file: string): Promise<Contents> {
  const told: { readonly outputs: Contents } = JSON.parse(
    await readFile(file.replace(/\.mjs$/, '.meta.json'), 'utf8'),
  );
  return told.outputs;
}

/** Of the bundle and the parts that it begins with: what waits until it is needed is not in a cold start. */
function bytesAtOnce(outputs: Contents, name: string): number {
  const files = new Set([`dist/functions/${name}.mjs`]);
  for (const file of files)
    for (const { path: part, kind } of outputs[file]?.imports ?? [])
      if (kind === 'import-statement' && part in outputs) files.add(part);
  return bytesOf(outputs, files);
}

function bytesOf(outputs: Contents, files: Iterable<string>): number {
  return [...files].reduce((sum, file) => sum + (outputs[file]?.bytes ?? Number.NaN), 0);
}
