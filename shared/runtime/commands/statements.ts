import type { Kind } from '../../model/kinds.ts';
import type { AnyProvider } from './context.ts';

/** One action of a cloud's policy, and what comes of it. */
export interface Permission {
  readonly action: string;
  readonly required: boolean;
  /** The kinds it feeds; empty: it finds or enters accounts and regions. */
  readonly kinds: readonly Kind[];
  /** Which configurations need it; `undefined`: all. */
  readonly where: string | undefined;
}

/** Without these an address cannot be told from another; all others are one kind less. */
const REQUIRED: ReadonlySet<Kind> = new Set(['region', 'az', 'vpc', 'subnet', 'vm', 'nic']);

/** Every action that the descriptors declare and a policy must allow, in order; nothing else is asked for. */
export function permissionsOf({
  collectors,
  actions,
  free = [],
  conditional = {},
}: AnyProvider): readonly Permission[] {
  const names = new Set([...actions, ...collectors.flatMap((collector) => collector.actions)]);
  for (const action of free) names.delete(action);
  return [...names].toSorted().map((action) => {
    const feeding = collectors.filter((collector) => collector.actions.includes(action));
    const kinds = [...new Set(feeding.flatMap(({ emits }) => emits))];
    const where = conditional[action];
    const isNeeded = actions.includes(action) || kinds.some((kind) => REQUIRED.has(kind));
    return { action, kinds, where, required: where === undefined && isNeeded };
  });
}

/** For people: `region, az` or what it is for, and where. */
export function purposeOf({ kinds, where }: Permission): string {
  if (where === undefined) return kinds.join(', ') || 'finding accounts and regions';
  return `${kinds.join(', ') || 'every kind'}, only where ${where}`;
}

/** What is required, what is optional, and each of `apart` on its own; none of them empty. */
export function groupsOf(
  permissions: readonly Permission[],
  apart: readonly string[],
): readonly (readonly Permission[])[] {
  const rest = permissions.filter(({ action }) => !apart.includes(action));
  return [
    rest.filter(({ required }) => required),
    rest.filter(({ required }) => !required),
    ...apart.map((name) => permissions.filter(({ action }) => action === name)),
  ].filter((group) => group.length > 0);
}
