// The double of DeepFlow's controller, and who watches what publishers do to its table.
import { ownId } from '../../../functions/deepflow/ids.ts';
import { EMPTY } from '../../../functions/deepflow/payload.ts';
import { nowhereOf } from '../../../functions/deepflow/places.ts';
import type { Payload } from '../../../functions/deepflow/payload.ts';
import { createDouble } from '../../simulator/deepflow/domains/double.ts';
import { must } from '../oracle.ts';
import { cardOf, macOf } from './place.ts';
import type { Process } from './world.ts';
import type { Answered, Sent, Service } from './wire.ts';

/** Of who publishes to `http://deepflow`. */
export const LEASE_NAME = 'DeepFlow organisation 1 at deepflow';

export interface Witness {
  /** How many commits there are, of all scopes. */
  readonly commits: () => number;
  /** Refs of everything that any commit ever held. */
  readonly refs: () => Iterable<string>;
  /** Was there no such ref after so many commits, or at any time since? */
  readonly isMissingSince: (ref: string, commits: number) => boolean;
  /** How many commits there were when this process last began to read the log. */
  readonly readAt: (process: Process) => number;
  /** Does the newest claim on the lease belong to this process? */
  readonly holdsLease: (process: Process, name: string) => boolean;
  /** Whose process made the newest claim. */
  readonly holderOf: (name: string) => string | undefined;
  /** May two have it at once, for how far apart their clocks are? */
  readonly mayShareLease: (process: Process, name: string) => boolean;
  readonly note: (what: string) => void;
  readonly broken: (error: unknown) => void;
}

export function createDeepflow(witness: Witness) {
  const double = createDouble();
  const others = double.addDomain({ name: 'somebody else', type: 5 });
  const foreign = { name: 'their zone', uuid: 'foreign-zone', domain_uuid: others.lcuuid };
  double.write({ ...EMPTY, azs: [foreign] });
  /** By item, how many commits there were when that was read which last put it there. */
  const put = new Map<string, number>();

  const known = createRefs(double.domains, witness.refs);

  /** Who held the lease when another one, by a clock that is wrong, wrote all the same: what it goes by is not its alone. */
  let disturbed: string | undefined;

  /** By what it is called here, everything of ours in the table, each with what may be gone of the log when it goes. */
  function itemsOf({ azs, vpcs, subnets, chosts }: Payload): ReadonlyMap<string, readonly string[]> {
    const byUuid = known();
    const refsOf = (uuid: string): readonly string[] => [byUuid.get(uuid) ?? []].flat();
    const items = new Map([...azs, ...vpcs, ...subnets, ...chosts].map(({ uuid }) => [uuid, refsOf(uuid)]));
    for (const { uuid, vinterfaces } of chosts) {
      const server = refsOf(uuid);
      for (const { mac, ips } of vinterfaces) {
        // Without its interface the server has its address all the same, and a card that is made up.
        for (const ip of ips) items.set(`${uuid} ${ip}`, server);
        const cards = server.filter((ref) => macOf(idOf(ref)) === mac).map(cardRefOf);
        if (cards.length > 0) items.set(`${uuid} ${mac}`, [...server, ...cards]);
      }
    }
    return items;
  }

  /** Does the lease let it alone write? Where clocks are too far apart for one it cannot. */
  function isAlone(process: Process): boolean {
    if (witness.holdsLease(process, LEASE_NAME)) return disturbed !== process.id;
    must(
      witness.mayShareLease(process, LEASE_NAME),
      `${process.id} writes DeepFlow's table, and the lease is another's`,
    );
    witness.note('two at once');
    disturbed = witness.holderOf(LEASE_NAME);
    return false;
  }

  function watch(process: Process, before: Payload, after: Payload): void {
    const alone = isAlone(process);
    must(
      after.azs.some(({ uuid }) => uuid === foreign.uuid),
      `${process.id} loses what others have in DeepFlow's table`,
    );
    const now = itemsOf(after);
    for (const [item, from] of itemsOf(before)) {
      if (now.has(item)) continue;
      const since = Math.max(witness.readAt(process), put.get(item) ?? 0);
      const isFair = !alone || from.some((ref) => witness.isMissingSince(ref, since));
      must(isFair, `DeepFlow loses ${[item, ...from].join(' of ')}, which no commit removed`);
    }
    for (const item of now.keys()) put.set(item, witness.readAt(process));
  }

  const service: Service = {
    ms: 40,
    isWrite: ({ method }) => method !== 'GET',
    answer(process, { method, url, body }: Sent): Answered | undefined {
      const asked = { method, path: url.pathname, headers: {}, body };
      if (method !== 'PUT') return double.handle(asked);
      const before = double.table();
      const answered = double.handle(asked);
      if (answered?.status === 200) {
        try {
          watch(process, before, double.table());
        } catch (error) {
          witness.broken(error);
        }
      }
      return answered;
    },
  };
  /** Of everything of ours in the table, interfaces by their cards; of what no commit ever held, its own id. */
  function refs(): readonly string[] {
    const made = new Set([foreign.uuid, ...[...double.domains.keys()].map(nowhereOf)]);
    const items = [...itemsOf(double.table())].filter(([item]) => !made.has(item));
    return [...new Set(items.map(([item, all]) => all.at(-1) ?? item))];
  }
  return { service, double, foreign, refs };
}
export type Deepflow = ReturnType<typeof createDeepflow>;

/** Gives, by uuid, what it stands for: of all that was ever committed, in every domain. */
function createRefs(domains: ReadonlyMap<string, unknown>, refs: Witness['refs']) {
  const known = new Map<string, string>();
  const read = new Map<string, number>();
  return (): ReadonlyMap<string, string> => {
    const all = [...refs()];
    for (const domain of domains.keys()) {
      for (const ref of all.slice(read.get(domain))) known.set(ownId(domain, ref), ref);
      read.set(domain, all.length);
    }
    return known;
  };
}

const idOf = (ref: string): string => ref.slice(ref.lastIndexOf('/') + 1);
/** Of a server's interface. */
const cardRefOf = (server: string): string =>
  server.replace('/vm/', '/nic/').replace(idOf(server), cardOf(idOf(server)));
