// Each is one plausible way to build it wrongly, by the part of the product that it is in. The simulation must find all of them.
import { publish } from '../../../functions/deepflow/publish.ts';
import type { Call } from '../../../shared/collect/call.ts';
import { CloudError } from '../../../shared/collect/errors.ts';
import type { Collector } from '../../../shared/collect/collector.ts';
import { LEASE, takeLease } from '../../../shared/log/lease.ts';
import { retain, sweep } from '../../../shared/log/retain.ts';
import { DECISIONS } from '../../../shared/log/write.ts';
import type { Decisions } from '../../../shared/log/write.ts';
import type { Reported } from '../../../shared/runtime/publishing.ts';
import type { ScopeReport } from '../../../shared/sync/sync.ts';
import type { ObjectStore } from '../../../shared/store/store.ts';
import { LEASE_NAME } from './deepflow.ts';
import { HONEST } from './parts.ts';
import type { Parts } from './parts.ts';
import type { Played } from './played.ts';
import { MINUTE } from './world.ts';

const wrong = (parts: Partial<Parts>): Parts => ({ ...HONEST, ...parts });
const decided = (decisions: Partial<Decisions>): Parts =>
  wrong({ decisions: { ...DECISIONS, ...decisions } });
const driven = (change: (store: ObjectStore) => Partial<ObjectStore>): Parts =>
  wrong({ driver: (store) => ({ ...store, ...change(store) }) });
const provided = (change: (provider: Played) => Partial<Played>): Parts =>
  wrong({ provider: (honest) => ({ ...honest, ...change(honest) }) });
const listing = (change: (collector: Collector<unknown>) => Partial<Collector<unknown>>): Parts =>
  provided(({ collectors }) => ({
    collectors: collectors.map((collector) => ({ ...collector, ...change(collector) })),
  }));

/** Everything that an account is asked goes through another `call`. */
function calling(other: (call: Call) => Call): Parts {
  return provided((provider) => ({
    async *accounts(config, ports) {
      for await (const account of provider.accounts(config, ports))
        yield 'connect' in account
          ? { ...account, connect: (region, call) => account.connect(region, other(call)) }
          : account;
    },
  }));
}

/** Publishes under a lease of these terms, asking this much. */
const publishing = (terms: typeof LEASE, stillHeld: (isHeld: () => boolean) => void): Parts['publishing'] =>
  async function (config, { told, dryRun }, { store, controller, files, clock }) {
    const token = `${clock.now()}-${clock.random()}`;
    const lease = await takeLease({ name: LEASE_NAME, holder: 'test', token }, { store, clock, terms });
    try {
      const ask = { store, controller, files, stillHeld: async () => stillHeld(lease.isHeld) };
      const published = await publish(config, { dryRun }, ask);
      told(published);
      return published;
    } finally {
      await lease.release();
    }
  };

/** Of a cluster it is told what else a run may have made of its sources. */
const pushing = (told: (one: Reported) => Reported, other: Partial<ScopeReport> = {}): Parts =>
  wrong({
    publish: async (serverAt, api, report, ports) =>
      HONEST.publish(serverAt, api, { ...report, ...other, sources: report.sources.map(told) }, ports),
  });

