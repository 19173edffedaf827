// The players of `npm run simulate` in one file of plain JavaScript: they run for hours, and what tsx adds to each
// function, its name for one, takes a tenth of that.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { BANNER } from '../../.tools/bundling.mjs';

/** Calls `use` with the path of the bundle, which is gone afterwards. */
export async function whileBundled(entry: URL, use: (path: string) => Promise<unknown>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'simulation-'));
  try {
    const outfile = join(folder, 'player.mjs');
    await build({
      entryPoints: [fileURLToPath(entry)],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      banner: BANNER,
      logLevel: 'error',
    });
    await use(outfile);
  } finally {
    await rm(folder, { recursive: true });
  }
}
