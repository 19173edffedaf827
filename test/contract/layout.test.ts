import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { allFiles, isPackage, read, root, sourceOf } from './tree.ts';

const files = allFiles();
const sources = files.filter((file) => /^(?:functions|shared|test|bench)\/.*\.ts$/.test(file)).map(sourceOf);
const production = sources.filter(({ file }) => /^(?:functions|shared)\//.test(file));

const isWithin = (file: string, place: string): boolean => file === place || file.startsWith(`${place}/`);

describe('who may import whom', () => {
  /** By the longest place that holds the file; its own place goes without saying. */
  const MAY: Readonly<Record<string, readonly string[]>> = {
    'shared/model': [],
    'shared/collect': ['shared/model'],
    'shared/store': ['shared/collect'],
    'shared/log': [
      'shared/model',
      'shared/collect',
      'shared/sync',
      'shared/store/store.ts',
      'shared/store/within.ts',
    ],
    'shared/sync': [
      'shared/model',
      'shared/collect',
      'shared/log',
      'shared/store/store.ts',
      'shared/notify/event.ts',
    ],
    'shared/notify': [
      'shared/model',
      'shared/collect',
      'shared/log',
      'shared/store/store.ts',
      'shared/store/within.ts',
    ],
    'shared/lookup': ['shared/model', 'shared/collect', 'shared/log', 'shared/store/store.ts'],
    'shared/runtime': ['shared'],
    'functions/tagsync.ts': ['shared', 'functions'],
    'functions/providers.ts': ['shared', 'functions'],
  };
  const PROVIDER = ['shared/model', 'shared/collect', 'shared/runtime'];
  const READER = [...PROVIDER, 'shared/log', 'shared/notify', 'shared/lookup'];

  function allowedFor(file: string): readonly string[] {
    const place = Object.keys(MAY).find((candidate) => isWithin(file, candidate));
    if (place !== undefined) return [place, ...(MAY[place] ?? [])];
    const [, own] = file.split('/');
    const reads = own === 'deepflow' || own === 'kubernetes' ? READER : PROVIDER;
    return file.startsWith('functions/') ? [`functions/${own}`, ...reads] : [];
  }

  it('every file imports only what its place may', () => {
    const wrong = production.flatMap(({ file, imports }) => {
      const allowed = allowedFor(file);
      return imports
        .filter((found) => /^(?:functions|shared|test|bench)\//.test(found))
        .filter((found) => !allowed.some((place) => isWithin(found, place)))
        .map((found) => `${file}: ${found}`);
    });
    expect(wrong).toEqual([]);
  });

  it('every import of a file names one that exists, with its extension', () => {
    const dangling = sources.flatMap(({ file, imports }) =>
      imports
        .filter(
          (found) => !isPackage(found) && !found.startsWith('node:') && !existsSync(path.join(root, found)),
        )
        .map((found) => `${file}: ${found}`),
    );
    expect(dangling).toEqual([]);
  });

  it('the model needs no package, and the vendors are known to their functions only', () => {
    const wrong = production.flatMap(({ file, imports }) =>
      imports
        .filter(
          (found) =>
            (file.startsWith('shared/model/') && isPackage(found)) ||
            (file.startsWith('shared/') && found.startsWith('@aws-sdk/client-')) ||
            (/^(?:commander|cli-progress)$/.test(found) &&
              !/^(?:shared\/runtime|functions\/tagsync)/.test(file)),
        )
        .map((found) => `${file}: ${found}`),
    );
    expect(wrong).toEqual([]);
  });
});

describe('the shape of the tree', () => {
  it('has nothing else at the top', () => {
    const top = new Set(files.map((file) => file.split('/')[0] ?? ''));
    const allowed =
      /^(?:package\.json|package-lock\.json|tsconfig\.json|serverless\.yml|README\.md|CHANGELOG\.md|LICENSE|functions|shared|test|docs|bench|\..+)$/;
    expect([...top].filter((name) => !allowed.test(name))).toEqual([]);
  });

  it('names files in kebab-case, but for generated ones, and none after its role as a drawer', () => {
    const odd = sources
      .map(({ file }) => file)
      .filter(
        (file) =>
          !/^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.(?:test|check|config|d)|_pb)?\.ts$/.test(
            path.posix.basename(file),
          ) || /\/(?:index|utils?|helpers?|common|misc)\.ts$/.test(file),
      );
    expect(odd).toEqual([]);
  });

  it.each([
    { what: 'shared', of: /^shared\//, most: 150 },
    { what: 'a handler', of: /^functions\/[^/]+\/handler\.ts$/, most: 5 },
  ])('$what: no file of more than $most lines of code', ({ of, most }) => {
    const long = production
      .map(({ file, code }) => ({
        file,
        lines: code.split('\n').filter((line) => line.trim() !== '').length,
      }))
      .filter(({ file, lines }) => of.test(file) && lines > most)
      .map(({ file, lines }) => `${file}: ${lines}`);
    expect(long).toEqual([]);
  });

  it('keeps a collector to sixty lines in all: what is a thing of its own stands beside it', () => {
    const long = production
      .filter(({ file }) => /^functions\/[^/]+\/collectors\//.test(file))
      .map(({ file }) => ({ file, lines: read(file).trimEnd().split('\n').length }))
      .filter(({ lines }) => lines > 60)
      .map(({ file, lines }) => `${file}: ${lines}`);
    expect(long).toEqual([]);
  });

  it('joins signals with `linked`, which ends: what listens to AbortSignal.any is kept for ever', () => {
    const wrong = production.filter(({ code }) => /\bAbortSignal\.any\b/.test(code)).map(({ file }) => file);
    expect(wrong).toEqual([]);
  });

  it('exports by name, from where it is written', () => {
    const wrong = sources.filter(
      ({ file, text }) =>
        (/^export default /m.test(text) && !file.endsWith('.config.ts')) || /^export \* /m.test(text),
    );
    expect(wrong.map(({ file }) => file)).toEqual([]);
  });

  it('leaves nothing for later: no any, no skipped test, no rule silenced without a reason', () => {
    const inCode = /(?::|<|\bas|,|\|) ?any(?=[\s,;)\]>|[]|$)|\b(?:it|test|describe)\.(?:skip|only|todo)\b/;
    const anywhere =
      /@ts-(?:ignore|nocheck|expect-error)|(?:oxlint|eslint)-disable(?!.* -- \w)|\b(?:TODO|FIXME|XXX)\b/;
    const found = sources
      .filter(({ file }) => file !== 'test/contract/layout.test.ts')
      .flatMap(({ file, text, code }) => [
        ...code
          .split('\n')
          .filter((line) => inCode.test(line))
          .map((line) => `${file}: ${line.trim()}`),
        ...text
          .split('\n')
          .filter((line) => anywhere.test(line))
          .map((line) => `${file}: ${line.trim()}`),
      ]);
    expect(found).toEqual([]);
  });

  it('names no package host and no directory of the machine it was written on', () => {
    const hosts = /\bregistry\.(?:npm|yarn)|npmmirror|\bpypi\.org|\/(?:root|work|Users|home\/[a-z]+)\/[\w.]/;
    const others = files.filter((file) => file !== 'test/contract/layout.test.ts');
    const found = others.flatMap((file) =>
      read(file)
        .split('\n')
        .filter((line) => hosts.test(line))
        .map((line) => `${file}: ${line.trim().slice(0, 120)}`),
    );
    expect(found).toEqual([]);
  });
});
