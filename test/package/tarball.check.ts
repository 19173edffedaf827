import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { providers } from '../../functions/providers.ts';
import { KINDS } from '../../shared/model/shapes.ts';
import { root, run } from './run.ts';

/** An empty folder, with nothing in it but the packed package. */
let folder: string;
let packed: readonly string[];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tagsync-consumer-'));
  const answer = await run('npm', ['pack', '--json', '--pack-destination', folder]);
  // What `prepack` prints comes first; newer npm answers with an object by name.
  const manifest = JSON.parse(answer.slice(answer.search(/^[[{]/m))) as Record<string, Packed>;
  const [{ filename, files } = { filename: '', files: [] }] = Object.values(manifest);
  packed = files.map((file) => file.path);
  await writeFile(path.join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  const install = ['install', '--prefer-offline', '--no-audit', '--no-fund', `./${filename}`];
  await run('npm', install, { cwd: folder });
});

afterAll(() => rm(folder, { recursive: true }));

interface Packed {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

const tagsync = (...args: readonly string[]): Promise<string> =>
  run('npx', ['tagsync', ...args], { cwd: folder });

describe('the tarball', () => {
  it('holds what was built, its licence and its README, and no source, test or bundle', () => {
    const odd = packed.filter(
      (file) =>
        !/^(?:package\.json|README\.md|LICENSE|\.tools\/tagsync\.mjs|dist\/(?:functions|shared)\/.*(?:\.js|\.d\.ts))$/.test(
          file,
        ),
    );
    expect(odd).toEqual([]);
    expect(packed).toContain('dist/functions/tagsync.js');
    expect(packed).toContain('LICENSE');
  });

  it('gives the command', async () => {
    const help = await tagsync('--help');
    for (const command of [
      'init',
      'doctor',
      'policy',
      'sync',
      'status',
      'log',
      'changes',
      'show',
      'verify',
      'coverage',
    ]) {
      expect(help).toContain(command);
    }
    const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as {
      version: string;
    };
    expect((await tagsync('--version')).trim()).toBe(version);
  });

  it('gives the coverage, of every kind', async () => {
    const coverage = JSON.parse(await tagsync('coverage', '--json')) as Record<
      string,
      Record<string, unknown>
    >;
    const { aws = {} } = coverage;
    expect(Object.keys(aws).filter((kind) => !KINDS.some((known) => known === kind))).toEqual([]);
    expect(aws['vpc']).toMatchObject({ collected: true, tags: true, actions: ['ec2:DescribeVpcs'] });
  });

  it('gives the library, with types', async () => {
    expect(await consumed(CONSUMER)).toBe('aws/vpc/vpc-1 read');
  });

  it('gives every provider, by its name', async () => {
    const names = Object.keys(providers);
    const lines = names.map((name) => `import { ${name} } from 'cloud-tag-sync/${name}';`);
    const told = `process.stdout.write([${names.join()}].map(({ name }): string => name).join());`;
    // The declarations of Connect, which a push speaks, want those of a browser: `HeadersInit`.
    expect(await consumed([...lines, told].join('\n'), ['dom'])).toBe(names.join());
  });
});

/** What this program prints, once the compiler has nothing to say of it. */
async function consumed(program: string, more: readonly string[] = []): Promise<string> {
  const compilerOptions = { ...STRICT.compilerOptions, lib: [...STRICT.compilerOptions.lib, ...more] };
  await writeFile(path.join(folder, 'consumer.ts'), program);
  await writeFile(path.join(folder, 'tsconfig.json'), JSON.stringify({ ...STRICT, compilerOptions }));
  const compiler = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  await run(process.execPath, [compiler, '--project', folder]);
  return (await run(process.execPath, ['consumer.js'], { cwd: folder })).trim();
}

/** As strict as a consumer can be: the declarations are checked too. */
const STRICT = {
  compilerOptions: {
    module: 'nodenext',
    target: 'es2023',
    lib: ['es2023'],
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    types: ['node'],
    typeRoots: [path.join(root, 'node_modules', '@types')],
  },
  files: ['consumer.ts'],
};

const CONSUMER = `
import { aws } from 'cloud-tag-sync/aws';
import type { Collector } from 'cloud-tag-sync/collect/collector';
import { readHead } from 'cloud-tag-sync/log/head';
import { readState } from 'cloud-tag-sync/log/read';
import type { TagRecord } from 'cloud-tag-sync/model/kinds';
import type { Tag } from 'cloud-tag-sync/model/parts';
import { ref } from 'cloud-tag-sync/model/ref';
import { openStore } from 'cloud-tag-sync/store/open';
import { runJob } from 'cloud-tag-sync/runtime/job';

const scope = { provider: 'aws', account: '111122223333', region: 'eu-west-1' };
const clock = { now: () => 0, sleep: async () => {}, random: () => 0 };
const store = openStore({ type: 'file', path: './store' }, { env: {}, clock });
const head = await readHead(store, scope);
if (head !== undefined) await readState(store, scope, head, 'vpc');

const found: Pick<TagRecord<'vpc'>, 'kind' | 'ref'> = { kind: 'vpc', ref: ref('aws', 'vpc', 'vpc-1') };
const tags: readonly Tag[] = [['team', 'a']];
const names: readonly string[] = aws.collectors.map(({ name }) => name);
const lists: Collector<unknown>['paging'][] = ['token', 'offset'];
process.stdout.write(found.ref + (names.includes('vpc') && typeof runJob === 'function' && lists.length === 2 && tags.length === 1 ? ' read' : ''));
`;
