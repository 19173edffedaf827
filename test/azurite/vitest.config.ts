import { defineConfig } from 'vitest/config';

/** Run by `test/azurite/run`, which installs Azurite first. */
export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['test/azurite/**/*.check.ts'],
    exclude: ['**/node_modules/**'],
    testTimeout: 60_000,
  },
});
