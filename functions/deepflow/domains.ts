import { createHash } from 'node:crypto';
import type { ProviderName } from '../../shared/collect/provider.ts';
import type { Config } from './config.ts';
import type { DomainSection } from './config-domain.ts';
import type { DeepflowDomain } from './controller-shapes.ts';
import { BUILT_IN, SEEDS } from './ids.ts';
import { mainOf, regionOf, shortOf } from './regions.ts';
import { SHORT_NAME, cut, storable } from './safe.ts';

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
  /** VPCs, subnets and servers go by a file. */
  readonly file: DomainSection['file'];
  readonly hosts: DomainSection['hosts'];
}

/** An account, or a region of one, that is configured and has no domain. */
export interface Untargeted {
  readonly name: string;
  readonly why: string;
}

export interface Targets {
  readonly targets: readonly Target[];
  readonly problems: readonly Untargeted[];
}

/**
 * Everything in a domain is of one region of DeepFlow, so an account has one
 * domain for each that its regions are mapped to; the main one is called by the
 * account alone. The cluster id makes it the same domain in every run; https://github.com/deepflowio/deepflow allows 32
 * letters, digits and `-`.
 */
export function targetsOf(
  config: Config,
  regionsOf: (provider: string, account: string) => readonly string[],
): Targets {
  const problems: Untargeted[] = [];
  const targets = config.domains.flatMap((section): readonly Target[] => {
    const { provider, account, mode, ids, hosts } = section;
    if (mode === 'tags') {
      const clusterId = section.domain ?? '';
      const all = { holds: () => true, ids, file: undefined, hosts };
      return [{ provider, account, mode, name: clusterId, clusterId, region: '', ...all }];
    }
    const mapped = groupsOf(regionsOf(provider, account), (region) => regionOf(config, provider, region));
    if (mapped.size === 0)
      problems.push({
        name: `${provider} ${account}`,
        why: `nothing of ${provider} ${account} was ever synced`,
      });
    for (const region of new Set(mapped.get(undefined)))
      problems.push({
        name: `${provider} ${account} ${region}`,
        why: `${provider}/${region} is of no region of DeepFlow: "regions" maps it to one`,
      });
    return [...mapped].flatMap(([region, own]): readonly Target[] => {
      if (region === undefined) return [];
      // The configuration decides, not what is synced: a region more makes no domain another one.
      const isMain = region === mainOf(config, provider);
      const short = shortOf(region, Object.values(config.regions));
      const whole = `${provider}/${account}${isMain ? '' : `/${region}`}`;
      return [
        {
          provider,
          account,
          mode,
          name: nameOf(section.name ?? `${provider} ${account}`, isMain ? '' : ` ${short}`),
          clusterId: clusterIdOf(whole),
          region,
          holds: (one) => own.includes(one),
          ids,
          file: isMain ? section.file : suffixed(section.file, short),
          hosts,
        },
      ];
    });
  });
  return { targets, problems };
}

/** Of a domain: its column takes 64 characters. */
const nameOf = (name: string, end: string): string => `${cut(storable(name), SHORT_NAME - end.length)}${end}`;

/** `a/b.yaml` as `a/b-<end>.yaml`: each domain has a file of its own. */
function suffixed(file: Target['file'], end: string): Target['file'] {
  if (file === undefined) return undefined;
  const named = (path: string): string => path.replace(/(\.[^./]*)?$/, (ending) => `-${end}${ending}`);
  return {
    server: named(file.server),
    path: file.path === undefined ? undefined : named(file.path),
    key: file.key === undefined ? undefined : named(file.key),
  };
}

export function groupsOf<T, K>(items: readonly T[], keyOf: (item: T) => K): ReadonlyMap<K, readonly T[]> {
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
