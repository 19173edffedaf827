import { listIn } from '../../shared/collect/wire.ts';
import { table } from '../../shared/collect/table.ts';
import * as z from 'zod/mini';
import type { Ask } from './client.ts';
import { id, said } from './items.ts';

/** SDK type RegionInfo of region. */
export const Region = z.object({ Region: id, RegionName: said, RegionState: said });
export type Region = z.infer<typeof Region>;

/** All of them in one answer. The list of cvm is no longer kept up: https://cloud.tencent.com/document/product/1596/77930 */
export async function regionsOf(ask: Ask): Promise<readonly Region[]> {
  return listIn(await ask('region:DescribeRegions', PRODUCT), 'RegionSet', Region, 'region:DescribeRegions');
}

export const PRODUCT = { Product: 'cvm' };

/**
 * Peer connections name regions by their short names (`gz`, in the response
 * example of DescribeVpcPeeringConnections), which no public API translates. The
 * names are those that Tencent's own products print (the aliases of TKE, the
 * domains of CLS, COS and TCR); what is not among them stays as it is.
 */
export function regionIdOf(name: string | undefined): string | undefined {
  return name === undefined ? undefined : (SHORT[name] ?? name);
}

/** A short name that is not among ours: it may be of any region. */
export function isUnknown(name: string | undefined): boolean {
  return name === undefined || (SHORT[name] === undefined && !name.includes('-'));
}

const SHORT = table<string>({
  bj: 'ap-beijing',
  bjjr: 'ap-beijing-fsi',
  ca: 'na-toronto',
  cd: 'ap-chengdu',
  cq: 'ap-chongqing',
  de: 'eu-frankfurt',
  gz: 'ap-guangzhou',
  gzopen: 'ap-guangzhou-open',
  hk: 'ap-hongkong',
  in: 'ap-mumbai',
  jkt: 'ap-jakarta',
  jp: 'ap-tokyo',
  kr: 'ap-seoul',
  nj: 'ap-nanjing',
  qy: 'ap-qingyuan',
  ru: 'eu-moscow',
  sao: 'sa-saopaulo',
  sg: 'ap-singapore',
  sh: 'ap-shanghai',
  shadc: 'ap-shanghai-adc',
  shjr: 'ap-shanghai-fsi',
  szjr: 'ap-shenzhen-fsi',
  szx: 'ap-shenzhen',
  th: 'ap-bangkok',
  tpe: 'ap-taipei',
  tsn: 'ap-tianjin',
  use: 'na-ashburn',
  usw: 'na-siliconvalley',
});
