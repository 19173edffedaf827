// Makes the `*_pb.ts` of every `.proto` anew: `npm run generate`. What it makes is committed, so that neither building
// nor testing needs a compiler; it is fetched for this alone.
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const COMPILER = ['@bufbuild/buf@1.74.0', '@bufbuild/protoc-gen-es@2.13.0'];
const DIRECTORIES = ['functions/kubernetes/push', 'test/simulator/deepflow/kubernetes'];

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
for (const directory of DIRECTORIES) {
  const plugin = { local: 'protoc-gen-es', out: directory, opt: ['target=ts', 'import_extension=ts'] };
  const template = JSON.stringify({ version: 'v2', plugins: [plugin] });
  const packages = COMPILER.map((one) => `--package=${one}`);
  run('npx', ['--yes', ...packages, '--', 'buf', 'generate', '--template', template, directory]);
  for (const name of readdirSync(directory).filter((one) => one.endsWith('_pb.ts'))) {
    const file = path.join(directory, name);
    writeFileSync(file, readFileSync(file, 'utf8').replace('/* eslint-disable */\n', ''));
  }
}
run('node_modules/.bin/oxfmt', DIRECTORIES);

function run(command, args) {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit' });
  if (status === 0) return;
  process.stderr.write(`${command} failed${error === undefined ? '' : `: ${error.message}`}\n`);
  process.exit(1);
}
