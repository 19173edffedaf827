import { hasNames, wantsRegion } from './choice.ts';
import type { Choice } from './choice.ts';

/** Of a provider's configuration: which regions. */
export interface Choosing {
  readonly regions?: Choice | undefined;
}

export interface Regions<Config> {
  readonly config: Config;
  /** Localised names by region id, as far as some account has told them. */
  readonly names: Map<string, readonly string[]>;
}

/** Is a region wanted, as far as its names have been told? */
export const wantsIn =
  ({ config, names }: Regions<Choosing>) =>
  (region: string): boolean =>
    wantsRegion(config.regions ?? {}, region, names);

/** Of a cloud that tells the names of its regions with their ids. */
export async function namedRegions(
  ports: Regions<Choosing>,
  list: () => Promise<readonly { readonly id: string; readonly name: string; readonly isOpen: boolean }[]>,
): Promise<{
  readonly regions: () => Promise<readonly string[]>;
  readonly wants: (region: string) => boolean;
}> {
  const wants = wantsIn(ports);
  const regions = async (): Promise<readonly string[]> => {
    const found = await list();
    for (const { id, name } of found) ports.names.set(id, [name]);
    const open = found.flatMap(({ id, isOpen }) => (isOpen ? id : []));
    return open.filter(wants).toSorted();
  };
  if (hasNames(ports.config.regions ?? {}) && ports.names.size === 0) await regions();
  return { regions, wants };
}
