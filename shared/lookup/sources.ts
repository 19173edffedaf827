import type { Holder, Standing } from '../model/links/holder.ts';

/** One source of one scope: whose records, and how sure they are. */
export interface IndexSource extends Holder {
  readonly provider: string;
  readonly name: string;
  readonly standing: Standing;
}

/** Sources by number. */
export class Sources {
  readonly #all: IndexSource[] = [];

  add(source: IndexSource): number {
    return this.#all.push(source) - 1;
  }

  get(number: number): IndexSource {
    const source = this.#all[number];
    if (source === undefined) throw new RangeError(`there is no source ${number}`);
    return source;
  }

  /** Whether that changed anything. */
  stand(number: number, standing: Standing): boolean {
    const source = this.get(number);
    if (source.standing === standing) return false;
    this.#all[number] = { ...source, standing };
    return true;
  }

  /** Those of a provider whose last list failed or was suspicious. */
  doubtful(provider: string): ReadonlySet<number> {
    const numbers = new Set<number>();
    for (const [number, source] of this.#all.entries()) {
      if (source.provider === provider && this.isDoubtful(number)) numbers.add(number);
    }
    return numbers;
  }

  isDoubtful(number: number): boolean {
    const { standing } = this.get(number);
    return standing === 'kept' || standing === 'held';
  }
}
