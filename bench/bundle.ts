// The function as it is deployed: how large, how quickly loaded, and of whom.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { CLOUDS } from './clouds/all.ts';
import type { Figure, Options } from './figure.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));
const ROUNDS = 7;
const QUICK_ROUNDS = 5;

/** As npm names what other clouds, and Kubernetes, publish for Node. */
const FOREIGN =
  /^(?:@alicloud\/|ali-oss$|@azure(?:-rest)?\/|@baiducloud\/|@huaweicloud\/|esdk-obs-nodejs$|qing(?:cloud|stor)|tencentcloud-sdk|cos-nodejs-sdk|@volc(?:engine|-sdk)?\/|@kubernetes\/|@google-cloud\/)/;

export async function bundle({ quick, say }: Options): Promise<readonly Figure[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'cloud-tag-sync-bench-'));
  try {
    say('bundle: building');
    await run(process.execPath, ['--import', import.meta.resolve('tsx'), '.tools/bundle.mjs'], { cwd: root });
    const file = path.join(root, 'dist', 'functions', 'aws.mjs');
    const bare = path.join(folder, 'bare.mjs');
    await buildBare(bare);
    const others = CLOUDS.filter(({ name }) => name !== 'aws').map(({ name }) => ({
      name,
      file: path.join(root, 'dist', 'functions', `${name}.mjs`),
    }));
    const [own = 0, other = 0, ...times] = await coldImports(
      [file, bare, ...others.map((one) => one.file)],
      quick ? QUICK_ROUNDS : ROUNDS,
    );
    say(`bundle: imported in ${own.toFixed(0)} ms, the bare client in ${other.toFixed(0)} ms`);
    const clouds = others.map(async (one, n): Promise<readonly Figure[]> => [
      { id: `bundle.${one.name}.size`, value: (await stat(one.file)).size / 1e3 },
      { id: `bundle.${one.name}.import`, value: (times[n] ?? Number.NaN) / own },
    ]);
    const { size } = await stat(file);
    const packages = packagesIn(await readFile(file.replace(/\.mjs$/, '.meta.json'), 'utf8'));
    return [
      { id: 'bundle.size', value: size / 1e6 },
      { id: 'bundle.import', value: own / other },
      { id: 'bundle.import-time', value: own },
      { id: 'bundle.foreign', value: packages.filter((name) => FOREIGN.test(name)).length },
      ...(await Promise.all(clouds)).flat(),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The client of EC2 and one command, with the options of our own bundles. */
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
    banner: {
      js: "import{createRequire as tagsyncRequire}from'node:module';const require=tagsyncRequire(import.meta.url);",
    },
  });
}

/** Medians of fresh processes, in turn, so that what else the machine does is shared fairly. */
async function coldImports(files: readonly string[], rounds: number): Promise<readonly number[]> {
  const times = files.map((): number[] => []);
  for (let n = 1; n <= rounds; n++) {
    for (const [at, file] of files.entries()) times[at]?.push(await coldImport(file));
  }
  return times.map(median);
}

async function coldImport(file: string): Promise<number> {
  const script = `const began = performance.now();
await import(${JSON.stringify(pathToFileURL(file).href)});
process.stdout.write(String(performance.now() - began));`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script]);
  return Number(stdout);
}

const median = (times: readonly number[]): number =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;

/** `node_modules/a/node_modules/@b/c/file.js` is of `@b/c`. */
function packagesIn(metafile: string): readonly string[] {
  const { outputs }: { readonly outputs: Readonly<Record<string, { readonly inputs: object }>> } =
    JSON.parse(metafile);
  const files = Object.values(outputs).flatMap(({ inputs }) => Object.keys(inputs));
  const names = files.flatMap((file) => {
    const [, inner] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file) ?? [];
    return inner ?? [];
  });
  return [...new Set(names)];
}
