import { defineConfig } from 'vitest/config';

/** Run by `test/versitygw/run`, which builds and starts the server and says where it is. */
export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['test/versitygw/**/*.check.ts'],
    testTimeout: 120_000,
  },
});
