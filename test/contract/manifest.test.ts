import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { allFiles, packagesOf, read, root, sourceOf } from './tree.ts';
import type { Source } from './tree.ts';

const sources = allFiles()
  // The oracles are a package of their own, with a manifest of their own.
  .filter((file) => !file.startsWith('test/oracles/'))
  .filter((file) => /^(?:functions|shared|test|bench)\/.*\.ts$|^\.tools\/.*\.[cm]js$/.test(file))
  .map(sourceOf);
const production = sources.filter(({ file }) => /^(?:functions|shared)\//.test(file));

/** What `npm start` reaches, beside what is deployed. */
function demo(): readonly Source[] {
  const reached = new Map<string, Source>();
  const visit = (file: string): void => {
    const source = sources.find((candidate) => candidate.file === file);
    if (source === undefined || reached.has(file)) return;
    reached.set(file, source);
    source.imports.forEach(visit);
  };
  visit('test/demo/main.ts');
  visit('test/demo/far.ts');
  return [...reached.values()];
}

const sourceFor = (file: string): string =>
  file.replace(/^(?:\.\/)?dist\/(.*)\.js$/, (_, built: string) => `${built}.ts`);

describe('package.json', () => {
  interface Manifest {
    readonly name: string;
    readonly bin: Readonly<Record<string, string>>;
    readonly exports: Readonly<Record<string, string>>;
    readonly scripts: Readonly<Record<string, string>>;
    readonly dependencies: Readonly<Record<string, string>>;
    readonly devDependencies: Readonly<Record<string, string>>;
  }
  const manifest = JSON.parse(read('package.json')) as Manifest;
  const { dependencies, devDependencies, scripts } = manifest;
  const inProduction = packagesOf([...production, ...demo()]);

  it('pins every version', () => {
    const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
      ([, version]) => !/^(?:npm:[\w@/-]+@)?\d+\.\d+\.\d+$/.test(version),
    );
    expect(loose).toEqual([]);
  });

  it('names every package that is imported, for production where it is needed there', () => {
    const dev = packagesOf(sources);
    const known = { ...dependencies, ...devDependencies, [manifest.name]: 'itself' };
    expect([...inProduction].filter((name) => !Object.hasOwn(dependencies, name))).toEqual([]);
    expect([...dev].filter((name) => !Object.hasOwn(known, name))).toEqual([]);
  });

  it('names no package that nothing uses', () => {
    const commands = Object.values(scripts).join(' ');
    /** What a package imports and does not declare. */
    const forgotten: Readonly<Record<string, string>> = { uuid: '@huaweicloud/huaweicloud-sdk-core' };
    const unusedInProduction = Object.keys(dependencies).filter(
      (name) =>
        !inProduction.has(name) && !commands.includes(`--import ${name} `) && !Object.hasOwn(forgotten, name),
    );
    /** What runs without being imported: by its command, or through the command of another. */
    const run: Readonly<Record<string, string>> = {
      oxfmt: 'oxfmt',
      oxlint: 'oxlint',
      'oxlint-tsgolint': 'oxlint --type-aware',
      serverless: 'serverless',
      typescript: 'tsc',
      vitest: 'vitest',
    };
    const imported = packagesOf(sources);
    const unusedInDevelopment = Object.keys(devDependencies).filter(
      (name) =>
        !imported.has(name) &&
        !commands.includes(run[name] ?? `(${name})`) &&
        name !== '@types/node' &&
        !imported.has(name.replace(/^@types\//, '')),
    );
    expect(unusedInProduction).toEqual([]);
    expect(unusedInDevelopment).toEqual([]);
  });

  it('exports and runs files that are there, or have a source', () => {
    const named = [...Object.values(manifest.bin), ...Object.values(manifest.exports)];
    expect(named.filter((file) => !existsSync(path.join(root, sourceFor(file))))).toEqual([]);
  });

  it('was written to the lock file as it is', () => {
    const lock = JSON.parse(read('package-lock.json')) as {
      packages: Record<'', Pick<Manifest, 'dependencies' | 'devDependencies'>>;
    };
    expect(lock.packages[''].dependencies).toEqual(dependencies);
    expect(lock.packages[''].devDependencies).toEqual(devDependencies);
  });
});
