/**
 * The whole job, handler included, against a cloud that speaks AWS: the same suite for moto, which somebody
 * else wrote, and for our simulator, which is kept honest by it.
 */
import { DescribeInstancesCommand, EC2Client } from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WebhookReceiver } from '../../simulator/webhook.ts';
import { startWebhook } from '../../simulator/webhook.ts';
import { CHANGES, COUNTS, MOVES, changed } from './changes.ts';
import type { At, Cloud } from './cloud.ts';
import { ACCOUNTS, ESTATE, type Estate, FLEET, PLACE_NAMES } from './estate.ts';
import { type Expected, expectedOf, heldBy } from './expected.ts';
import {
  AT_ALL,
  type Found,
  SECRET,
  changesOf,
  environmentOf,
  runJob,
  scopeOf,
  scopesIn,
  stateOf,
  storeOf,
} from './job.ts';

export interface Stage {
  readonly cloud: Cloud;
  readonly webhook: WebhookReceiver;
  /** What must be in the cloud now. */
  estate: Estate;
}

/** `also`: tests of this cloud alone, after the others. */
export function testCloud(start: () => Promise<Cloud>, also: (stage: () => Stage) => void = () => {}): void {
  let here: Stage | undefined;
  const stage = (): Stage => {
    if (here === undefined) throw new Error('the cloud did not start');
    return here;
  };
  const before = { ...process.env };

  beforeAll(async () => {
    const cloud = await start();
    here = {
      cloud,
      webhook: await startWebhook({ secret: SECRET }),
      estate: heldBy(cloud.differences, ESTATE),
    };
    Object.assign(process.env, environmentOf(cloud));
  }, 180_000);

  afterAll(async () => {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
    await here?.webhook.close();
    await here?.cloud.close?.();
  });

  const expected = (): readonly Expected[] => expectedOf({ ...stage().cloud, estate: stage().estate });

  it('has more servers than fit on a page', async () => {
    const { endpoint, credentials } = stage().cloud;
    const client = new EC2Client({ region: 'us-east-1', endpoint, credentials, maxAttempts: 1 });
    const page = await client.send(new DescribeInstancesCommand({ MaxResults: 1000 }));
    expect(page.NextToken).toBeTruthy();
  });

  describe('a first run', () => {
    it(
      'keeps every record of both accounts, with its tags, and nothing else',
      { timeout: 120_000 },
      async () => {
        const { cloud, webhook } = stage();
        const { answer, output } = await runJob(cloud, webhook.url);
        const all = expected();
        const kept = Object.keys(cloud.kept).length * PLACE_NAMES.length;
        expect(answer).toMatchObject({ scopes: 6, failures: 0, records: all.length, added: all.length });
        expect(answer).toMatchObject({
          sources: { kept, held: 0, unsupported: 0, superseded: 0, unchanged: 0 },
        });
        const { records } = await stateOf(storeOf(cloud));
        expect(unlike(records, all)).toEqual([]);
        expect(records.filter(({ at, source }) => at === 'hub' && source === 'vm').length).toBeGreaterThan(
          FLEET,
        );
        expect(output).not.toContain(SECRET);
        expect(output).not.toContain(cloud.credentials.secretAccessKey + '"');
      },
    );

    it('leaves what this cloud cannot answer for as kept, and nothing else', async () => {
      const { cloud } = stage();
      const { heads } = await stateOf(storeOf(cloud));
      expect([...heads.keys()]).toEqual(AT_ALL);
      const said = [...heads].flatMap(([at, { sources }]) =>
        Object.entries(sources)
          .filter(([, { outcome }]) => outcome !== 'complete')
          .map(([source, { outcome, reason, count }]) => ({ at, source, outcome, reason, count })),
      );
      expect(said).toEqual(
        PLACE_NAMES.flatMap((at) =>
          Object.entries(cloud.kept).map(([source, reason]) => ({
            at,
            source,
            outcome: 'kept',
            reason,
            count: null,
          })),
        ),
      );
    });

    it('tells the controller of each scope once, signed, with everything as added', () => {
      const { webhook } = stage();
      const events = webhook.deliveries.splice(0).map(eventOf);
      expect(events.map(({ at }) => String(at)).toSorted()).toEqual(AT_ALL.toSorted());
      expect(new Set(events.map(({ id }) => id)).size).toBe(AT_ALL.length);
      for (const { at, verified, type, data } of events) {
        expect(verified).toBe(true);
        expect(type).toBe('io.cloud-tag-sync.scope.snapshot');
        expect(data).toMatchObject({ version: 1, priorVersion: null, cause: 'sync' });
        expect({ at, counts: data.counts }).toEqual({ at, counts: addedIn(at, expected()) });
      }
    });
  });

  it('a second run over the same cloud commits nothing and tells nobody', { timeout: 120_000 }, async () => {
    const { cloud, webhook } = stage();
    const store = storeOf(cloud);
    const { heads } = await stateOf(store);
    const { answer } = await runJob(cloud, webhook.url, { source: 'aws.scheduler' });
    expect(answer).toMatchObject({ added: 0, changed: 0, removed: 0, sources: { written: 0 } });
    expect((await stateOf(store)).heads).toEqual(heads);
    expect(webhook.deliveries).toEqual([]);
    expect(await scopesIn(store)).toEqual(
      AT_ALL.map((at) => `${scopeOf(at).account} ${scopeOf(at).region}`).toSorted(),
    );
  });

  describe('a run after changes', () => {
    it('commits exactly these changes', { timeout: 120_000 }, async () => {
      const { cloud, webhook } = stage();
      const former = expected();
      for (const change of CHANGES) {
        stage().estate = changed(stage().estate, change);
        await cloud.apply(change, stage().estate);
      }
      const { answer } = await runJob(cloud, webhook.url);
      expect(answer).toMatchObject({ failures: 0, added: 2, changed: 3, removed: 2 });
      const store = storeOf(cloud);
      const { heads, records } = await stateOf(store);
      expect(unlike(records, expected())).toEqual([]);
      const names = new Map(
        [...former, ...expected()].map((one) => [keyOf(one), `${one.at} ${one.source} ${one.name}`]),
      );
      const moves = await changesOf(store, new Map([...heads].filter(([at]) => at === 'hub')));
      expect(moves.map((move) => `${names.get(keyOf(move)) ?? keyOf(move)} ${move.op}`).toSorted()).toEqual(
        MOVES,
      );
      expect([...heads].map(([at, { version }]) => `${at} ${version}`)).toEqual(
        AT_ALL.map((at) => `${at} ${at === 'hub' ? 2 : 1}`),
      );
    });

    it('tells the controller of the one scope that changed', () => {
      const { webhook } = stage();
      const events = webhook.deliveries.splice(0).map(eventOf);
      expect(events.map(({ at }) => at)).toEqual(['hub']);
      const [event] = events;
      expect(event).toMatchObject({
        verified: true,
        type: 'io.cloud-tag-sync.scope.changed',
        data: {
          version: 2,
          priorVersion: 1,
          cause: 'sync',
          location: { key: 'log/aws/123456789012/us-east-1/00000000000000000002.json' },
        },
      });
      expect(event?.data.counts).toEqual(COUNTS);
    });

    it('has nothing left to say, not even by hand', { timeout: 120_000 }, async () => {
      const { cloud, webhook } = stage();
      const order = { resync: true, regions: ['eu-*'], kinds: ['vm', 'peer_connection'] };
      const { answer } = await runJob(cloud, webhook.url, order);
      expect(answer).toMatchObject({ scopes: 2, failures: 0, sources: { unchanged: 4, written: 0 } });
      expect(webhook.deliveries).toEqual([]);
    });

    it('would tell less of one listener if it did not ask for rules', async () => {
      const { cloud, webhook } = stage();
      const order = { dryRun: true, accounts: [ACCOUNTS.main], kinds: ['lb_listener', 'lb_target'] };
      const { answer } = await runJob(cloud, webhook.url, order, { listenerRules: false });
      expect(answer).toMatchObject({ failures: 0, added: 0, changed: 1, removed: 0 });
      expect(webhook.deliveries).toEqual([]);
    });
  });

  also(stage);
}

