/** What is run by hand explains itself, and says what it did not understand. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

interface Ended {
  readonly code: number | string;
  readonly out: string;
  readonly err: string;
}

const run = async (script: string, ...args: readonly string[]): Promise<Ended> =>
  new Promise((resolve) => {
    execFile(process.execPath, ['--import', 'tsx', script, ...args], { cwd: ROOT }, (error, out, err) => {
      resolve({ code: error?.code ?? 0, out, err });
    });
  });

describe.each([
  ['bench', 'bench/main.ts', 'no-such-group'],
  ['simulate', 'test/simulation/main.ts', '--count=none'],
  ['soak', 'test/soak/main.ts', '--minutes=0'],
] as const)('npm run %s', { timeout: 60_000 }, (name, script, wrong) => {
  it('prints what it can be asked, with an example', async () => {
    const { code, out, err } = await run(script, '--help');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(new RegExp(`^npm run ${name} -- \\[options\\].*\\n\\n`));
    expect(out).toMatch(new RegExp(`^  npm run ${name} -- --?\\w`, 'm'));
  });

  it.each(['--no-such-option', wrong])(
    'refuses %s before it begins, and says what there is',
    async (text) => {
      const { code, out, err } = await run(script, text);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toContain(text.split('=').at(-1));
      expect(err).toContain(`npm run ${name} -- [options]`);
    },
  );
});
