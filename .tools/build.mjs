// What the package on the registry holds: the command and the typed library, compiled to dist/.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = path.join(root, 'dist');
// What another script put beside it, the bundles, stays.
for (const file of filesIn(dist)) if (/\.(?:js|d\.ts)$/.test(file)) rmSync(file);

const compiler = path.join(
  path.dirname(createRequire(import.meta.url).resolve('typescript/package.json')),
  'bin',
  'tsc',
);
const { status } = spawnSync(
  process.execPath,
  [compiler, '--project', path.join(root, '.tools', 'tsconfig.build.json')],
  { stdio: 'inherit' },
);
if (status !== 0) process.exit(1);

// The compiler rewrites `.ts` in imports of the code, and leaves it in those of the declarations.
for (const file of filesIn(dist).filter((name) => name.endsWith('.d.ts'))) {
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replaceAll(/((?:from|import\() ?['"]\.[^'"]*)\.ts(['"])/g, '$1.js$2'));
}

const { bin, exports } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const missing = [...Object.values(bin), ...Object.values(exports)].filter(
  (file) => !existsSync(path.join(root, file)),
);
if (missing.length > 0) {
  process.stderr.write(`package.json names what was not built: ${missing.join(', ')}\n`);
  process.exit(1);
}

function filesIn(directory) {
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}
