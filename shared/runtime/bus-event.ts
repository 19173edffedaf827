import * as z from 'zod/mini';
import type { EventRow } from '../collect/event-row.ts';

/**
 * An event as EventBridge delivers it, with the fields that are read here.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html
 */
export const BusEvent = z.object({
  id: z.string(),
  'detail-type': z.string(),
  source: z.string(),
  account: z.string().check(z.regex(/^\d{12}$/, 'expected the 12 digits of an AWS account id')),
  region: z.string().check(z.regex(/^[a-z]+(-[a-z]+)+-\d+$/, 'expected a region, like us-east-1')),
  resources: z.array(z.string()),
  detail: z.record(z.string(), z.unknown()),
});
export type BusEvent = z.infer<typeof BusEvent>;

/** Is it one of the bus, and to be read as strictly as one? */
export const isOfBus = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'detail-type' in value;

/** A part of a scope that has something new to list. */
export interface Refresh {
  readonly account: string;
  readonly region: string;
  /** Collectors, by name, each once. */
  readonly sources: readonly string[];
}

/** What the events ask for, one refresh for each scope; `ignored`: events that no row is about. */
export function refreshesOf(
  rows: readonly EventRow[],
  events: readonly BusEvent[],
): { readonly refreshes: readonly Refresh[]; readonly ignored: readonly BusEvent[] } {
  const asked = events.map((event) => ({
    event,
    account: event.account,
    region: event.region,
    sources: rows.filter((row) => isAbout(row, event)).flatMap(({ sources }) => sources),
  }));
  return {
    refreshes: byScope(asked.filter(({ sources }) => sources.length > 0)),
    ignored: asked.filter(({ sources }) => sources.length === 0).map(({ event }) => event),
  };
}

/** One for each scope, with the sources of all. */
export function byScope(refreshes: readonly Refresh[]): readonly Refresh[] {
  const merged = new Map<string, Refresh>();
  for (const { account, region, sources } of refreshes) {
    const key = `${account}/${region}`;
    const all = new Set([...(merged.get(key)?.sources ?? []), ...sources]);
    merged.set(key, { account, region, sources: [...all] });
  }
  return [...merged.values()];
}

function isAbout({ from, types, detail, resource }: EventRow, event: BusEvent): boolean {
  return (
    event.source === from &&
    types.includes(event['detail-type']) &&
    Object.entries(detail).every(([field, wanted]) => isOneOf(event.detail[field], wanted)) &&
    (resource === undefined || event.resources.some((arn) => typeOf(arn) === resource))
  );
}

/** Of a list one value is enough, as in a pattern of the bus. */
function isOneOf(value: unknown, wanted: readonly string[]): boolean {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.some((one) => typeof one === 'string' && wanted.includes(one));
}

/** `arn:partition:service:region:account:type/id`, or with a colon: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
const typeOf = (arn: string): string | undefined => /^arn:(?:[^:]*:){4}([^:/]+)[:/]/.exec(arn)?.[1];
