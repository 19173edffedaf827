// A cloud that has its records at hand: what a cycle costs after it is what the engine costs.
import { setImmediate as turn } from 'node:timers/promises';
import * as z from 'zod/mini';
import { collectorFor } from '../shared/collect/collector.ts';
import type { Collector } from '../shared/collect/collector.ts';
import { defineProvider } from '../shared/collect/provider.ts';
import type { Provider } from '../shared/collect/provider.ts';
import type { TagRecord } from '../shared/model/kinds.ts';
import { MIXED, records, share } from './records.ts';
import type { Mixed } from './records.ts';

export interface FakeCloud {
  readonly provider: Provider<object, null>;
  /** Milliseconds of processor time that making the records took, to be left out of any figure. */
  readonly spent: () => number;
}

const PAGE = 1000;
/** What the records say of themselves; every scope lists the same ones. */
const REGION = 'eu-central-1';

/** `edit` sees every record before it is listed. */
export function fakeCloud(
  regions: number,
  perRegion: number,
  edit: (record: TagRecord) => TagRecord = (record) => record,
): FakeCloud {
  let spent = 0;
  const pages = new Map<string, Buffer>();
  const page = (kind: Mixed, from: number, count: number): readonly TagRecord[] => {
    const began = process.cpuUsage();
    const name = `${kind} ${from}`;
    const stored = pages.get(name) ?? Buffer.from(JSON.stringify(records(kind, REGION, from, count)));
    pages.set(name, stored);
    const answer: readonly TagRecord[] = JSON.parse(stored.toString());
    const edited = answer.map(edit);
    spent += cpuSince(began);
    return edited;
  };
  const collectors = MIXED.map((kind): Collector<null> => {
    const count = share(kind, perRegion);
    return collectorFor<null>()({
      name: kind,
      emits: [kind],
      scope: 'region',
      paging: 'token',
      actions: [],
      async *list() {
        for (let from = 0; from < count; from += PAGE) {
          await turn(); // pages come from a network one by one, not all at once
          yield page(kind, from, Math.min(PAGE, count - from));
        }
      },
      map: (record: TagRecord) => [record],
    });
  });
  const names = Array.from({ length: regions }, (_, n) => `region-${n}`);
  const provider = defineProvider<object, null>({
    name: 'aws',
    config: z.object({}),
    limits: [],
    async *accounts() {
      yield {
        id: '111111111111',
        name: undefined,
        principal: '111111111111',
        regions: async () => names,
        wants: () => true,
        connect: () => null,
        identify: async () => ({
          account: '111111111111',
          principal: '111111111111',
          clockAheadMs: undefined,
        }),
      };
    },
    collectors,
    actions: [],
    probe: async () => {},
    unsupported: {},
    untaggable: {},
  });
  return { provider, spent: () => spent };
}

/** Milliseconds that all threads of this process were on a processor: other work of the machine is not in it. */
export function cpuSince(began: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1000;
}
