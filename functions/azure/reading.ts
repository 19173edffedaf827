import { CloudError } from '../../shared/collect/errors.ts';
import type { PassedOver } from './passed-over.ts';
import type { Item, TypeName } from './resources.ts';
import { nameOf, TYPES } from './resources.ts';

type Pages<T extends TypeName> = readonly (readonly Item<T>[])[];

/** What was listed of some types, whole. Collectors join what came together, and call nobody for it. */
export interface Reading {
  /** In the pages in which they came: of several, something may have slipped through between two. */
  pages<T extends TypeName>(type: T): Pages<T>;
  all<T extends TypeName>(type: T): readonly Item<T>[];
  /** Rows of these types in regions that are not wanted. */
  readonly passedOver: PassedOver;
  /** By id. */
  byId<T extends TypeName>(type: T): ReadonlyMap<string, Item<T>>;
}

/** Rows of one subscription, read as they come: what is not read of them is not kept. */
export class Rows {
  readonly #pages = new Map<TypeName, unknown[][]>();
  readonly #failures = new Map<TypeName, CloudError>();
  readonly #wants: (region: string) => boolean;
  readonly #passedOver = new Map<string, string>();
  #page = 0;

  constructor(wants: (region: string) => boolean) {
    this.#wants = wants;
  }

  turnPage(): void {
    this.#page++;
  }

  add(name: TypeName, row: unknown): void {
    const { item, action } = TYPES[name];
    const result = item.safeParse(row);
    if (!result.success) {
      const [issue] = result.error.issues;
      const where = issue?.path.join('.') || 'its top';
      const { id }: Readonly<Record<string, unknown>> = Object(row);
      const message = `${action}: ${String(id)} cannot be read at ${where} (${issue?.code})`;
      if (!this.#failures.has(name)) this.#failures.set(name, new CloudError('invalid', message));
      return;
    }
    const { id, location } = result.data;
    if (location !== undefined && !this.#wants(location)) {
      this.#passedOver.set(id, location);
      return;
    }
    const pages = this.#pages.get(name) ?? [];
    this.#pages.set(name, pages);
    while (pages.length <= this.#page) pages.push([]);
    pages[this.#page]?.push(result.data);
  }

  /** `several`: the list had pages, whether or not what is here came in more than one of them. */
  reading(several: boolean): Reading {
    const pages = <T extends TypeName>(type: T): Pages<T> => {
      const failure = this.#failures.get(type);
      if (failure !== undefined) throw failure;
      // `add` has put nothing else under this name.
      const found = (this.#pages.get(type) ?? []) as unknown as Item<T>[][];
      const filled = found.filter((page) => page.length > 0);
      return filled.length < 2 && several ? [...filled, []] : filled.length === 0 ? [[]] : filled;
    };
    const all = <T extends TypeName>(type: T): readonly Item<T>[] => pages(type).flat();
    return {
      passedOver: this.#passedOver,
      pages,
      all,
      byId: <T extends TypeName>(type: T) =>
        new Map(all(type).map((row): [string, Item<T>] => [row.id, row])),
    };
  }
}

/** Readings of single types, as one. */
export function joined(readings: ReadonlyMap<TypeName, Reading>): Reading {
  const of = (type: TypeName): Reading => {
    const found = readings.get(type);
    if (found === undefined) throw new Error(`${type} was not asked for`);
    return found;
  };
  return {
    passedOver: new Map([...readings.values()].flatMap(({ passedOver }) => [...passedOver])),
    pages: (type) => of(type).pages(type),
    all: (type) => of(type).all(type),
    byId: (type) => of(type).byId(type),
  };
}

/** `type` of a row, which says what it is; `undefined`: of no type that is read. */
export function typeOf(row: unknown): TypeName | undefined {
  const { type }: Readonly<Record<string, unknown>> = Object(row);
  return typeof type === 'string' ? nameOf(type) : undefined;
}
