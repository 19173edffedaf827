import * as z from 'zod/mini';
import { grouped, whole } from '../../shared/collect/gather.ts';
import { parsed } from '../../shared/collect/wire.ts';
import { API } from './apis.ts';
import type { Baidu } from './client.ts';
import { id } from './items.ts';
import { markedPages, orNothing } from './pages.ts';
import { RouteRule } from './routes.ts';

export interface RouteTable {
  readonly table: string;
  readonly vpcId: string;
  readonly rules: readonly RouteRule[];
}

/**
 * By their rules. No page says that a table always has some, so that of a VPC without any is asked for itself; of the others
 * the page has nothing else to tell than a name, which is a call for each. https://cloud.baidu.com/doc/VPC/s/jjwvyuh0v
 */
export async function tablesOf(api: Baidu, vpcId: string): Promise<readonly RouteTable[]> {
  const at = 'routeRules';
  const listed = { params: { vpcId }, at, item: RouteRule };
  const rules = await whole(markedPages(orNothing(api, at), API.routes, listed));
  if (rules.length === 0) return withoutRules(api, vpcId);
  const tables = grouped(rules, (rule) => rule.routeTableId);
  return [...tables].map(([table, own]) => ({ table, vpcId, rules: own }));
}

/** SDK type GetRouteTableResult. */
const Table = z.object({ routeTableId: id });

async function withoutRules(api: Baidu, vpcId: string): Promise<readonly RouteTable[]> {
  const answer = await api.find(API.routeTable, { params: { vpcId } });
  if (answer === undefined) return [];
  const { routeTableId: table } = parsed(Table, answer, API.routeTable.action);
  return [{ table, vpcId, rules: [] }];
}
