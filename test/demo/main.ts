import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { systemClock } from '../../shared/runtime/clock.ts';
import { runCli } from '../../shared/runtime/cli.ts';
import type { CliIo } from '../../shared/runtime/commands/context.ts';
import { startWebhook } from '../simulator/webhook.ts';
import { startDemoAliyun, startDemoAws, startDemoHuawei, startDemoTencent } from './clouds.ts';
import { WATCH, happenInCluster, startDemoKubernetes } from './cluster.ts';
import { DIRECTORY, SECRET, configOf } from './defaults.ts';
import { happenings } from './happenings.ts';

/**
 * The main job on embedded defaults: a simulated cloud and a webhook receiver on
 * loopback, and between them the command line that runs in production: signed
 * requests, engine, store and sink. Nothing leaves this machine.
 */
const say = (text: string): void => void process.stdout.write(`${text}\n`);
const title = (text: string): void => say(`\n── ${text} ${'─'.repeat(Math.max(3, 76 - text.length))}`);

const { cloud: first, aws } = await startDemoAws();
const { cloud: last, cluster, known } = await startDemoKubernetes();
const clouds = [first, await startDemoAliyun(), await startDemoTencent(), await startDemoHuawei(), last];
const stopWatch = new AbortController();
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
  untilStopped: () => stopWatch.signal,
};

async function tagsync(...argv: string[]): Promise<number> {
  say(`$ tagsync ${argv.join(' ')}`);
  return runCli(
    ['--config', `${DIRECTORY}/tagsync.yaml`, ...argv],
    io,
    {
      aws: async () => (await import('../../functions/aws/provider.ts')).aws,
      aliyun: async () => (await import('../../functions/aliyun/provider.ts')).aliyun,
      tencent: async () => (await import('../../functions/tencent/provider.ts')).tencent,
      huawei: async () => (await import('../../functions/huawei/provider.ts')).huawei,
      kubernetes: async () => (await import('../../functions/kubernetes/provider.ts')).kubernetes,
    },
    async () => (await import('../../functions/kubernetes/watch.ts')).watch,
  );
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

try {
  await rm(DIRECTORY, { recursive: true, force: true });
  await mkdir(DIRECTORY, { recursive: true });
  await writeFile(
    `${DIRECTORY}/tagsync.yaml`,
    configOf(
      receiver.url,
      clouds.map(({ section }) => section),
    ),
  );
  await writeFile(SECRET, secret);
  for (const { what, url } of clouds) say(`${what}: simulated on ${url}`);
  say(`Configuration, log and records are in ${DIRECTORY}; look around there.`);

  title('First sync: everything is new');
  const everything = await tagsync('sync');
  tellDeliveries();

  title('Meanwhile, in the cloud');
  for (const told of happenings(aws)) say(`· ${told}`);
  const since = new Date().toISOString();
  const again = await tagsync('sync');
  tellDeliveries();

  title('Meanwhile, in the cluster, which is watched');
  const knew = known();
  say(knew);
  const watching = tagsync(...WATCH);
  await happenInCluster(cluster, say);
  for (let n = 0; n < 300 && known() === knew; n++) await systemClock.sleep(50);
  say(known());
  stopWatch.abort(new Error('the demo has seen enough'));
  const watched = await watching;
  tellDeliveries();

  title('What changed, record by record');
  await tagsync('changes', '--since', since);

  title('Try next');
  say(`npm run tagsync -- --config ${DIRECTORY}/tagsync.yaml status`);
  say(`npm run tagsync -- --config ${DIRECTORY}/tagsync.yaml show vpc --at ${since}`);
  say('npm run tagsync -- coverage');
  // Kept is what the last sync has to end in; anything else is not this demo.
  process.exitCode = everything === 0 && again === 2 && watched === 0 ? 0 : 1;
} finally {
  await receiver.close();
  await Promise.all(clouds.map((cloud) => cloud.close()));
}
