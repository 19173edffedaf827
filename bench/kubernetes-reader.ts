// A bare reader: every list of the cluster in pages, parsed and let go. What it takes is what reading takes.
import { get } from 'node:http';
import { BUILT_IN } from '../test/simulator/kubernetes/cluster.ts';

const [url = ''] = process.argv.slice(2);
const began = performance.now();
const cpu = process.cpuUsage();
let objects = 0;
for (const {
  apiVersions: [apiVersion = ''],
  plural,
} of BUILT_IN) {
  const path = `${url}/${apiVersion.includes('/') ? 'apis' : 'api'}/${apiVersion}/${plural}`;
  for (let token: string | undefined = ''; token !== undefined;) {
    const page = JSON.parse(await read(`${path}?limit=1000${token && `&continue=${token}`}`));
    objects += page.items.length;
    token = page.metadata.continue;
  }
}
const { user, system } = process.cpuUsage(cpu);
process.stdout.write(
  JSON.stringify({ ms: performance.now() - began, cpuMs: (user + system) / 1000, objects }),
);

function read(from: string): Promise<string> {
  return new Promise((resolve, reject) => {
    get(from, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => void chunks.push(chunk));
      response.on('end', () => resolve(Buffer.concat(chunks).toString()));
    }).on('error', reject);
  });
}
