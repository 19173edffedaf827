import { refusalOfRegions } from '../whole-accounts.ts';
import type { Context } from './context.ts';
import type { ScopeOptions } from './options.ts';
import { Refused } from './refused.ts';

type Selection = Pick<ScopeOptions, 'provider' | 'region'>;

/** The providers of the configuration that the options select. Throws `Refused` where they can select none. */
export async function selectedProviders(context: Context, options: Selection): Promise<readonly string[]> {
  return regional(context, await configured(context, options.provider), options);
}

async function configured({ config }: Context, wanted: readonly string[]): Promise<readonly string[]> {
  const { providers, where } = await config();
  const all = Object.keys(providers);
  if (all.length === 0) {
    throw new Refused(`${where}: providers: names none: add one, such as "aws: {}"`);
  }
  const missing = wanted.find((name) => !all.includes(name));
  if (missing !== undefined) {
    throw new Refused(`${where}: providers: has no "${missing}": it has ${all.join(', ')}`);
  }
  return wanted.length === 0 ? all : all.filter((name) => wanted.includes(name));
}

/** Those that have regions to select, if any are asked for. Without one the reason is what is told, else it is a note. */
async function regional(
  context: Context,
  names: readonly string[],
  { provider, region }: Selection,
): Promise<readonly string[]> {
  const all = await Promise.all(
    names.map(async (name) => ({ name, refusal: refusalOfRegions(await context.provider(name), region) })),
  );
  const left = all.filter(({ refusal }) => refusal === undefined).map(({ name }) => name);
  for (const { name, refusal } of all) {
    if (refusal === undefined) continue;
    if (left.length === 0 || provider.includes(name)) throw new Refused(`--region: ${refusal}`);
    context.note(`--region: ${refusal}`);
  }
  return left;
}
