import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { systemClock } from '../../shared/runtime/clock.ts';
import { runCli } from '../../shared/runtime/cli.ts';
import type { CliIo } from '../../shared/runtime/commands/context.ts';
import { generateEstate } from '../simulator/aws/generate.ts';
import { startAws } from '../simulator/aws/server.ts';
import { startWebhook } from '../simulator/webhook.ts';
import { ACCOUNTS, DIRECTORY, REGIONS, SECRET, configOf } from './defaults.ts';
import { happenings } from './happenings.ts';

/**
 * The main job on embedded defaults: a simulated cloud and a webhook receiver on
 * loopback, and between them the command line that runs in production: signed
 * requests, engine, store and sink. Nothing leaves this machine.
 */
const say = (text: string): void => void process.stdout.write(`${text}\n`);
const title = (text: string): void => say(`\n── ${text} ${'─'.repeat(Math.max(3, 76 - text.length))}`);

const cloud = await startAws({
  estate: generateEstate({ seed: 'demo', accounts: ACCOUNTS, regions: REGIONS }),
});
const secret = `whsec_${Buffer.from('a secret of the demo, for nobody').toString('base64')}`;
const receiver = await startWebhook({ secret });
const { accessKeyId, secretAccessKey } = cloud.credentials(ACCOUNTS[0]);
const env = {
  ...process.env,
  AWS_ENDPOINT_URL: cloud.url,
  AWS_REGION: REGIONS[0],
  AWS_ACCESS_KEY_ID: accessKeyId,
  AWS_SECRET_ACCESS_KEY: secretAccessKey,
};
Object.assign(process.env, env); // the SDK looks there
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

async function tagsync(...argv: string[]): Promise<number> {
  say(`$ tagsync ${argv.join(' ')}`);
  return runCli(['--config', `${DIRECTORY}/tagsync.yaml`, ...argv], io, {
    aws: async () => (await import('../../functions/aws/provider.ts')).aws,
  });
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
  await writeFile(`${DIRECTORY}/tagsync.yaml`, configOf(receiver.url));
  await writeFile(SECRET, secret);
  say(`Two simulated AWS accounts in three regions answer on ${cloud.url}.`);
  say(`Configuration, log and records are in ${DIRECTORY}; look around there.`);

  title('First sync: everything is new');
  const first = await tagsync('sync');
  tellDeliveries();

  title('Nothing changed: nothing is written, nobody is told');
  const second = await tagsync('sync');
  tellDeliveries();

  title('Meanwhile, in the cloud');
  for (const told of happenings(cloud)) say(`· ${told}`);
  const since = new Date().toISOString();
  const third = await tagsync('sync');
  tellDeliveries();

  title('What changed, record by record');
  await tagsync('changes', '--since', since);

  title('Try next');
  say(`npm run tagsync -- --config ${DIRECTORY}/tagsync.yaml status`);
  say(`npm run tagsync -- --config ${DIRECTORY}/tagsync.yaml show vpc --at ${since}`);
  say('npm run tagsync -- coverage');
  // Kept is what the last sync has to end in; anything else is not this demo.
  process.exitCode = first === 0 && second === 0 && third === 2 ? 0 : 1;
} finally {
  await receiver.close();
  await cloud.close();
}
