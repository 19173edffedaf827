import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { root, run } from './run.ts';

const functions = path.join(root, 'functions');
const providers = readdirSync(functions).filter((name) =>
  existsSync(path.join(functions, name, 'handler.ts')),
);
const bundle = (...names: readonly string[]): Promise<string> =>
  run(process.execPath, ['--import', 'tsx', '.tools/bundle.mjs', ...names]);

describe('bundles', () => {
  it('are of at least AWS and Aliyun', () => {
    expect(providers).toEqual(expect.arrayContaining(['aliyun', 'aws']));
  });

  it.each(providers)('%s has one, which loads and exports its handler', async (provider) => {
    const { href } = pathToFileURL(path.join(root, 'dist', 'functions', `${provider}.mjs`));
    const code = `const { handler } = await import(${JSON.stringify(href)}); process.stdout.write(typeof handler);`;
    expect(await run(process.execPath, ['--input-type=module', '--eval', code])).toBe('function');
    expect(existsSync(path.join(root, 'dist', 'iam', `${provider}.json`))).toBe(true);
  });

  it("Azure's leaves the credentials' package to files beside it", async () => {
    const dist = path.join(root, 'dist', 'functions');
    const bundled = await readFile(path.join(dist, 'azure.mjs'), 'utf8');
    expect(bundled.length).toBeLessThan(550_000);
    expect(bundled).not.toContain('DefaultAzureCredential =');
    // What the library is built of may lie there too.
    const parts = readdirSync(path.join(dist, 'azure'))
      .filter((name) => name.endsWith('.mjs'))
      .map((name) => pathToFileURL(path.join(dist, 'azure', name)).href);
    const code = `const all = await Promise.all(${JSON.stringify(parts)}.map((part) => import(part)));
const [found] = all.flatMap((one) => one.DefaultAzureCredential ?? []);
process.stdout.write(typeof new found().getToken);`;
    expect(await run(process.execPath, ['--input-type=module', '--eval', code])).toBe('function');
  });

  it('are refused by name where there is no such function, and the others are made all the same', async () => {
    await expect(bundle('nowhere', 'aliyun')).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('the function of nowhere cannot be bundled') as unknown,
      stdout: expect.stringContaining('dist/functions/aliyun.mjs') as unknown,
    });
  });
});
