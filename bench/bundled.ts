// Everything that is measured in plain JavaScript, as it is deployed: what compiles a file when it is loaded takes more of
// fifteen short processes than what they measure.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { BANNER } from '../.tools/bundling.mjs';

/** Processes of their own: each runs as `<name>.mjs` beside the others. */
const SCRIPTS = [
  'lane',
  'engine-cycle',
  'engine-floor-cycle',
  'growth-cycle',
  'kubernetes-reader',
  'kubernetes-server',
  'kubernetes-watcher',
  'lookup-index',
  'lookup-log',
  'simulated',
  'whole',
];

const root = fileURLToPath(new URL('..', import.meta.url));

/** Calls `use` with the folder that they are in, which is gone afterwards. */
export async function whileBundled<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const dist = path.join(root, 'dist');
  await mkdir(dist, { recursive: true });
  const folder = await mkdtemp(path.join(dist, 'bench-'));
  try {
    await build({
      entryPoints: SCRIPTS.map((name) => fileURLToPath(new URL(`${name}.ts`, import.meta.url))),
      outdir: folder,
      outExtension: { '.js': '.mjs' },
      splitting: true,
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      // It looks for its own program beside itself.
      external: ['esbuild'],
      banner: BANNER,
      logLevel: 'error',
    });
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}
