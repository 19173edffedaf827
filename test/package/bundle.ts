import { run } from './run.ts';

/** Before all checks: the bundles as they are now. */
export async function setup(): Promise<void> {
  await run(process.execPath, ['--import', 'tsx', '.tools/bundle.mjs']);
}
