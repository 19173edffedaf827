// One minified ESM bundle per function with what its deployment needs beside it: `npm run bundle`,
// or `node --import tsx .tools/bundle.mjs aws aliyun` for some of them. One that cannot be bundled leaves nothing
// behind and does not keep the others from it, and the command ends with 1.
//   dist/functions/<provider>.mjs        the bundle; handler `dist/functions/<provider>.handler`
//   dist/functions/<provider>/           its parts: what it begins with and shares with what it loads only when it is needed
//   dist/functions/<provider>.meta.json  what is inside, as esbuild tells it
//   dist/iam/<provider>.json             the actions that the provider's descriptors name
//   dist/events/<provider>.json          the rules of a bus for what the provider's cloud tells by itself
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { patternsOf } from '../shared/collect/event-row.ts';
import { bundleFunction } from './bundling.mjs';
import { foreignIn, packagesIn } from './foreign.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);
await mkdir('dist/functions', { recursive: true });
await mkdir('dist/iam', { recursive: true });
await mkdir('dist/events', { recursive: true });
const providers = (await readdir('functions')).filter((name) => existsSync(`functions/${name}/handler.ts`));
const asked = process.argv.slice(2);
// Side by side: each waits for its files half of the time.
await Promise.all((asked.length === 0 ? providers : asked).map(bundled));

async function bundled(provider) {
  if (!providers.includes(provider)) {
    fail(provider, 'there is no such function');
    return;
  }
  try {
    await bundle(provider);
  } catch (error) {
    const files = [
      `functions/${provider}.mjs`,
      `functions/${provider}.meta.json`,
      `iam/${provider}.json`,
      `events/${provider}.json`,
    ];
    await Promise.all(files.map((file) => rm(`dist/${file}`, { force: true })));
    await rm(`dist/functions/${provider}`, { recursive: true, force: true });
    fail(provider, error.message);
  }
}

function fail(provider, why) {
  process.stderr.write(`the function of ${provider} cannot be bundled: ${why}\n`);
  process.exitCode = 1;
}

async function bundle(provider) {
  const outfile = `dist/functions/${provider}.mjs`;
  await rm(`dist/functions/${provider}`, { recursive: true, force: true });
  const metafile = await bundleFunction(provider, 'dist/functions');
  await writeFile(`dist/functions/${provider}.meta.json`, JSON.stringify(metafile));
  const packages = packagesIn(metafile.outputs);
  const foreign = foreignIn(metafile.outputs, provider);
  if (foreign.length > 0) {
    throw new Error(`it must not contain ${foreign.join(', ')}`);
  }
  const descriptor = await descriptorOf(provider);
  await writeFile(`dist/iam/${provider}.json`, `${JSON.stringify(actionsOf(descriptor), null, 2)}\n`);
  const patterns = patternsOf(descriptor.events ?? []);
  await writeFile(`dist/events/${provider}.json`, `${JSON.stringify(patterns, null, 2)}\n`);
  const code = Buffer.concat(
    await Promise.all(loadedAtOnce(metafile, outfile).map((file) => readFile(file))),
  );
  const sizes = `${kilobytes(code.length)} minified, ${kilobytes(gzipSync(code).length)} gzipped`;
  process.stdout.write(`${outfile}: ${sizes}, ${packages.length} packages\n`);
}

/** A function that only reads the log has none, and needs no action of a cloud. */
async function descriptorOf(name) {
  const file = `${root}functions/${name}/provider.ts`;
  if (!existsSync(file)) return { actions: [], collectors: [] };
  const { [name]: descriptor } = await import(pathToFileURL(file).href);
  return descriptor;
}

/** The bundle and the parts that it begins with; not those that wait until they are needed. */
function loadedAtOnce({ outputs }, outfile) {
  const files = new Set([outfile]);
  for (const file of files)
    for (const { path, kind } of outputs[file]?.imports ?? [])
      if (kind === 'import-statement' && path in outputs) files.add(path);
  return [...files];
}

function actionsOf({ actions, collectors }) {
  const all = [...actions, ...collectors.flatMap((collector) => collector.actions)];
  return { actions: [...new Set(all)].toSorted((a, b) => (a < b ? -1 : 1)) };
}

function kilobytes(bytes) {
  return `${Math.ceil(bytes / 1000)} kB`;
}
