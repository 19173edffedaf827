// `npm start`, once what it needs is installed: `node .tools/demo.mjs`. The demo reaches thousands of modules, and to
// find and translate them one by one takes longer than all that it shows. So they are put into a few files the first
// time, and again when a source or an installed package has changed. esbuild is there because tsx brings it.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { BANNER, literalKeys } from './bundling.mjs';

const SOURCES = ['functions', 'shared', 'test/demo', 'test/simulator', 'test/support', '.tools'];
const ENTRIES = ['test/demo/main.ts', 'test/demo/far.ts'];

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const built = '.tagsync/built';
const wanted = path.join(built, digest());
if (!existsSync(wanted)) await put();
await import(pathToFileURL(path.join(wanted, 'main.mjs')).href);

/** Of the state of every file that could be part of it: its name, its size and when it was written. */
function digest() {
  const hash = createHash('sha256');
  for (const folder of SOURCES)
    for (const file of readdirSync(folder, { recursive: true }).toSorted()) {
      const { size, mtimeMs } = statSync(path.join(folder, file));
      hash.update(`${folder} ${file} ${size} ${mtimeMs}\n`);
    }
  hash.update(readFileSync('node_modules/.package-lock.json'));
  return hash.digest('hex').slice(0, 16);
}

async function put() {
  process.stderr.write('Putting the demo together, once …\n');
  rmSync(built, { recursive: true, force: true });
  const { build } = await import('esbuild');
  await build({
    entryPoints: ENTRIES,
    outdir: `${wanted}.part`,
    outExtension: { '.js': '.mjs' },
    splitting: true,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    mainFields: ['module', 'main'],
    logLevel: 'warning',
    // Less to parse at each start, and still to be read where an error points.
    minifyWhitespace: true,
    minifySyntax: true,
    plugins: [literalKeys],
    banner: BANNER,
  });
  renameSync(`${wanted}.part`, wanted);
}
