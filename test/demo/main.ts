import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { extensions, providers } from '../../functions/providers.ts';
import { systemClock } from '../../shared/runtime/clock.ts';
import { runCli } from '../../shared/runtime/cli.ts';
import type { CliIo } from '../../shared/runtime/commands/context.ts';
import { startWebhook } from '../simulator/webhook.ts';
import {
  startDemoAliyun,
  startDemoAws,
  startDemoAzure,
  startDemoBaidu,
  startDemoHuawei,
  startDemoQingcloud,
  startDemoTencent,
  startDemoVolcengine,
} from './clouds.ts';
import { WATCH, happenInCluster, podAddress, startDemoKubernetes } from './cluster.ts';
import { startDemoDeepflow } from './deepflow.ts';
import { DIRECTORY, SECRET, configOf } from './defaults.ts';
import { happenings, seenAddress } from './happenings.ts';

/**
 * The main job on embedded defaults: simulated clouds, a cluster, a DeepFlow
 * server and a webhook receiver on loopback, and between them the command line
 * that runs in production: signed requests, engine, store, sink, watch, publisher
 * and lookup. Nothing leaves this machine.
 */
const say = (text: string): void => void process.stdout.write(`${text}\n`);
const title = (text: string): void => say(`\n── ${text} ${'─'.repeat(Math.max(3, 76 - text.length))}`);

const { cloud: first, aws } = await startDemoAws();
const { cloud: last, cluster, known, heard } = await startDemoKubernetes();
const clouds = [
  first,
  await startDemoAliyun(),
  await startDemoAzure(),
  await startDemoBaidu(),
  await startDemoHuawei(),
  await startDemoQingcloud(),
  await startDemoTencent(),
  await startDemoVolcengine(),
  last,
];
const deepflow = await startDemoDeepflow();
const secret = `whsec_${Buffer.from('a secret of the demo, for nobody').toString('base64')}`;
const receiver = await startWebhook({ secret });
const env: Record<string, string | undefined> = { ...process.env };
for (const cloud of clouds) Object.assign(env, cloud.env);
Object.assign(process.env, first.env); // the SDK of AWS looks there
delete process.env['AWS_SESSION_TOKEN'];
delete process.env['AWS_PROFILE'];

const io: CliIo = {
  stdout: process.stdout,
  stderr: process.stderr,
  env,
  clock: systemClock,
  readFile: (path) => readFile(path, 'utf8'),
  writeFile: (path, text) => writeFile(path, text),
  knock: async () => {},
  signal: new AbortController().signal,
};

async function tagsync(argv: readonly string[], over: Partial<CliIo> = {}): Promise<number> {
  say(`$ tagsync ${argv.join(' ')}`);
  const config = ['--config', `${DIRECTORY}/tagsync.yaml`];
  return runCli([...config, ...argv], { ...io, ...over }, providers, extensions);
}

function tellDeliveries(): void {
  const events = receiver.deliveries.splice(0);
  const good = events.filter(({ verified }) => verified === true).length;
  say(`\nThe webhook received ${events.length} events, ${good} with a right signature:`);
  for (const { body } of events) {
    const { type, source, data } = JSON.parse(body);
    const { version, priorVersion } = data;
    const step = typeof priorVersion === 'number' ? `${priorVersion} → ${version}` : version;
    say(`  ${type}  ${source}  version ${step}`);
  }
}

/** It is told within ten seconds, unless something is wrong, which the demo then shows. */
const TELLING_MS = 15_000;

/** Until what happens in the cluster is committed, then stopped as a container is. */
async function watched(): Promise<number> {
  const stop = new AbortController();
  const watching = tagsync(WATCH, { untilStopped: () => stop.signal });
  const knew = known();
  await happenInCluster(cluster, say);
  const enough = new AbortController();
  const told = (async () => {
    while (known() === knew) await heard();
  })();
  await Promise.race([told, watching, systemClock.sleep(TELLING_MS, enough.signal).catch(() => {})]);
  enough.abort();
  stop.abort(new Error('the demo has seen enough'));
  return watching;
}

try {
  await rm(DIRECTORY, { recursive: true, force: true });
  await mkdir(DIRECTORY, { recursive: true });
  const sections = clouds.map(({ section }) => section);
  await writeFile(`${DIRECTORY}/tagsync.yaml`, configOf(receiver.url, sections) + deepflow.section);
  await writeFile(SECRET, secret);
  for (const { what, url } of [...clouds, deepflow]) say(`${what}: simulated on ${url}`);
  say(`Configuration, log and records are in ${DIRECTORY}; look around there.`);

  title('First sync: everything is new');
  const everything = await tagsync(['sync']);
  tellDeliveries();

  title('Meanwhile, in the cloud');
  for (const told of happenings(aws)) say(`· ${told}`);
  const since = new Date().toISOString();
  const again = await tagsync(['sync', '--provider', 'aws']);
  tellDeliveries();

  title('What changed, record by record');
  await tagsync(['changes', '--since', since]);

  title('A cluster, watched, and pushed to DeepFlow');
  say(known());
  const watching = await watched();
  say(known());

  title('The clouds, published to DeepFlow');
  await tagsync(['publish', 'deepflow']);
  say('· DeepFlow records what it was sent, as it does once a minute');
  deepflow.record();
  const published = await tagsync(['publish', 'deepflow']);
  deepflow.record();
  const { told, agrees } = await deepflow.compare();
  say(told);

  title('Any address, and all that it belongs to');
  const { ip, vpc } = seenAddress(aws);
  const looked = await tagsync(['lookup', ip, '--vpc', vpc]);
  const lookedAtPod = await tagsync(['lookup', podAddress(cluster)]);

  title('Try next');
  const command = `npm run tagsync -- --config ${DIRECTORY}/tagsync.yaml`;
  say(`${command} status`);
  say(`${command} show vpc --at ${since}`);
  say(`${command} export csv`);
  say('npm run tagsync -- coverage');
  // Kept is what the last sync has to end in; anything else is not this demo.
  const isAsItShouldBe =
    everything === 0 &&
    again === 2 &&
    [watching, published, looked, lookedAtPod].every((code) => code === 0) &&
    agrees;
  process.exitCode = isAsItShouldBe ? 0 : 1;
} finally {
  await receiver.close();
  await deepflow.close();
  await Promise.all(clouds.map((cloud) => cloud.close()));
}
