import { anyOf } from './patterns.ts';

/** Of accounts or regions: patterns with `*`, of ids and of the names that people see. */
export interface Choice {
  readonly include?: readonly string[] | undefined;
  readonly exclude?: readonly string[] | undefined;
}

/** Is something with these names chosen? No `include` chooses all; `exclude` wins. */
export function chosen({ include, exclude = [] }: Choice, names: readonly string[]): boolean {
  const isAmong = (some: readonly string[]): boolean => names.some(anyOf(some.map((one) => one.trim())));
  return (include === undefined || isAmong(include)) && !isAmong(exclude);
}

/**
 * Might something with this id be chosen by a name that nobody knows? `isOfIds`: does a pattern stand for ids, so that no
 * name can be meant?
 */
export function mayBeChosen(
  { include, exclude = [] }: Choice,
  id: string,
  isOfIds: (pattern: string) => boolean,
): boolean {
  const isOfName = (pattern: string): boolean => !isOfIds(pattern.trim());
  return chosen({ exclude }, [id]) && (chosen({ include }, [id]) || include?.some(isOfName) === true);
}

/** Patterns that only a localised name can match: ids are of small letters, digits and dashes. */
export function hasNames({ include = [], exclude = [] }: Choice): boolean {
  return [...include, ...exclude].some((pattern) => !/^[a-z0-9*-]+$/.test(pattern.trim()));
}

/** `names`: as far as they have been told. A region whose names nobody has told may be one that is wanted by name. */
export function wantsRegion(
  regions: Choice,
  region: string,
  names: ReadonlyMap<string, readonly string[]>,
): boolean {
  const known = names.get(region);
  if (known !== undefined) return chosen(regions, [region, ...known]);
  return chosen(regions, [region]) || (hasNames(regions) && chosen({ exclude: regions.exclude }, [region]));
}
