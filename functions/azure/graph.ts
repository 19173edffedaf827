/**
 * Azure Resource Graph: one query for many subscriptions and all types, instead of a list for each.
 * https://learn.microsoft.com/en-us/rest/api/azureresourcegraph/resourcegraph/resources/resources (2024-04-01)
 */
import * as z from 'zod/mini';
import type { Clock } from '../../shared/collect/clock.ts';
import { CloudError } from '../../shared/collect/errors.ts';
import { byToken } from '../../shared/collect/paginate.ts';
import { begun } from '../../shared/collect/parallel.ts';
import { maybe, parsed, text, whole } from '../../shared/collect/wire.ts';
import type { Answer, Ask, Asked } from './client.ts';
import { resetsAfterMs } from './errors.ts';
import { armId, subscriptionOf } from './items.ts';
import { Rows, typeOf } from './reading.ts';
import type { Reading } from './reading.ts';
import { TYPES } from './resources.ts';
import type { TypeName } from './resources.ts';

export const GRAPH = 'Microsoft.ResourceGraph/resources/read';
const PATH = '/providers/Microsoft.ResourceGraph/resources';
const VERSION = '2024-04-01';

/** The largest page. https://learn.microsoft.com/en-us/azure/governance/resource-graph/concepts/work-with-data */
const PAGE = 1000;

/**
 * Subscriptions of one query: fewer than 300 are advised, 100 are in the sample.
 * https://learn.microsoft.com/en-us/azure/governance/resource-graph/concepts/guidance-for-throttled-requests
 */
export const GROUP = 100;

const SUBSCRIPTION = 'microsoft.resources/subscriptions';

const Page = z.object({
  totalRecords: whole,
  /** Text, says the schema. */
  resultTruncated: maybe(text),
  $skipToken: maybe(z.string()),
  data: z.array(z.object({ id: armId, type: z.string() })),
});

export interface GraphPorts {
  readonly ask: Ask;
  readonly clock: Clock;
  readonly wants: (region: string) => boolean;
  /** Smaller pages than the API allows. */
  readonly pageSize?: number;
}

/** What the graph has of some types in some subscriptions, by subscription. Throws, or is whole. */
export type Graph = (
  subscriptions: readonly string[],
  types: readonly TypeName[],
) => Promise<(subscription: string) => Reading>;

export function graphOf(ports: GraphPorts): Graph {
  const ask = obeying(ports);
  return async (subscriptions, types) => {
    const rows = new Map(subscriptions.map((one) => [one, new Rows(ports.wants)]));
    const present = new Set<string>();
    let pages = 0;
    const tables = [...new Set(types.map((name) => TYPES[name].table))];
    const lists = [...new Set(['resources' as const, ...tables])].map((table) => {
      const own = types.filter((name) => TYPES[name].table === table);
      return begun(pagesOf(ask, queryOf(table, own), subscriptions, ports.pageSize ?? PAGE));
    });
    for (const list of lists) {
      for await (const page of list) {
        pages++;
        for (const row of page) {
          const subscription = subscriptionOf(row.id) ?? '';
          const name = typeOf(row);
          if (row.type.toLowerCase() === SUBSCRIPTION) present.add(subscription);
          else if (name !== undefined) rows.get(subscription)?.add(name, row);
        }
        for (const one of rows.values()) one.turnPage();
      }
    }
    const several = pages > 1 + (tables.includes('computeresources') ? 1 : 0);
    return (subscription) => {
      const own = rows.get(subscription);
      if (own === undefined || !present.has(subscription)) throw vanished(subscription);
      return own.reading(several);
    };
  };
}

/** What a principal may not read is left out of the answer without a word; then its own row is missing, too. */
function vanished(subscription: string): CloudError {
  return new CloudError(
    'denied',
    `${GRAPH}: the answer has nothing of subscription ${subscription}: give this identity its role at the subscription or above it`,
  );
}

/**
 * In the order of ids, without which pages have no order, and without `limit`, with which there would be no second
 * page. Each subscription is a row, too, to tell one that is empty from one that cannot be seen.
 * https://learn.microsoft.com/en-us/azure/governance/resource-graph/concepts/work-with-data#paging-results
 * https://learn.microsoft.com/en-us/azure/governance/resource-graph/concepts/query-language (`union`)
 */
export function queryOf(table: 'resources' | 'computeresources', types: readonly TypeName[]): string {
  const columns = '| project id, name, type, location, zones, sku, tags, properties';
  const containers = ['resourcecontainers', `| where type =~ '${SUBSCRIPTION}'`, columns];
  const among = types.map((name) => `'${TYPES[name].type}'`).join(', ');
  const lines = [table, `| where type in~ (${among})`, columns];
  const all =
    table === 'computeresources'
      ? lines
      : types.length === 0
        ? containers
        : [...lines, `| union (${containers.join('\n')})`];
  return [...all, '| order by id asc'].join('\n');
}

export const graphAsked = (body: object): Asked => ({
  action: GRAPH,
  method: 'POST',
  at: PATH,
  params: { 'api-version': VERSION },
  body,
});

type Row = Readonly<Record<string, unknown>> & { readonly id: string; readonly type: string };

/** Each row once. Throws unless there are as many as any page has said. */
async function* pagesOf(
  ask: Ask,
  query: string,
  subscriptions: readonly string[],
  size: number,
): AsyncGenerator<readonly Row[], void, undefined> {
  const seen = new Set<string>();
  let least = Number.POSITIVE_INFINITY;
  const pages = byToken(
    async (token) => {
      const options = {
        resultFormat: 'objectArray',
        $top: size,
        ...(token !== undefined && { $skipToken: token }),
      };
      const { body } = await ask(graphAsked({ query, subscriptions, options }));
      return { page: parsed(Page, body, GRAPH), body };
    },
    ({ page }) => page.$skipToken,
  );
  for await (const { page, body } of pages) {
    if (page.resultTruncated === 'true' && !page.$skipToken)
      throw new CloudError('invalid', `${GRAPH}: an answer that was cut and does not say how to go on`);
    least = Math.min(least, page.totalRecords);
    const rows = rowsOf(body).filter((_, n) => isNew(seen, page.data[n]?.id));
    yield rows;
  }
  if (seen.size < least) throw new CloudError('invalid', `${GRAPH}: ${seen.size} of ${least} records came`);
}

/** The rows as they came: `Page` has only looked at them. */
function rowsOf({ data }: Answer['body']): readonly Row[] {
  return data as readonly Row[];
}

/** A row comes twice when another one came before it meanwhile. */
function isNew(seen: Set<string>, id: string | undefined): boolean {
  if (id === undefined || seen.has(id)) return false;
  seen.add(id);
  return true;
}

/** Waits where the last answer said that nothing is left of the window. */
function obeying({ ask, clock }: GraphPorts): Ask {
  let notBefore = 0;
  return async (asked) => {
    const wait = notBefore - clock.now();
    if (wait > 0) await clock.sleep(wait);
    const answer = await ask(asked);
    if (answer.headers.get('x-ms-user-quota-remaining') === '0')
      notBefore = clock.now() + (resetsAfterMs(answer) ?? 0);
    return answer;
  };
}
