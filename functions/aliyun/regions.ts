import * as z from 'zod/mini';
import type { Ask } from './client.ts';
import { id, said } from './items.ts';
import { itemsOf } from './pages.ts';

/** SDK type DescribeRegionsResponseBodyRegionsRegion. */
export const Region = z.object({ RegionId: id, LocalName: said });
export type Region = z.infer<typeof Region>;

/** All of them in one answer; names as Aliyun's own console has them, in Chinese. */
export async function regionsOf(ask: Ask): Promise<readonly Region[]> {
  const answer = await ask('ecs:DescribeRegions', { AcceptLanguage: 'zh-CN' });
  return itemsOf(answer, 'Regions.Region', Region, 'ecs:DescribeRegions');
}
