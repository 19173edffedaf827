// The double of DeepFlow's controller, and who watches what publishers do to its table.
import { ownId } from '../../../functions/deepflow/ids.ts';
import { EMPTY } from '../../../functions/deepflow/payload.ts';
import type { Payload } from '../../../functions/deepflow/payload.ts';
import { createDouble } from '../../simulator/deepflow/domains/double.ts';
import { must } from '../oracle.ts';
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
  readonly broken: (error: unknown) => void;
}

export function createDeepflow(witness: Witness) {
  const double = createDouble();
  const others = double.addDomain({ name: 'somebody else', type: 5 });
  const foreign = { name: 'their zone', uuid: 'foreign-zone', domain_uuid: others.lcuuid };
  double.write({ ...EMPTY, azs: [foreign] });
  /** By uuid, how many commits there were when that was read which last put it there. */
  const put = new Map<string, number>();

  const refOf = createRefs(double.domains, witness.refs);

  function watch(process: Process, before: Payload, after: Payload): void {
    must(
      witness.holdsLease(process, LEASE_NAME),
      `${process.id} writes DeepFlow's table, and the lease is another's`,
    );
    must(
      after.azs.some(({ uuid }) => uuid === foreign.uuid),
      `${process.id} loses what others have in DeepFlow's table`,
    );
    const now = new Set(uuidsOf(after));
    for (const uuid of uuidsOf(before)) {
      if (now.has(uuid)) continue;
      const ref = refOf(uuid);
      const since = Math.max(witness.readAt(process), put.get(uuid) ?? 0);
      const isFair = ref !== undefined && witness.isMissingSince(ref, since);
      must(isFair, `DeepFlow loses ${ref ?? uuid}, which no commit removed`);
    }
    for (const uuid of now) put.set(uuid, witness.readAt(process));
  }

  const service: Service = {
    ms: 40,
    isWrite: ({ method }) => method !== 'GET',
    answer(process, { method, url, body }: Sent): Answered | undefined {
      const before = double.table();
      const answered = double.handle({ method, path: url.pathname, headers: {}, body });
      if (method === 'PUT' && answered?.status === 200) {
        try {
          watch(process, before, double.table());
        } catch (error) {
          witness.broken(error);
        }
      }
      return answered;
    },
  };
  /** Of all that is in the table; of what no commit ever held, its own id. */
  const refs = (): readonly string[] => uuidsOf(double.table()).map((uuid) => refOf(uuid) ?? uuid);
  return { service, double, foreign, refs };
}
export type Deepflow = ReturnType<typeof createDeepflow>;

/** By uuid, what it stands for: of all that was ever committed, in every domain. */
function createRefs(domains: ReadonlyMap<string, unknown>, refs: Witness['refs']) {
  const known = new Map<string, string>();
  const read = new Map<string, number>();
  return (uuid: string): string | undefined => {
    const all = [...refs()];
    for (const domain of domains.keys()) {
      for (const ref of all.slice(read.get(domain))) known.set(ownId(domain, ref), ref);
      read.set(domain, all.length);
    }
    return known.get(uuid);
  };
}

const uuidsOf = ({ vpcs, subnets, chosts }: Payload): readonly string[] =>
  [...vpcs, ...subnets, ...chosts].map(({ uuid }) => uuid);
