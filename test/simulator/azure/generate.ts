/** An estate of any size from a seed: the same one every time. */
import {
  type Estate,
  type Location,
  emptyEstate,
  location,
  logicalLocation,
  subscription,
  tenant,
} from './estate.ts';
import { makeCompute } from './generate/compute.ts';
import { makeData } from './generate/data.ts';
import { type Ground, groundOf } from './generate/ground.ts';
import { makeBalancers } from './generate/balancers.ts';
import { makeNetworks, makePeerings, makeWans } from './generate/network.ts';
import { SMALL, type Sizes } from './generate/sizes.ts';

export const TENANT = '7e4a4700-0000-4000-8000-000000000001';

export interface EstateSpec {
  readonly seed: string;
  /** Ids of subscriptions: GUIDs. All are in one tenant. */
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  /** Of every subscription, or of the one of that number. */
  readonly sizes?: Partial<Sizes> | ((n: number) => Partial<Sizes>);
}

/** That many ids of subscriptions. */
export const subscriptionIds = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, n) => `50b50000-0000-4000-8000-${String(n).padStart(12, '0')}`);

export function generateEstate({ seed, accounts, regions, sizes = {} }: EstateSpec): Estate {
  const estate = emptyEstate();
  estate.tenants[TENANT] = tenant(TENANT);
  const sizesOf = typeof sizes === 'function' ? sizes : () => sizes;
  const grounds = accounts.flatMap((id, n) => {
    const own = subscription(id, TENANT, `Subscription ${n} 订阅`, locationsOf(regions, n));
    estate.subscriptions[id] = own;
    return regions.map((region, r) =>
      groundOf(own, region, `${seed} ${id} ${region}`, { ...SMALL, ...sizesOf(n) }, n * regions.length + r),
    );
  });
  for (const ground of grounds) makeOwn(ground);
  for (const ground of grounds) makePeerings(ground, grounds);
  return estate;
}

function makeOwn(ground: Ground): void {
  makeNetworks(ground);
  makeCompute(ground);
  makeBalancers(ground);
  makeWans(ground);
  makeData(ground);
}

/** What one subscription calls zone 1 is zone 2 of the next. */
function locationsOf(regions: readonly string[], n: number): readonly Location[] {
  const numbers = [1, 2, 3].map((k) => ((k + n - 1) % 3) + 1);
  return [...regions.map((name) => location(name, numbers)), logicalLocation('europe', 'Europe')];
}
