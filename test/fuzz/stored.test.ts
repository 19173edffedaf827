/** Everything else that is parsed: stored objects, the configuration, events. Damaged, it ends in an error with a name. */
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { events as rows } from '../../functions/aws/events.ts';
import { Corrupt, Outdated } from '../../shared/log/commit.ts';
import { readHead } from '../../shared/log/head.ts';
import { readChanges, readState } from '../../shared/log/read.ts';
import { repair } from '../../shared/log/repair.ts';
import { verifyScope } from '../../shared/log/verify.ts';
import { readCursor } from '../../shared/notify/cursor.ts';
import { refreshesOf } from '../../shared/runtime/bus-event.ts';
import { ConfigError, loadConfig } from '../../shared/runtime/config.ts';
import { parseYaml } from '../../shared/runtime/yaml.ts';
import type { Message } from '../../shared/runtime/request.ts';
import { invocationOf } from '../../shared/runtime/request.ts';
import { chance } from '../support/chance.ts';
import { createEngine, scope } from '../support/engine.ts';
import { mutated } from './mutate.ts';
import { again, seedsOf } from './seeds.ts';

const seeds = seedsOf(60, 6);
const RUNS = seeds.length;

const isKnown = (error: unknown): boolean =>
  error instanceof Corrupt || error instanceof Outdated || error instanceof ConfigError;

/** Whatever is thrown has a name that says what to do. */
async function survives(seed: number, work: () => unknown): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (isKnown(error)) return;
    throw new Error(`an error without a name: ${again(seed)}`, { cause: error });
  }
}

describe('stored objects', () => {
  it('are read, or named as corrupt', async () => {
    let damagedReads = 0;
    for (const seed of seeds) {
      const by = chance(seed);
      const engine = createEngine({ sizes: { inlineBytes: by.below(2) * 65_536, maxSegments: by.below(4) } });
      await engine.run({ vm: 'a=1 b=2', vpc: 'v=1' });
      await engine.run({ vm: 'a=2 c=订单', vpc: 'v=1' });
      await engine.run({ vm: 'c=3 d=4', vpc: new Error('no') });
      const sound = await engine.commit();
      const keys = await engine.keys();
      const key = keys[by.below(keys.length)] ?? '';
      const body = Buffer.from((await engine.memory.get(key))?.body ?? []);
      const damaged = key.endsWith('.gz')
        ? damagedBytes(body, by)
        : Buffer.from(mutated(body.toString(), by));
      await engine.memory.put(key, damaged);
      await survives(seed, async () => {
        const head = (await readHead(engine.memory, scope)) ?? sound;
        for (const source of Object.keys(head.sources)) await readState(engine.memory, scope, head, source);
        await readChanges(engine.memory, scope, head);
      });
      await survives(seed, () => readCursor(engine.memory, 'sink', scope));
      await survives(seed, async () => {
        const { findings } = await verifyScope(engine.memory, scope, [1, 2, 3]);
        if (findings.length > 0) damagedReads++;
        await repair(scope, findings, { store: engine.memory, now: engine.now, newRunId: () => 'mending' });
      });
      await survives(seed, () => engine.run({ vm: 'c=3 d=5', vpc: 'v=1' }));
    }
    expect(damagedReads).toBeGreaterThan(RUNS / 10);
  });
});

/** A block that does not unpack, one that unpacks to something else, or one that unpacks to much more. */
function damagedBytes(body: Buffer, by: ReturnType<typeof chance>): Buffer {
  switch (by.below(3)) {
    case 0:
      return body.subarray(0, by.below(body.length + 1));
    case 1:
      return gzipSync(Buffer.alloc(1_000_000));
    default: {
      const changed = Buffer.from(body);
      changed[by.below(changed.length)] = by.below(256);
      return changed;
    }
  }
}

