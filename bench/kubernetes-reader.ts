// A bare reader: every list of the cluster in pages, parsed and let go. What it takes is what reading takes.
// `node kubernetes-reader.ts <url> [<url of another cluster, read before the clock starts>]`
import { get } from 'node:http';
import { BUILT_IN } from '../test/simulator/kubernetes/cluster.ts';

const [url = '', warm] = process.argv.slice(2);
if (warm !== undefined) await listed(warm);
const began = performance.now();
await listed(url);
process.stdout.write(JSON.stringify({ ms: performance.now() - began }));

async function listed(server: string): Promise<void> {
  for (const {
    apiVersions: [apiVersion = ''],
    plural,
  } of BUILT_IN) {
    const path = `${server}/${apiVersion.includes('/') ? 'apis' : 'api'}/${apiVersion}/${plural}`;
    for (let token: string | undefined = ''; token !== undefined;) {
      const page = JSON.parse(await read(`${path}?limit=1000${token && `&continue=${token}`}`));
      token = page.metadata.continue;
    }
  }
}

function read(from: string): Promise<string> {
  return new Promise((resolve, reject) => {
    get(from, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => void chunks.push(chunk));
      response.on('end', () => resolve(Buffer.concat(chunks).toString()));
    }).on('error', reject);
  });
}
