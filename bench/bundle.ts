// The function as it is deployed: how large, how quickly loaded, and of whom.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import type { Figure, Options } from './figure.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));
const ROUNDS = 7;

/** As npm names what other clouds, and Kubernetes, publish for Node. */
const FOREIGN =
  /^(?:@alicloud\/|ali-oss$|@azure(?:-rest)?\/|@baiducloud\/|@huaweicloud\/|esdk-obs-nodejs$|qing(?:cloud|stor)|tencentcloud-sdk|cos-nodejs-sdk|@volc(?:engine|-sdk)?\/|@kubernetes\/|@google-cloud\/)/;

export async function bundle({ say }: Options): Promise<readonly Figure[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'cloud-tag-sync-bench-'));
  try {
    say('bundle: building');
    await run(process.execPath, ['--import', import.meta.resolve('tsx'), '.tools/bundle.mjs'], { cwd: root });
    const file = path.join(root, 'dist', 'functions', 'aws.mjs');
    const bare = path.join(folder, 'bare.mjs');
    await buildBare(bare);
    const [own, other] = await coldImports(file, bare, say);
    const { size } = await stat(file);
    const packages = packagesIn(await readFile(file.replace(/\.mjs$/, '.meta.json'), 'utf8'));
    return [
      { id: 'bundle.size', value: size / 1e6 },
      { id: 'bundle.import', value: own / other },
      { id: 'bundle.import-time', value: own },
      { id: 'bundle.foreign', value: packages.filter((name) => FOREIGN.test(name)).length },
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
async function coldImports(
  own: string,
  bare: string,
  say: Options['say'],
): Promise<readonly [number, number]> {
  const times: readonly [number[], number[]] = [[], []];
  for (let n = 1; n <= ROUNDS; n++) {
    times[0].push(await coldImport(own));
    times[1].push(await coldImport(bare));
  }
  const [a, b] = [median(times[0]), median(times[1])];
  say(`bundle: imported in ${a.toFixed(0)} ms, the bare client in ${b.toFixed(0)} ms (medians of ${ROUNDS})`);
  return [a, b];
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
