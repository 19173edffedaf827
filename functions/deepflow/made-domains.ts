import { CloudError } from '../../shared/collect/errors.ts';
import { FILEREADER } from './config.ts';
import type { Config } from './config.ts';
import type { DeepflowDomain } from './controller-shapes.ts';
import { domainFor } from './domains.ts';
import type { Target } from './domains.ts';
import type { PublishPorts } from './publish-ports.ts';

/** An empty file that every machine has: a filereader needs one. */
const NO_FILE = '/dev/null';

/** Of a region that is not there, too: https://github.com/deepflowio/deepflow/blob/main/server/controller/http/service/resource/domain.go */
const NOBODY = /can not find controller ip/;
const remedyOf = (region: string): string =>
  `: DeepFlow has no controller in a region ${region}: "regions" names one that it has, or "create.config.controller_ip" the controller`;

interface Made {
  readonly domains: readonly DeepflowDomain[];
  /** By cluster id: why a domain could not be made. */
  readonly problems: ReadonlyMap<string, string>;
}

/** Makes the domains that are missing, if the configuration says how. */
export async function withMissing(
  config: Config,
  targets: readonly Target[],
  { controller, stillHeld }: PublishPorts,
  dryRun: boolean,
): Promise<Made> {
  const domains = await controller.domains();
  const problems = new Map<string, string>();
  const missing = targets.filter(
    (target) => target.mode === 'own' && domainFor(target, domains) === undefined,
  );
  if (missing.length === 0 || config.create === undefined || dryRun) return { domains, problems };
  for (const { name, clusterId, region, file } of missing) {
    const CONFIG = {
      ...(config.create.type === FILEREADER && { path: NO_FILE }),
      ...config.create.config,
      ...(file !== undefined && { path: file.server }),
      region_uuid: region,
    };
    await stillHeld();
    try {
      const { type } = config.create;
      await controller.createDomain({ NAME: name, TYPE: type, CLUSTER_ID: clusterId, CONFIG });
    } catch (error) {
      // One that cannot be made does not keep the others from what they are.
      if (!(error instanceof CloudError) || error.reason !== 'invalid') throw error;
      problems.set(clusterId, `${error.message}${NOBODY.test(error.message) ? remedyOf(region) : ''}`);
    }
  }
  return { domains: await controller.domains(), problems };
}
