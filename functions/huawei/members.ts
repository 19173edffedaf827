import { CloudError } from '../../shared/collect/errors.ts';
import { FAN_OUT, inParallel } from '../../shared/collect/parallel.ts';
import { whole } from '../../shared/collect/gather.ts';
import { API } from './apis.ts';
import type { Huawei } from './client.ts';
import { EVERYWHERE, Member } from './lists.ts';
import type { Pool } from './lists.ts';
import { markedPages } from './pages.ts';

export interface Placed {
  readonly pool: Pool;
  readonly member: Member;
}

const AT = { at: 'members', item: Member, size: 2000 } as const;

/**
 * Members by pool: pools name theirs, and one list tells them all; its own `pool_id` is not to be
 * used. Some sites do not have that list, and a pool may name members that it does not have (they came later, or
 * belong to an enterprise project that it leaves out): such a pool is asked itself.
 * https://support.huaweicloud.com/api-elb/ListAllMembers.html
 */
export async function* membersOf(api: Huawei): AsyncGenerator<readonly Placed[], void, undefined> {
  const pages = await api.lists.pools('lb-target');
  for (const project of new Set(pages.map((page) => page.project))) {
    const pools = pages.flatMap((page) => (page.project === project ? page.items : []));
    const listed = await everyMember(api, project);
    const isKnown = (pool: Pool): boolean => pool.members.every((id) => listed.has(id));
    yield pools.filter(isKnown).flatMap((pool) =>
      pool.members.flatMap((id) => {
        const member = listed.get(id);
        return member === undefined ? [] : [{ pool, member }];
      }),
    );
    yield* inParallel(
      pools.filter((pool) => !isKnown(pool)),
      FAN_OUT,
      (pool) => ofPool(api, project, pool),
    );
  }
}

/** Nothing where a site does not have the list: then no pool is known by it, and each is asked itself. */
async function everyMember(api: Huawei, project_id: string): Promise<ReadonlyMap<string, Member>> {
  const listed = new Map<string, Member>();
  const pages = markedPages(api, API.members, { ids: { project_id }, params: EVERYWHERE, ...AT });
  try {
    for await (const page of pages) for (const member of page) listed.set(member.id, member);
  } catch (error) {
    if (!isNoSuchApi(error)) throw error;
  }
  return listed;
}

const isNoSuchApi = (error: unknown): boolean =>
  error instanceof CloudError && error.reason === 'unsupported';

/** A pool that has gone has no members. */
async function ofPool(api: Huawei, project_id: string, pool: Pool): Promise<readonly Placed[]> {
  const ids = { project_id, pool_id: pool.id };
  const pages = markedPages(unlessGone(api), API.poolMembers, { ids, ...AT });
  return (await whole(pages)).map((member) => ({ pool, member }));
}

function unlessGone({ find, pageSize }: Huawei): Pick<Huawei, 'ask' | 'pageSize'> {
  return { pageSize, ask: async (...asked) => (await find(...asked)) ?? { members: [] } };
}
