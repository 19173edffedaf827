import { yamlOf } from './file-content.ts';
import type { Desired } from './part.ts';
import type { PublishPorts } from './publish-ports.ts';

/** Writes the files of domains where they differ; says whether one was, or would be, another one. */
export async function keepFiles(
  desired: readonly Desired[],
  { files, stillHeld }: Pick<PublishPorts, 'files' | 'stillHeld'>,
  dryRun: boolean,
): Promise<boolean> {
  let differs = false;
  for (const { target, file } of desired) {
    if (target.file === undefined || file === undefined) continue;
    const text = yamlOf(file);
    if ((await files.read(target.file)) === text) continue;
    differs = true;
    if (dryRun) continue;
    await stillHeld();
    await files.write(target.file, text);
  }
  return differs;
}
