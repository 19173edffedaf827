import * as z from 'zod/mini';
import { maybe, parsed, some } from '../../shared/collect/wire.ts';
import type { Ask } from './client.ts';
import { said } from './items.ts';
import { linkedPages } from './pages.ts';
import type { PassedOver } from './passed-over.ts';

export const LOCATIONS = 'Microsoft.Resources/subscriptions/locations/read';

/** Schema `Location` of specification/resources, subscriptions 2022-12-01. */
const Location = z.object({
  name: z.string().check(z.minLength(1)),
  displayName: said,
  metadata: maybe(z.object({ regionType: said })),
  availabilityZoneMappings: some(z.object({ logicalZone: said, physicalZone: said })),
});
export type Location = z.infer<typeof Location>;

export interface Locations {
  /** Those that are not wanted, and their zones. */
  readonly passedOver: PassedOver;
  readonly regions: readonly Location[];
  /** The physical zone of something that is in exactly one: what a subscription calls zone 1 is its own affair. */
  readonly zoneOf: (
    location: string | undefined,
    zones: readonly (string | undefined)[],
  ) => string | undefined;
}

/**
 * Physical regions as this subscription sees them; logical ones (`Europe`) hold nothing. The API has no pages.
 * https://learn.microsoft.com/en-us/rest/api/resources/subscriptions/list-locations
 */
export async function locationsOf(
  { subscription, ask }: { readonly subscription: string; readonly ask: Ask },
  wants: (region: string) => boolean,
): Promise<Locations> {
  const regions: Location[] = [];
  const passedOver = new Map<string, string>();
  const physical = new Map<string, string>();
  const path = `/subscriptions/${subscription}/locations`;
  for await (const page of linkedPages(ask, { action: LOCATIONS, path, version: '2022-12-01' })) {
    for (const one of parsed(z.array(Location), page, LOCATIONS)) {
      if (one.metadata?.regionType === 'Logical') continue;
      if (!wants(one.name)) {
        const zones = one.availabilityZoneMappings.flatMap(({ physicalZone }) => physicalZone ?? []);
        for (const name of [one.name, ...zones]) passedOver.set(name, one.name);
        continue;
      }
      regions.push(one);
      for (const { logicalZone, physicalZone } of one.availabilityZoneMappings)
        if (logicalZone !== undefined && physicalZone !== undefined)
          physical.set(`${one.name} ${logicalZone}`, physicalZone);
    }
  }
  return {
    regions,
    passedOver,
    zoneOf(location, zones) {
      const [zone, ...others] = new Set(zones);
      return zone === undefined || others.length > 0 ? undefined : physical.get(`${location} ${zone}`);
    },
  };
}
