/** A log in a folder of its own, and the configuration of one cluster that is pushed to a DeepFlow server. */
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Whoever asks for the folder removes it. */
export async function pushedCluster(
  server: string,
  deepflow: string,
): Promise<{ readonly directory: string; readonly config: string }> {
  const directory = await mkdtemp(path.join(tmpdir(), 'pushed-cluster-'));
  const config = path.join(directory, 'tagsync.json');
  await writeFile(
    config,
    JSON.stringify({
      store: `file://${directory}/log`,
      providers: {
        kubernetes: {
          clusters: [{ id: 'c1', server, token: '${env:TOKEN}', push: { servers: [deepflow] } }],
        },
      },
    }),
  );
  return { directory, config };
}
