import type { Config } from './config.ts';
import { ownDomain } from './own-domain.ts';
import { untouched } from './part.ts';
import type { Desired, Known } from './part.ts';
import type { Target } from './domains.ts';
import { taggedDomain } from './tagged-domain.ts';

/** Pure: the same log, and the same that DeepFlow says, give the same. */
export function desiredOf(config: Config, target: Target, known: Known): Desired {
  const { domain, problem } = known;
  if (domain !== undefined)
    return target.mode === 'tags'
      ? taggedDomain(config, target, domain, known)
      : ownDomain(config, target, domain, known);
  const remedy =
    target.mode === 'tags'
      ? `there is no domain ${target.clusterId}: name one that DeepFlow collects`
      : (problem ??
        `there is no domain with the cluster id ${target.clusterId}: "create" makes it, or make it yourself`);
  return { ...untouched(target), outstanding: [remedy] };
}
