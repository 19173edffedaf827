import { defineConfig } from 'vitest/config';

/** What is shipped, as it is shipped. Slower than the tests beside it, and one of them installs from a registry. */
export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['test/package/**/*.check.ts'],
    globalSetup: ['test/package/bundle.ts'],
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    testTimeout: 240_000,
    hookTimeout: 240_000,
    fileParallelism: false,
  },
});
