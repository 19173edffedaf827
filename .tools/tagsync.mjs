#!/usr/bin/env node
// The command `tagsync`: in a clone it runs the sources, installed from the registry what was built of them.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const source = new URL('../functions/tagsync.ts', import.meta.url);
if (existsSync(source)) {
  const install = fileURLToPath(new URL('install.mjs', import.meta.url));
  const { status } = spawnSync(process.execPath, [install, 'production'], { stdio: 'inherit' });
  if (status !== 0) process.exit(1);
  const { register } = await import('tsx/esm/api');
  register();
  await import(source.href);
} else {
  await import('../dist/functions/tagsync.js');
}
