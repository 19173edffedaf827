// What clouds of accounts and regions have in common here: of many lists five, and the places that those are in.
import type { Limit } from '../../../shared/collect/limit.ts';
import { SOURCES, createPlace } from './place.ts';
import type { Place, Rows, Source } from './place.ts';
import type { Played } from './played.ts';

/** How most simulators call their lists, and most clouds what has the id of an item. */
export const LISTED = {
  vpc: 'vpcs',
  subnet: 'subnets',
  vm: 'instances',
  nic: 'networkInterfaces',
  az: 'zones',
} as const;
export const NAMED = { vpc: 'VpcId', vm: 'InstanceId', nic: 'NetworkInterfaceId' } as const;

export interface Regional<List extends string> {
  /** As the product has it. */
  readonly provider: { readonly name: string; readonly collectors: readonly { readonly name: string }[] };
  readonly limits: readonly Limit[];
  /** Account and region of each place. */
  readonly places: readonly (readonly [account: string, region: string])[];
  /** What the simulated cloud holds there. */
  readonly hereOf: (account: string, region: string) => Readonly<Record<List, readonly object[]>>;
  /** By source, how the simulator calls its list, and the field with the id of an item. */
  readonly lists: Readonly<Record<Source, List>>;
  readonly ids: Readonly<Record<Source, string>>;
  readonly rows: Pick<Rows, 'made' | 'renamed' | 'isOwn' | 'isOffset' | 'server' | 'page'>;
}

export function regional<List extends string>(
  of: Regional<List>,
): {
  readonly provider: Played;
  readonly places: readonly Place[];
  readonly accounts: readonly string[];
} {
  const { provider, limits, lists, ids } = of;
  const collectors = provider.collectors.filter(({ name }) => SOURCES.some((source) => source === name));
  return {
    provider: { ...provider, limits, collectors } as unknown as Played,
    places: of.places.map(([account, region], nth) => {
      const here = of.hereOf(account, region);
      return createPlace({ provider: provider.name, account, region }, nth, {
        ...of.rows,
        list: (source) => here[lists[source]],
        replace: (source, rows) => void Object.assign(here, { [lists[source]]: rows }),
        idOf: (source, row) => String(Object(row)[ids[source]]),
      });
    }),
    accounts: accountsOf(of.places),
  };
}

export const accountsOf = (places: Regional<string>['places']): readonly string[] => [
  ...new Set(places.map(([account]) => account)),
];
