import { run } from './run.ts';

/** Before all checks: the bundles as they are now. Which of them there are is a check of its own. */
export async function setup(): Promise<void> {
  await run(process.execPath, ['--import', 'tsx', '.tools/bundle.mjs']).catch((error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
  });
}
