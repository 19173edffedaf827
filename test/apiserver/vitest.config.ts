import { defineConfig } from 'vitest/config';

/** Run by `test/apiserver/run`, which starts the server and says where it is. */
export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['test/apiserver/**/*.check.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
