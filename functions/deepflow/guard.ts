import type { ReadScope, WholeEstate } from '../../shared/lookup/read-estate.ts';
import { providerOf } from '../../shared/model/record.ts';
import type { Ref } from '../../shared/model/ref.ts';
import type { Target } from './domains.ts';
import type { Former } from './former.ts';
import { lineOf } from './part.ts';

/**
 * Sources without which a payload would lack what is there, as the clouds'
 * collectors are called: of everything those of zones, VPCs, subnets, servers and
 * interfaces; of tags alone those of servers. `needed.test.ts` holds it against
 * the descriptors.
 */
export const NEEDED: Readonly<Record<Target['mode'], RegExp>> = {
  own: /^(?:az|zone|region|vpc|vnet|router-vpc|subnet|vxnet|vm|vms|instance|bare-metal|bbc|bcc|scale-set.*|nic|eni|port)$/,
  tags: /^(?:vm|vms|instance|bare-metal|bbc|bcc|scale-set.*)$/,
};

/** Why nothing of a domain may be sent anew: a source that its payload needs has never been listed completely. */
export function neverListed(
  scopes: readonly ReadScope[],
  { provider, account, holds, mode }: Target,
): readonly string[] {
  const own = scopes.filter(
    ({ scope }) => scope.provider === provider && scope.account === account && holds(scope.region),
  );
  if (own.length === 0) return [`nothing of ${provider} ${account} was ever synced`];
  return own.flatMap(({ scope, commit }) =>
    Object.entries(commit.sources)
      .filter(
        ([source, { count, outcome }]) =>
          NEEDED[mode].test(source) && count === null && outcome !== 'unsupported',
      )
      .map(
        ([source, { reason }]) =>
          `${source} of ${scope.region} was never listed completely (${reason ?? 'no reason'})`,
      ),
  );
}

/** Fewer are taken away without a question. */
const FEW = 10;

/** What is there now: by id, and by what it stands for, since an id changes with a name in a file, and that takes nothing away. */
export interface Present {
  readonly ids: ReadonlySet<string>;
  readonly refs: ReadonlySet<string>;
}

/**
 * Why nothing of a domain may be sent anew: more than the share of what was there
 * would go although no commit says that it is gone. No commit says so of a
 * resource that some scope still holds, of one of a scope whose log is not there,
 * and of what nobody knows any more what it stands for.
 */
export function unbacked(
  former: ReadonlyMap<string, Former>,
  now: Present,
  { estate, scopes }: WholeEstate,
  maxShare: number,
): readonly string[] {
  const lost = [...former].flatMap(([id, was]) => {
    if (!('ref' in was)) return now.ids.has(id) ? [] : [was.name];
    const { ref, account, region } = was;
    if (now.refs.has(ref)) return [];
    const isRead = scopes.some(
      ({ scope }) =>
        scope.provider === providerOf(ref) && scope.account === account && scope.region === region,
    );
    const standing = estate.get(ref as Ref)?.standing;
    return !isRead || (standing !== undefined && standing !== 'stale') ? [ref] : [];
  });
  const tooMany = lost.length >= FEW && lost.length > former.size * maxShare;
  return lineOf(
    tooMany ? lost : [],
    (count, some) =>
      `${count} resources would go although no commit says so: ${some}: bring their log back; if they are gone indeed, a run with a larger "maxShare" takes them away`,
  );
}
