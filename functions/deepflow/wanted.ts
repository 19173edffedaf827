import { GLOBAL } from '../../shared/collect/provider.ts';
import type { Scope } from '../../shared/collect/collector.ts';
import type { WholeEstate } from '../../shared/lookup/read-estate.ts';
import type { Config } from './config.ts';

/** Of the clouds that are published everything; of the clusters, what says where they are and how they are parted. */
export function wantedBy({ domains, clusters }: Config): (scope: Scope, source?: string) => boolean {
  const providers = new Set<string>(domains.map(({ provider }) => provider));
  const ids = new Set(clusters.map(({ id }) => id));
  return ({ provider, account }, source) =>
    providers.has(provider) ||
    (provider === 'kubernetes' &&
      ids.has(account) &&
      (source === undefined || source === 'node' || source === 'namespace'));
}

/** Of an account; where all of it is one scope, as a subscription of Azure is, that one. */
export function regionsIn({ scopes }: WholeEstate): (provider: string, account: string) => readonly string[] {
  return (provider, account) => {
    const own = scopes.filter(({ scope }) => scope.provider === provider && scope.account === account);
    const all = own.map(({ scope }) => scope.region);
    const regions = all.filter((region) => region !== GLOBAL);
    return regions.length === 0 ? all : regions;
  };
}
