import { listIn } from '../../shared/collect/wire.ts';
import { whole } from '../../shared/collect/gather.ts';
import * as z from 'zod/mini';
import type { Ask } from './client.ts';
import { id, said } from './items.ts';
import { tokenPages } from './pages.ts';

/** SDK type RegionForDescribeRegionsOutput of ecs: ids, and no names. */
const Region = z.object({ RegionId: id });

/** SDK type RegionForDescribeRegionsOutput of rdsmysqlv2. */
const Named = z.object({ RegionId: id, RegionName: said });

/** Every region that the account may use. */
export async function regionIdsOf(ask: Ask): Promise<readonly string[]> {
  const regions = await whole(
    tokenPages(ask, { action: 'ecs:DescribeRegions', at: 'Regions', item: Region }),
  );
  return regions.map(({ RegionId }) => RegionId);
}

/** Names by id. Of the lists of regions, those of the databases have names; MySQL is in every region. */
export async function regionNamesOf(ask: Ask): Promise<ReadonlyMap<string, string>> {
  const answer = await ask('rds_mysql:DescribeRegions', {});
  const regions = listIn(answer, 'Regions', Named, 'rds_mysql:DescribeRegions');
  return new Map(regions.flatMap(({ RegionId, RegionName }) => (RegionName ? [[RegionId, RegionName]] : [])));
}
