// `npm run bench`: what `HELP` of `command.ts` says.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { whileBundled } from './bundled.ts';
import { wanted } from './command.ts';

wanted(); // Who asks for something else is told before anything is bundled.
process.exitCode = await whileBundled(async (folder) => {
  const whole = spawn(process.execPath, [path.join(folder, 'whole.mjs'), ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  const [code, signal]: unknown[] = await once(whole, 'exit');
  if (typeof code === 'number') return code;
  throw new Error(`the bench ended with ${String(signal)}`);
});
