import { defineConfig } from 'vitest/config';

/** Run by `test/oracles/run`, which installs the vendors' packages first. */
export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['test/oracles/**/*.check.ts'],
    exclude: ['**/node_modules/**'],
    testTimeout: 60_000,
  },
});
