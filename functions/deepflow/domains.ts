import { createHash } from 'node:crypto';
import type { ProviderName } from '../../shared/collect/provider.ts';
import type { Config, DomainSection } from './config.ts';
import type { DeepflowDomain } from './controller.ts';
import { BUILT_IN, SEEDS } from './ids.ts';

/** A domain of DeepFlow that stands for the regions of an account that are one region there. */
export interface Target {
  readonly provider: ProviderName;
  readonly account: string;
  readonly mode: DomainSection['mode'];
  readonly name: string;
  /** What finds it again, whatever people call it; of `tags`: what it was configured by. */
  readonly clusterId: string;
  /** Of the region in DeepFlow that everything in it is of. */
  readonly region: string;
  /** Which regions of the cloud. */
  readonly holds: (region: string) => boolean;
  readonly ids: DomainSection['ids'];
}

/** The region of DeepFlow that a region of a cloud is of. */
export function regionOf(
  { regions }: Pick<Config, 'regions'>,
  provider: string,
  region: string,
): string | undefined {
  return regions[`${provider}/${region}`] ?? regions[`${provider}/*`] ?? regions['*'];
}

/**
 * Everything in a domain is of one region of DeepFlow, so an account has one
 * domain for each that its regions are mapped to. The cluster id makes it the
 * same domain in every run; https://github.com/deepflowio/deepflow allows 32
 * letters, digits and `-`.
 */
export function targetsOf(
  config: Config,
  regionsOf: (provider: string, account: string) => readonly string[],
): readonly Target[] {
  return config.domains.flatMap((section): readonly Target[] => {
    const { provider, account, mode, ids } = section;
    if (mode === 'tags') {
      const clusterId = section.domain ?? '';
      return [{ provider, account, mode, name: clusterId, clusterId, region: '', holds: () => true, ids }];
    }
    const mapped = groupsOf(regionsOf(provider, account), (region) => regionOf(config, provider, region));
    return [...mapped].flatMap(([region, own]): readonly Target[] => {
      if (region === undefined) return [];
      const several = mapped.size > 1;
      const whole = `${provider}/${account}${several ? `/${region}` : ''}`;
      const name = `${section.name ?? `${provider} ${account}`}${several ? ` ${region.slice(0, 8)}` : ''}`;
      return [
        {
          provider,
          account,
          mode,
          name,
          clusterId: clusterIdOf(whole),
          region,
          holds: (one) => own.includes(one),
          ids,
        },
      ];
    });
  });
}

function groupsOf<T, K>(items: readonly T[], keyOf: (item: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

const clusterIdOf = (name: string): string =>
  `tagsync-${createHash('sha256').update(name).digest('hex').slice(0, 20)}`;

/** The domain that DeepFlow has for a target. */
export function domainFor(target: Target, domains: readonly DeepflowDomain[]): DeepflowDomain | undefined {
  return domains.find(({ CLUSTER_ID, LCUUID, NAME }) =>
    target.mode === 'own'
      ? CLUSTER_ID === target.clusterId
      : LCUUID === target.clusterId || NAME === target.clusterId,
  );
}

/** Ids of DeepFlow's own collector would be there twice while it collects that cloud. */
export function mayBeBuiltIn({ provider, ids }: Target, domains: readonly DeepflowDomain[]): boolean {
  if (ids !== 'built-in' || SEEDS[provider] === 'none') return false;
  return !domains.some(({ TYPE }) => TYPE === BUILT_IN[provider]);
}
