// The function as it is deployed: how large, how quickly loaded, and of whom.
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import type { Metafile } from 'esbuild';
import { DEPLOYED, bundleFunction } from '../.tools/bundling.mjs';
import { foreignIn } from '../.tools/foreign.mjs';
import { BARS, isMet } from './bars.ts';
import { CLOUDS } from './clouds/all.ts';
import type { Figure, Options } from './figure.ts';

const run = promisify(execFile);
/** This file is in a bundle: npm starts its scripts in the root. */
const root = process.cwd();
/** Functions beside those of the clouds, in full only: `--quick` has a minute for everything. */
const NO_CLOUDS = ['kubernetes', 'deepflow'] as const;
const ROUNDS = 7;
const QUICK_ROUNDS = 3;
/** So many more at most, of what misses its bar. */
const MORE_ROUNDS = 12;

/** A bundle whose cold import is held against that of AWS: one ratio a round. */
interface Compared {
  readonly name: string;
  readonly id: string;
  readonly file: string;
  readonly ratios: number[];
  /** Of a round, over that of the bare client. */
  readonly overBare: number[];
}

export async function bundle({ quick, say }: Options): Promise<readonly Figure[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'cloud-tag-sync-bench-'));
  try {
    say('bundle: building');
    const names = [...CLOUDS.map(({ name }) => name), ...(quick ? [] : NO_CLOUDS)];
    // Side by side: each waits for its files half of the time.
    const told = new Map<string, Outputs>(
      await Promise.all(
        names.map(async (name) => [name, (await bundleFunction(name, folder)).outputs] as const),
      ),
    );
    const outputsOf = (name: string): Outputs => told.get(name) ?? {};
    const fileOf = (name: string): string => path.join(folder, `${name}.mjs`);
    const file = fileOf('aws');
    const bare = path.join(folder, 'bare.mjs');
    await buildBare(bare);
    const others: readonly Compared[] = names
      .filter((name) => name !== 'aws')
      .map((name) => ({ name, id: importOf(name), file: fileOf(name), ratios: [], overBare: [] }));
    const client: Compared = { name: 'bare', id: 'bundle.import', file: bare, ratios: [], overBare: [] };
    const compared = [client, ...others];
    let own = Number.POSITIVE_INFINITY;
    // In each round against that round's function of AWS: a processor is now faster and now slower.
    const compare = async (all: readonly Compared[]): Promise<void> => {
      const time = await coldImport(file);
      own = Math.min(own, time);
      let bareTime = Number.NaN;
      for (const one of all) {
        const its = await coldImport(one.file);
        one.ratios.push(one === client ? time / its : its / time);
        // The client is the first of a round of all; one by itself is held against AWS only.
        if (one === client) bareTime = its;
        else if (!Number.isNaN(bareTime)) one.overBare.push(its / bareTime);
      }
    };
    const missed = (): readonly Compared[] =>
      compared.filter(({ id, ratios }) => !isMet(BARS[id], middleOf(ratios)));
    for (let round = 0; round < (quick ? QUICK_ROUNDS : ROUNDS); round++) await compare(compared);
    for (let round = 0; round < MORE_ROUNDS; round++) for (const one of missed()) await compare([one]);
    say(`bundle: the function of AWS is imported in ${own.toFixed(0)} ms`);
    const outputs = outputsOf('aws');
    return [
      { id: 'bundle.size', value: bytesOf(outputs, Object.keys(outputs)) / 1e6 },
      { id: 'bundle.size-at-once', value: bytesAtOnce(outputs, 'aws') / 1e6 },
      { id: client.id, value: middleOf(client.ratios) },
      { id: 'bundle.import-time', value: own },
      { id: 'bundle.foreign', value: names.flatMap((name) => foreignIn(outputsOf(name), name)).length },
      ...others.flatMap(({ name, id, ratios, overBare }) => [
        {
          id: `bundle.${name}.size`,
          value: bytesOf(outputsOf(name), withoutIdentity(outputsOf(name))) / 1e3,
        },
        { id: `bundle.${name}.size-at-once`, value: bytesAtOnce(outputsOf(name), name) / 1e3 },
        { id, value: middleOf(ratios) },
        { id: `${id}.bare`, value: middleOf(overBare) },
      ]),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const middleOf = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

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
    ...DEPLOYED,
  });
}

/** What esbuild tells of the files that it wrote. */
type Outputs = Metafile['outputs'];

const importOf = (name: string): string => `bundle.${name}.import`;

/** Processor time of a fresh process. */
async function coldImport(file: string): Promise<number> {
  const script = `const began = process.cpuUsage();
await import(${JSON.stringify(pathToFileURL(file).href)});
const { user, system } = process.cpuUsage(began);
process.stdout.write(String((user + system) / 1000));`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script]);
  return Number(stdout);
}

/** Of the bundle and the parts that it begins with: what waits until it is needed is not in a cold start. */
function bytesAtOnce(outputs: Outputs, name: string): number {
  const entry = `functions/${name}/handler.ts`;
  const files = new Set(Object.keys(outputs).filter((file) => outputs[file]?.entryPoint === entry));
  for (const file of files)
    for (const { path: part, kind } of outputs[file]?.imports ?? [])
      if (kind === 'import-statement' && part in outputs) files.add(part);
  return bytesOf(outputs, files);
}

/** Every part but the one that `@azure/identity` is in, of which only some ways of finding credentials have need. */
function withoutIdentity(outputs: Outputs): readonly string[] {
  const isIdentity = (file: string): boolean =>
    Object.keys(outputs[file]?.inputs ?? {}).some((input) => input.includes('node_modules/@azure/identity/'));
  return Object.keys(outputs).filter((file) => !isIdentity(file));
}

function bytesOf(outputs: Outputs, files: Iterable<string>): number {
  return [...files].reduce((sum, file) => sum + (outputs[file]?.bytes ?? Number.NaN), 0);
}
