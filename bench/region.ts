// One region of a simulated account, synced by the job as it runs in production.
import { aws } from '../functions/aws/provider.ts';
import type { Limit } from '../shared/collect/limit.ts';
import { runJob } from '../shared/runtime/job.ts';
import { EVERYTHING } from '../shared/runtime/request.ts';
import { memoryStore } from '../shared/store/memory.ts';
import { start } from './child.ts';
import { HOME, REGION } from './estate.ts';
import type { Asked, Simulated, Wish } from './estate.ts';
import { portsOf } from './ports.ts';

export interface Synced {
  /** From the plan of the region to its outcome. */
  readonly seconds: number;
  readonly calls: readonly Asked[];
}

export interface SimulatedRegion {
  /** Throws unless every source completes. `section`: more of the provider's configuration. */
  sync(limits: readonly Limit[], section?: object): Promise<Synced>;
  /** Takes something out of the estate. */
  remove(): Promise<void>;
  stop(): Promise<void>;
}

export async function simulate(simulated: Simulated): Promise<SimulatedRegion> {
  const cloud = await start('simulated', [JSON.stringify(simulated)]);
  const { url, credentials } = cloud.hello as {
    readonly url: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  };
  const ask = async (wish: Wish): Promise<unknown> => cloud.ask(wish);
  const { accessKeyId, secretAccessKey } = credentials;
  const store = memoryStore(Date.now);
  return {
    async sync(limits, section) {
      const config = aws.config.parse({ ...section, accounts: [{ accessKeyId, secretAccessKey }] });
      // Where the vendor's clients look for them.
      Object.assign(process.env, { AWS_ENDPOINT_URL: url, AWS_REGION: HOME });
      let began = 0;
      let ended = 0;
      const ports = portsOf(store);
      const report = await runJob(
        { ...aws, limits },
        config,
        { ...EVERYTHING, regions: [REGION] },
        {
          ...ports,
          observer: {
            ...ports.observer,
            planned: () => (began = performance.now()),
            synced: () => (ended = performance.now()),
          },
        },
      );
      const failure = report.failures[0]?.error;
      if (failure !== undefined) throw new Error('the job failed', { cause: failure });
      const sources = report.scopes.flatMap((scope) => scope.sources);
      const bad = sources.find(({ outcome }) => outcome !== 'written' && outcome !== 'unchanged');
      if (bad !== undefined || sources.length === 0) {
        throw new Error(`${bad?.source ?? 'nothing'} ended ${bad?.outcome ?? 'in nothing'}`, {
          cause: bad?.cause,
        });
      }
      return { seconds: (ended - began) / 1000, calls: (await ask('calls')) as readonly Asked[] };
    },
    async remove() {
      await ask('remove');
    },
    stop: async () => cloud.stop(),
  };
}
