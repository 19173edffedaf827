import * as z from 'zod/mini';
import { collector } from '../client.ts';
import { aliyunRef, id, said } from '../items.ts';
import { itemsOf } from '../pages.ts';

/** SDK type DescribeZonesResponseBodyZonesZone of vpc. */
const Zone = z.object({ ZoneId: id, LocalName: said });

/** Of VPC, which lists a zone whether servers are on sale there or not; the API has no pages. */
export const az = collector({
  name: 'az',
  emits: ['az'],
  scope: 'region',
  paging: 'token',
  actions: ['vpc:DescribeZones'],

  async *list({ ask, region: RegionId }) {
    const answer = await ask('vpc:DescribeZones', { RegionId, AcceptLanguage: 'zh-cn' });
    yield itemsOf(answer, 'Zones.Zone', Zone, 'vpc:DescribeZones');
  },

  *map({ ZoneId, LocalName }, { region }) {
    yield {
      kind: 'az',
      ref: aliyunRef('az', ZoneId),
      id: ZoneId,
      name: LocalName ?? ZoneId,
      tags: [],
      region: aliyunRef('region', region),
      zone_id: undefined,
    };
  },
});
