import * as z from 'zod/mini';
import { maybe, some, whole as wholeNumber } from '../../shared/collect/wire.ts';
import { id, idsOf, said, tags } from './items.ts';
import type { Pool } from './lists.ts';

/** SDK type Listener of elb v3. */
export const Listener = z.object({
  id,
  name: said,
  protocol: said,
  protocol_port: maybe(wholeNumber),
  default_pool_id: said,
  loadbalancers: idsOf,
  tags,
});

/** SDK type L7Policy of elb v3: it forwards to one pool, or to several by weight. */
export const Policy = z.object({
  id,
  listener_id: said,
  redirect_pool_id: said,
  redirect_pools_config: some(z.object({ pool_id: said })),
});

/** Pools name the listeners that use them, whichever way; policies name the pools. */
export function groupsByListener(
  policies: readonly z.infer<typeof Policy>[],
  pools: readonly Pool[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const groups = new Map<string, Set<string>>();
  const note = (listener: string | undefined, pool: string | undefined): void => {
    if (listener === undefined || pool === undefined) return;
    groups.set(listener, (groups.get(listener) ?? new Set()).add(pool));
  };
  for (const pool of pools) for (const listener of pool.listeners) note(listener, pool.id);
  for (const { listener_id, redirect_pool_id, redirect_pools_config } of policies) {
    note(listener_id, redirect_pool_id);
    for (const { pool_id } of redirect_pools_config) note(listener_id, pool_id);
  }
  return groups;
}
