/** What a cloud made up for the estate's resources: ids first, and addresses, names and times where it chooses them. */
export interface Fact {
  readonly id: string;
  readonly [detail: string]: string;
}

export class Facts {
  readonly #all = new Map<string, Fact>();

  set(name: string, fact: Fact): void {
    const before = this.#all.get(name);
    if (before !== undefined && before.id !== fact.id) throw new Error(`two resources are called ${name}`);
    this.#all.set(name, { ...before, ...fact });
  }

  of(name: string): Fact {
    const fact = this.#all.get(name);
    if (fact === undefined) throw new Error(`nothing is known of ${name}`);
    return fact;
  }

  id(name: string): string {
    return this.of(name).id;
  }

  /** A detail that the cloud must have said. */
  detail(name: string, detail: string): string {
    const said = this.of(name)[detail];
    if (said === undefined || said === '') throw new Error(`${name} has no ${detail}`);
    return said;
  }
}
