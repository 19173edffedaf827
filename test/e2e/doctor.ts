/** `doctor` over a simulated cloud, from the command line: what is missing is named, each permission by itself. */
import { onTestFinished } from 'vitest';
import type { AnyProvider } from '../../shared/runtime/commands/context.ts';
import { type Machine, machine } from '../shared/runtime/cli/machine.ts';
import type { Cloud } from '../simulator/cloud/server.ts';

export interface Clinic<C extends Cloud> {
  readonly provider: AnyProvider;
  readonly start: (options: {
    readonly wallClock: () => number;
    readonly buckets: { readonly '*': undefined };
  }) => Promise<C>;
  readonly env: (cloud: C) => Readonly<Record<string, string>>;
  /** Of the provider's section; where the cloud is, is added. */
  readonly config: object;
}

export interface Opened<C extends Cloud> {
  readonly cloud: C;
  readonly made: Machine;
}

/** A command line whose clock is the cloud's. */
export async function clinic<C extends Cloud>({
  provider,
  start,
  env,
  config,
}: Clinic<C>): Promise<Opened<C>> {
  let clock: Machine['clock'] | undefined;
  const wallClock = (): number => clock?.now() ?? Date.now();
  const cloud = await start({ wallClock, buckets: { '*': undefined } });
  onTestFinished(() => cloud.close());
  const section = JSON.stringify({ ...config, endpoint: cloud.url });
  const made = await machine(
    { [provider.name]: async () => provider },
    `providers: { ${provider.name}: ${section} }`,
  );
  made.clock.tick(Date.now() - made.clock.now());
  ({ clock } = made);
  Object.assign(made.env, env(cloud));
  return { cloud, made };
}

/** What a command says line by line, as JSON has it. */
export interface Check {
  readonly what: string;
  readonly status: 'ok' | 'incomplete' | 'failed';
  readonly text: string;
  readonly kinds?: readonly string[];
  readonly policy?: string;
}

export async function doctored({ made }: Opened<Cloud>): Promise<{ code: number; checks: readonly Check[] }> {
  const { code, out } = await made.run('doctor', '--json');
  return { code, checks: JSON.parse(out) as readonly Check[] };
}

/** Actions that are asked for in a region or of an account, each once. */
export function probedOf({ collectors }: AnyProvider): readonly string[] {
  return [...new Set(collectors.flatMap(({ actions }) => actions))].toSorted();
}
