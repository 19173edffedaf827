import type { Estate } from '../../shared/model/links/estate.ts';
import type { ReadScope } from '../../shared/lookup/read-estate.ts';
import type { Ref } from '../../shared/model/ref.ts';
import type { Target } from './domains.ts';
import type { Content } from './own.ts';
import type { Sent } from './sent.ts';

/**
 * Sources without which a payload would lack what is there: those of zones,
 * VPCs, subnets, servers and interfaces, as the clouds' collectors are called.
 * `test/contract` holds it against the descriptors.
 */
export const NEEDED =
  /^(?:az|zone|region|vpc|vnet|router-vpc|subnet|vxnet|vm|vms|instance|bare-metal|bbc|bcc|scale-set.*|nic|eni|port)$/;

/** Why nothing of a domain may be sent anew: a source that its payload needs has never been listed completely. */
export function neverListed(
  scopes: readonly ReadScope[],
  { provider, account, holds }: Target,
): readonly string[] {
  const own = scopes.filter(
    ({ scope }) => scope.provider === provider && scope.account === account && holds(scope.region),
  );
  if (own.length === 0) return [`nothing of ${provider} ${account} was ever synced`];
  return own.flatMap(({ scope, commit }) =>
    Object.entries(commit.sources)
      .filter(
        ([source, { count, outcome }]) => NEEDED.test(source) && count === null && outcome !== 'unsupported',
      )
      .map(
        ([source, { reason }]) =>
          `${source} of ${scope.region} was never listed completely (${reason ?? 'no reason'})`,
      ),
  );
}

/** Fewer are taken away without a question. */
const FEW = 10;

/**
 * Items that were sent and would not be any more although no commit says that
 * they are gone: a resource that some scope still holds, or one of a scope whose
 * log is not there. More of them than the share stop the domain.
 */
export function unbacked(
  sent: Sent | undefined,
  origins: Content['origins'],
  estate: Estate,
  scopes: readonly ReadScope[],
  maxShare: number,
): readonly string[] {
  if (sent === undefined) return [];
  // By what they stand for: an id changes with a name in a file, and that takes nothing away.
  const now = new Set([...origins.values()].map(({ ref }) => ref));
  const lost = [...sent.origins].filter(([, { ref, account, region }]) => {
    if (now.has(ref)) return false;
    const isRead = scopes.some(({ scope }) => scope.account === account && scope.region === region);
    const standing = estate.get(ref as Ref)?.standing;
    return !isRead || (standing !== undefined && standing !== 'stale');
  });
  const tooMany = lost.length >= FEW && lost.length > sent.origins.size * maxShare;
  return tooMany ? lost.map(([, { ref }]) => ref) : [];
}