const DOCUMENT = JSON.stringify({
  store: 's3://bucket/prefix',
  guard: { maxShare: 0.3, minRemoved: 10, confirm: { listings: 3, minutes: 30 } },
  retention: { days: 35, maxLagDays: 7, versions: 100 },
  tags: { allow: ['*'], deny: ['aws:*'] },
  sinks: [{ type: 'webhook', name: 'a', url: 'https://host/x', headers: { a: '${env:HEADER}' } }],
  memoryMegabytes: 256,
  providers: { aws: { regions: { include: ['eu-*'] } }, tencent: {} },
  fanOut: { queueUrl: 'https://sqs.eu-west-1.amazonaws.com/1/a.fifo', periodSeconds: 300 },
});

describe('the configuration', () => {
  it.each([
    ['a function', undefined],
    ['the command', parseYaml],
  ])('of %s is accepted, or refused with the path of what is wrong', async (_, readYaml) => {
    let refused = 0;
    for (const seed of seeds) {
      const text = mutated(DOCUMENT, chance(seed));
      await survives(seed, async () => {
        try {
          await loadConfig({
            env: { TAGSYNC_CONFIG: text },
            readFile: () => Promise.reject(Object.assign(new Error('none'), { code: 'ENOENT' })),
            readYaml,
            path: undefined,
            resolve: async () => 'secret',
          });
        } catch (error) {
          refused++;
          throw error;
        }
      });
    }
    expect(refused).toBeGreaterThan(RUNS / 4);
  });
});

const MESSAGE = {
  round: 1,
  expiresAt: 2,
  cause: 'sync',
  account: '1',
  region: 'r',
  sources: [],
  byEvent: false,
} satisfies Message;
const TOLD = {
  id: 'e',
  'detail-type': 'Tag Change on Resource',
  source: 'aws.tag',
  account: '123456789012',
  region: 'us-east-1',
  resources: ['arn:aws:ec2:us-east-1:123456789012:instance/i-1'],
  detail: { service: 'ec2', 'resource-type': 'instance' },
};
/** What else the bus tells: of states, of databases, and of calls that a trail records. */
const STATE = {
  ...TOLD,
  'detail-type': 'EC2 Instance State-change Notification',
  source: 'aws.ec2',
  detail: { 'instance-id': 'i-1', state: 'running' },
};
const DATABASE = {
  ...TOLD,
  'detail-type': 'RDS DB Instance Event',
  source: 'aws.rds',
  resources: ['arn:aws:rds:us-east-1:123456789012:db:orders'],
  detail: { EventCategories: ['failover'], SourceIdentifier: 'orders', EventID: 'RDS-EVENT-0049' },
};
const CALL = {
  ...TOLD,
  'detail-type': 'AWS API Call via CloudTrail',
  source: 'aws.ec2',
  resources: [],
  detail: { eventSource: 'ec2.amazonaws.com', eventName: 'CreateVpc', awsRegion: 'us-east-1' },
};
const EVENTS: readonly unknown[] = [
  TOLD,
  STATE,
  DATABASE,
  CALL,
  { Records: [{ messageId: 'm', body: JSON.stringify(TOLD), eventSource: 'aws:sqs' }] },
  { resync: true, dryRun: false, regions: ['a'], kinds: ['vm'], acceptRemovals: ['vm:0123456789ab'] },
  { source: 'aws.scheduler', detail: {} },
  { Records: [{ messageId: 'm', body: JSON.stringify(MESSAGE), eventSource: 'aws:sqs' }] },
];

describe('events', () => {
  it.each([TOLD, STATE, DATABASE, CALL])('$source: $detail-type is about something', (event) => {
    const invocation = invocationOf(event);
    expect(invocation.type === 'events' && refreshesOf(rows, invocation.events).refreshes).toHaveLength(1);
  });

  it('are understood, or refused with the path of what is wrong', async () => {
    let refused = 0;
    for (const seed of seeds) {
      const by = chance(seed);
      const text = mutated(JSON.stringify(EVENTS[by.below(EVENTS.length)]), by);
      let event: unknown;
      try {
        event = JSON.parse(text);
      } catch {
        event = text;
      }
      await survives(seed, () => {
        try {
          const invocation = invocationOf(event);
          if (invocation.type === 'events') refreshesOf(rows, invocation.events);
        } catch (error) {
          refused++;
          throw error;
        }
      });
    }
    expect(refused).toBeGreaterThan(RUNS / 10);
  });
});
