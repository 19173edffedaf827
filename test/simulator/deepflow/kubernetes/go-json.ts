/** JSON as the server's Go code goes through it: what is not there, or of another type, is that type's zero. */
export class GoJson {
  readonly #value: unknown;
  constructor(value: unknown) {
    this.#value = value;
  }
  static parse(text: string): GoJson {
    return new GoJson(JSON.parse(text));
  }
  get(...path: readonly string[]): GoJson {
    let value = this.#value;
    for (const name of path) {
      value = isMap(value) && Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;
    }
    return new GoJson(value);
  }
  has(name: string): boolean {
    return isMap(this.#value) && Object.hasOwn(this.#value, name);
  }
  text(): string {
    return typeof this.#value === 'string' ? this.#value : '';
  }
  int(): number {
    return typeof this.#value === 'number' ? Math.trunc(this.#value) : 0;
  }
  isTrue(): boolean {
    return this.#value === true;
  }
  array(): readonly GoJson[] {
    return Array.isArray(this.#value) ? this.#value.map((one) => new GoJson(one)) : [];
  }
  /** `undefined` for a nil map: writing to it stops the process. */
  map(): Readonly<Record<string, unknown>> | undefined {
    return isMap(this.#value) ? { ...this.#value } : undefined;
  }
}

function isMap(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