const TERMS = { ...LEASE, lastsMs: 5 * MINUTE };
const nobody = (): void => {};
const sameCursor = (key: string): string => key.replace(/^cursors\/[^/]+\//, 'cursors/webhook/');
const NOTHING = {
  VpcSet: [],
  SubnetSet: [],
  InstanceSet: [],
  NetworkInterfaceSet: [],
  Vpcs: { Vpc: [] },
  VSwitches: { VSwitch: [] },
  Instances: { Instance: [] },
  NetworkInterfaceSets: { NetworkInterfaceSet: [] },
};

/** Publishes what the log says without a source of it. */
const unread = (source: string): Parts =>
  wrong({
    async publishing(config, asked, ports) {
      const { store } = ports;
      const get: ObjectStore['get'] = async (key) => {
        const stored = await store.get(key);
        if (stored === undefined || !key.startsWith('log/')) return stored;
        const commit = JSON.parse(Buffer.from(stored.body).toString());
        delete commit.sources[source];
        return { ...stored, body: Buffer.from(JSON.stringify(commit)) };
      };
      return HONEST.publishing(config, asked, { ...ports, store: { ...store, get } });
    },
  });

export const DEFECTS: Readonly<Record<string, Parts>> = {
  'limiter: its quota is nobody’s': provided(() => ({ limits: [] })),
  'limiter: a throttled call is taken for an empty answer': calling(
    (call) => async (operation, attempt) =>
      call(operation, async (signal) => {
        try {
          return await attempt(signal);
        } catch (error) {
          if (!(error instanceof CloudError) || error.reason !== 'throttled') throw error;
          return Object({ TotalCount: 0, ...NOTHING });
        }
      }),
  ),
  'paging: a list by number is read once': listing(() => ({ paging: 'token' })),
  'paging: a short page is the last': listing((collector) => ({
    async *list(api, scope) {
      for await (const page of collector.list(api, scope)) {
        yield page;
        if (collector.paging === 'token' && page.length < 4) return;
      }
    },
  })),
  'paging: a list that breaks off is a list': listing((collector) => ({
    async *list(api, scope) {
      try {
        yield* collector.list(api, scope);
      } catch {
        // as if there were no more
      }
    },
  })),
  'rebase: nothing supersedes': decided({ rebase: (proposals) => proposals }),
  'rebase: every commit is taken for ours': decided({ isOurs: () => true }),
  'rebase: an answer that does not come is taken for yes': driven((store) => ({
    async putIfAbsent(key, body, lastly) {
      lastly?.();
      return store.putIfAbsent(key, body).catch(() => 'created' as const);
    },
  })),
  'retention: it forgets the sinks': wrong({
    trim: async (scope, ports) => HONEST.trim(scope, { ...ports, sinks: [] }),
  }),
  'retention: it forgets the changes inside commits': wrong({
    async trim(scope, { store, retention, now }) {
      const ports = { store, now, needsInline: () => false };
      const commits = await retain(scope, [], { ...retention, maxLag: 0 }, ports);
      return { commits, orphans: await sweep(scope, retention, ports) };
    },
  }),
  'retention: data goes when it is old': wrong({
    async trim(scope, ports) {
      const { store, retention, now } = ports;
      const prefix = `data/${scope.provider}/${scope.account}/${scope.region}/`;
      for (const { key, modified } of await store.list({ prefix, startAfter: '', limit: 1000 }))
        if (modified < now() - retention.orphanAfter) await store.delete(key);
      return HONEST.trim(scope, ports);
    },
  }),
  'cursors: what is sent is taken for acknowledged': wrong({
    sink: (sink) => ({ ...sink, send: async (event, signal) => sink.send(event, signal).catch(nobody) }),
  }),
  'cursors: one for all sinks': driven((store) => ({
    get: async (key) => store.get(sameCursor(key)),
    put: async (key, body) => store.put(sameCursor(key), body),
  })),
  'lease: nobody asks whether it is still held': wrong({ publishing: publishing(TERMS, nobody) }),
  'lease: a successor does not wait for it to end': wrong({
    publishing: publishing({ ...TERMS, skewMs: -4 * MINUTE }, (isHeld) => {
      if (!isHeld()) throw new CloudError('unavailable', 'the lease is over');
    }),
  }),
  'publisher: what others have in the table is not given back': wrong({
    controller: (controller) => ({
      ...controller,
      async table() {
        const read = await controller.table();
        return read === undefined ? undefined : { ...Object(read), AZS: null };
      },
    }),
  }),
  'publisher: interfaces are left out': unread('nic'),
  'publisher: zones are left out': unread('az'),
  'publisher: of the scopes it reads a page': wrong({
    publishing: async (config, asked, ports) => {
      const { store } = ports;
      const list: ObjectStore['list'] = async (query) =>
        query.prefix === 'heads/' ? (await store.list(query)).slice(0, 2) : store.list(query);
      return HONEST.publishing(config, asked, { ...ports, store: { ...store, list } });
    },
  }),
  'paging: the next page by offset begins one too far': listing((collector) =>
    collector.paging !== 'offset'
      ? {}
      : {
          async *list(api, scope) {
            let nth = 0;
            for await (const page of collector.list(api, scope)) yield nth++ === 0 ? page : page.slice(1);
          },
        },
  ),
  'push: its version is forgotten from one run to the next': driven((store) => ({
    putIfAbsent: async (key, body) =>
      key.startsWith('pushes/') && !key.endsWith('/00000000000000000001.json')
        ? 'created'
        : store.putIfAbsent(key, body),
  })),
  'push: what could not be read is not there': pushing((one) =>
    one.outcome === 'kept' ? { ...one, outcome: 'unsupported' } : one,
  ),
  'push: an old list is told over a new one': pushing(
    (one) => (one.outcome === 'superseded' ? { ...one, outcome: 'written' } : one),
    { version: Infinity },
  ),
};
