import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { extensions, providers } from '../../functions/providers.ts';
import { systemClock } from '../../shared/runtime/clock.ts';
import { runCli } from '../../shared/runtime/cli.ts';
import type { CliIo } from '../../shared/runtime/commands/context.ts';
import { startWebhook } from '../simulator/webhook.ts';
import { createHeard } from '../support/heard.ts';
import { WATCH, happenInCluster, podAddress, startDemoKubernetes } from './cluster.ts';
import { startDemoDeepflow } from './deepflow.ts';
import { DIRECTORY, SECRET, configOf } from './defaults.ts';
import type { FarClouds } from './near.ts';

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const title = (text: string): void => say(`\n── ${text} ${'─'.repeat(Math.max(3, 76 - text.length))}`);

/** DeepFlow is told within ten seconds, unless something is wrong, which the demo then shows. */
const TELLING_MS = 15_000;

/** Of an event, by where it is from: `/cloud-tag-sync/<provider>/…`. */
const providerOf = (body: string): string => String(JSON.parse(body).source).split('/')[2] ?? '';

/**
 * The main job on embedded defaults: simulated clouds, a cluster, a DeepFlow
 * server and a webhook receiver on loopback, and between them the command line
 * that runs in production: signed requests, engine, store, sink, watch, publisher
 * and lookup. Nothing leaves this machine. `true`: it ended as it should.
 */
export async function tell(far: FarClouds): Promise<boolean> {
  const starting = far.ask('clouds');
  // They would be loaded by the first command; meanwhile the clouds are getting ready.
  await Promise.all(Object.values(providers).map((load) => load()));
  const { cloud: last, cluster, known, heard: toldNext, close: closeCluster } = await startDemoKubernetes();
  const clouds = [...(await starting), last];
  const deepflow = await startDemoDeepflow();
  const secret = `whsec_${Buffer.from('a secret of the demo, for nobody').toString('base64')}`;
  const receiver = await startWebhook({ secret });
  const env: Record<string, string | undefined> = { ...process.env };
  for (const cloud of clouds) Object.assign(env, cloud.env);
  Object.assign(process.env, clouds[0]?.env); // the SDK of AWS looks there
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
    const { stdout } = { ...io, ...over };
    stdout.write(`$ tagsync ${argv.join(' ')}\n`);
    const config = ['--config', `${DIRECTORY}/tagsync.yaml`];
    return runCli([...config, ...argv], { ...io, ...over }, providers, extensions);
  }

  function tellDeliveries(of: (provider: string) => boolean): void {
    const events = receiver.deliveries.filter(({ body }) => of(providerOf(body)));
    const good = events.filter(({ verified }) => verified === true).length;
    const all = events.length === 1 ? '1 event' : `${events.length} events`;
    say(`\nThe webhook received ${all}, ${good} with a right signature:`);
    for (const event of events) {
      receiver.deliveries.splice(receiver.deliveries.indexOf(event), 1);
      const { type, source, data } = JSON.parse(event.body);
      const { version, priorVersion } = data;
      const step = typeof priorVersion === 'number' ? `${priorVersion} → ${version}` : version;
      say(`  ${type}  ${source}  version ${step}`);
    }
  }

  /** Until what happens in the cluster is committed and pushed, then stopped as a container is. */
  async function watched(): Promise<{ readonly code: number; readonly told: string }> {
    const before = known();
    const heard = createHeard();
    heard.write(`${before.told}\n`);
    const says = async (what: string): Promise<unknown> =>
      heard.until(() => heard.text.includes(what) || undefined);
    const stop = new AbortController();
    const watching = tagsync(WATCH, { stdout: heard, stderr: heard, untilStopped: () => stop.signal });
    const enough = new AbortController();
    const told = (async () => {
      await says('watching');
      happenInCluster(cluster, (text) => heard.write(`${text}\n`));
      await says('"message":"committed"');
      while (known().version <= before.version) await toldNext();
    })();
    const late = systemClock.sleep(TELLING_MS, enough.signal).catch(() => {});
    await Promise.race([told, watching, late]);
    enough.abort();
    stop.abort(new Error('the demo has seen enough'));
    const code = await watching;
    return { code, told: heard.text + known().told };
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
    tellDeliveries(() => true);

    // What comes of it is told when its turn comes: a watch waits more than it works.
    const watching = watched();
    title('Meanwhile, in the cloud');
    for (const told of await far.ask('happen')) say(`· ${told}`);
    const since = new Date().toISOString();
    const again = await tagsync(['sync', '--provider', 'aws']);
    tellDeliveries((provider) => provider === 'aws');

    title('What changed, record by record');
    await tagsync(['changes', '--since', since, '--provider', 'aws']);

    title('All the while, a cluster is watched and pushed to DeepFlow');
    const { code: watchedWell, told: toldOfCluster } = await watching;
    say(toldOfCluster);
    tellDeliveries((provider) => provider === 'kubernetes');

    title('The clouds, published to DeepFlow');
    await tagsync(['publish', 'deepflow']);
    say('· DeepFlow records what it was sent, as it does once a minute');
    deepflow.record();
    await tagsync(['publish', 'deepflow']);
    say('· and the tags of what it has recorded');
    deepflow.record();
    const published = await tagsync(['publish', 'deepflow']);
    const { told, agrees } = await deepflow.compare();
    say(told);

    title('Any address, and all that it belongs to');
    const { ip, vpc } = await far.ask('seen');
    const looked = await tagsync(['lookup', ip, '--vpc', vpc]);
    const lookedAtPod = await tagsync(['lookup', podAddress(cluster)]);

    title('Try next');
    const command = `npm run tagsync -- --config ${DIRECTORY}/tagsync.yaml`;
    say(`${command} status`);
    say(`${command} show vpc --at ${since}`);
    say(`${command} export csv`);
    say('npm run tagsync -- coverage');
    // Kept is what the last sync has to end in; anything else is not this demo.
    return (
      everything === 0 &&
      again === 2 &&
      [watchedWell, published, looked, lookedAtPod].every((code) => code === 0) &&
      agrees
    );
  } finally {
    await receiver.close();
    await deepflow.close();
    await closeCluster();
  }
}
