import * as z from 'zod/mini';
import { byToken } from '../../shared/collect/paginate.ts';
import { maybe, parsed } from '../../shared/collect/wire.ts';
import type { Answer, Ask } from './client.ts';
import { id, said } from './items.ts';
import { listIn } from './pages.ts';

/** SDK type RegionForDescribeRegionsOutput of ecs: ids, and no names. */
const Region = z.object({ RegionId: id });

/** SDK type RegionForDescribeRegionsOutput of rdsmysqlv2. */
const Named = z.object({ RegionId: id, RegionName: said });

/** Every region that the account may use. */
export async function regionIdsOf(ask: Ask): Promise<readonly string[]> {
  const regions: string[] = [];
  const pages = byToken(
    (token) => ask('ecs:DescribeRegions', { MaxResults: 100, NextToken: token }),
    (answer) => nextToken(answer, 'ecs:DescribeRegions'),
  );
  for await (const answer of pages) {
    const page = listIn(answer, 'Regions', Region, 'ecs:DescribeRegions');
    regions.push(...page.map(({ RegionId }) => RegionId));
  }
  return regions;
}

/** Names by id. Of the lists of regions, those of the databases have names; MySQL is in every region. */
export async function regionNamesOf(ask: Ask): Promise<ReadonlyMap<string, string>> {
  const answer = await ask('rds_mysql:DescribeRegions', {});
  const regions = listIn(answer, 'Regions', Named, 'rds_mysql:DescribeRegions');
  return new Map(regions.flatMap(({ RegionId, RegionName }) => (RegionName ? [[RegionId, RegionName]] : [])));
}

export function nextToken(answer: Answer, action: string): string | undefined {
  return parsed(maybe(z.string()), answer['NextToken'], `${action} NextToken`);
}