/** Log lines that ask for attention; of one that was not foreseen, also what it says. */
export function warningsIn(output: string): string[] {
  const lines = output
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line));
  return lines
    .filter(({ level }) => level === 'warn' || level === 'error')
    .map(({ account, region, source, reason, message, error }) => {
      const at = AT_ALL.find((one) => scopeOf(one).account === account && scopeOf(one).region === region);
      const why = reason === 'unavailable' ? '' : `, ${String(message)}: ${String(error?.message)}`;
      return `${at} ${source} kept: ${reason}${why}`;
    })
    .toSorted();
}

interface Told {
  readonly at: At | undefined;
  readonly id: string;
  readonly verified: boolean | undefined;
  readonly type: string;
  readonly data: { readonly [field: string]: unknown; readonly counts: unknown };
}

export function eventOf({ body, verified, headers }: WebhookReceiver['deliveries'][number]): Told {
  const { type, data } = JSON.parse(body);
  const { account, region } = data.scope;
  const at = AT_ALL.find((one) => scopeOf(one).account === account && scopeOf(one).region === region);
  return { at, id: String(headers['webhook-id']), verified, type, data };
}

function addedIn(at: At | undefined, all: readonly Expected[]): Record<string, object> {
  const counts: Record<string, { added: number; changed: 0; removed: 0 }> = {};
  for (const { source } of all.filter((one) => one.at === at))
    (counts[source] ??= { added: 0, changed: 0, removed: 0 }).added++;
  return counts;
}

const keyOf = ({ at, source, ref }: Pick<Found, 'at' | 'source' | 'ref'>): string => `${at} ${source} ${ref}`;

/** Every way in which what is stored is not what must be, in words; lists are sets here. */
export function unlike(found: readonly Found[], expected: readonly Expected[]): string[] {
  const missing = new Map(expected.map((one) => [keyOf(one), one]));
  const twins = expected.length - missing.size;
  const differing = found.flatMap((record) => {
    const want = missing.get(keyOf(record));
    if (want === undefined) return [`${keyOf(record)} must not be there`];
    missing.delete(keyOf(record));
    const fields = new Set([...Object.keys(want.fields), ...Object.keys(record.fields)]);
    return [...fields].flatMap((field) => {
      const [is, must] = [canonical(record.fields[field]), canonical(want.fields[field])];
      return is === must
        ? []
        : [`${want.at} ${want.source} ${want.name}: ${field} is ${is}, must be ${must}`];
    });
  });
  const absent = [...missing.values()].map(({ at, source, name }) => `${at} ${source} ${name} is missing`);
  return [...(twins === 0 ? [] : [`${twins} expected twice`]), ...differing, ...absent];
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inOrder).toSorted().join()}]`;
  return inOrder(value);
}

/** A tag is a pair, in its order; an object's keys have none. */
function inOrder(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value) || value === null || typeof value !== 'object') return JSON.stringify(value);
  return JSON.stringify(Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))));
}
