import { GLOBAL } from '../collect/provider.ts';
import type { Provider } from '../collect/provider.ts';
import { anyOf } from './patterns.ts';

type Listed = Pick<Provider<never, never>, 'name'> & {
  readonly collectors: readonly { readonly scope: 'account' | 'region' }[];
};

/**
 * Why these regions cannot be selected, and what to do instead; `undefined` where they can. Where each list is of an
 * account wherever its resources are, an account is one scope: to list a part of it would take the rest for removed.
 */
export function refusalOfRegions(
  { name, collectors }: Listed,
  regions: readonly string[],
): string | undefined {
  const isWhole = collectors.every(({ scope }) => scope === 'account');
  if (regions.length === 0 || !isWhole || anyOf(regions)(GLOBAL)) return undefined;
  return `${name} has no ${regions.join(', ')} to select: each of its lists is of a whole account, wherever its resources are: leave regions out, and select accounts instead`;
}
