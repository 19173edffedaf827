import * as z from 'zod/mini';
import { CloudError } from '../../shared/collect/errors.ts';
import { API } from './apis.ts';
import type { Ask } from './client.ts';
import { id, said } from './items.ts';
import { itemsOf } from './pages.ts';

/** SDK type Region of bcc. */
export const Region = z.object({ regionId: id, regionName: said });
export type Region = z.infer<typeof Region>;

/** All that there are; the API has no pages. https://cloud.baidu.com/doc/BCC/s/3lvc76e8v */
export async function regionsOf(ask: Ask): Promise<readonly Region[]> {
  const regions = itemsOf(await ask(API.regions, { body: {} }), 'regions', Region, API.regions.action);
  if (regions.length === 0) throw new CloudError('invalid', `${API.regions.action}: no region at all`);
  return regions;
}
