import { listIn } from '../../shared/collect/wire.ts';
import { table } from '../../shared/collect/table.ts';
import * as z from 'zod/mini';
import type { Ask } from './client.ts';
import { id, said } from './items.ts';

/** SDK type Zone. */
export const Zone = z.object({ zone_id: id, status: said });
export type Zone = z.infer<typeof Zone>;

export const ZONES = 'iaas:DescribeZones';

/** All that the account may enter; the API has no pages. */
export async function zonesOf(ask: Ask): Promise<readonly Zone[]> {
  return listIn(await ask(ZONES, {}), 'zone_set', Zone, ZONES);
}

/**
 * Zones that are asked about together: requests have the region's id as their `zone`. All other zones stand alone,
 * such as pek3a beside pek3, and are asked about by their own id.
 * https://docsv3.qingcloud.com/development_docs/api/parameters/ , https://docsv3.qingcloud.com/authorization/iam/faq/supported_services/
 */
const REGIONS: Readonly<Record<string, readonly string[]>> = {
  pek3: ['pek3b', 'pek3c', 'pek3d'],
  gd2: ['gd2a', 'gd2b'],
  sh1: ['sh1a', 'sh1b'],
};

/** What a request about a zone has as its `zone`. */
export function regionOf(zone: string): string {
  return Object.keys(REGIONS).find((region) => REGIONS[region]?.includes(zone)) ?? zone;
}

/** The same pages. No API tells names. */
const NAMES = table<string>({
  ap2a: '亚太2区-A',
  gd2: '广东2区',
  gd2a: '广东2区-A',
  gd2b: '广东2区-B',
  pek3: '北京3区',
  pek3a: '北京3区-A',
  pek3b: '北京3区-B',
  pek3c: '北京3区-C',
  pek3d: '北京3区-D',
  sh1: '上海1区',
  sh1a: '上海1区-A',
  sh1b: '上海1区-B',
});

export function nameOf(zone: string): string {
  return NAMES[zone] ?? zone;
}

/** Regions in which something can be; `defunct` zones are scrapped. */
export function regionsIn(zones: readonly Zone[]): readonly string[] {
  const open = zones.filter(({ status }) => status !== 'defunct');
  return [...new Set(open.map(({ zone_id }) => regionOf(zone_id)))].toSorted();
}
