import { startFarClouds } from './near.ts';

// The clouds are started first, and on the way while the command is loaded.
const far = startFarClouds(import.meta.url);
try {
  const { tell } = await import('./story.ts');
  process.exitCode = (await tell(far)) ? 0 : 1;
} finally {
  far.close();
}
