/** What can be made to go wrong between a client and its API server. */
export type Fault =
  /** No connection; or one that is cut before a byte is sent. */
  | { readonly kind: 'reset' }
  /** No answer, ever. */
  | { readonly kind: 'hang' }
  /** A refusal of the server, with its own reason. */
  | {
      readonly kind: 'status';
      readonly code: number;
      readonly reason: string;
      readonly causes?: readonly string[];
    }
  /** The body breaks off after so many bytes (of a watch: lines). */
  | { readonly kind: 'cut'; readonly after: number }
  /** A line of a watch that is no JSON, after so many good ones. */
  | { readonly kind: 'garbage'; readonly after: number }
  /** A watch says nothing more after so many lines, and is not closed. */
  | { readonly kind: 'silence'; readonly after: number }
  /** A page without items, with a token with which the list goes on; or with the token that it was asked for by. */
  | { readonly kind: 'empty-page' | 'repeat-token' }
  /** Bytes come one by one, or in pieces of this size. */
  | { readonly kind: 'slow'; readonly bytes: number };

export interface Scope {
  readonly verb?: 'list' | 'watch' | 'get' | 'discover';
  /** As in `Cluster`: `pods`, `deployments.apps`. */
  readonly resource?: string;
  /** Only of a list's pages after the first one. */
  readonly continued?: boolean;
  /** Of a list, from 1. */
  readonly page?: number;
  /** Default: for ever. */
  readonly times?: number;
}

interface Entry {
  readonly fault: Fault;
  readonly scope: Scope;
  left: number;
}

type Request = Required<Omit<Scope, 'times'>>;

export class Faults {
  #entries: Entry[] = [];
  /** Each time a request meets one. */
  onTake: (fault: Fault, request: Request) => void = () => {};

  add(fault: Fault, scope: Scope = {}): () => void {
    const entry = { fault, scope, left: scope.times ?? Number.POSITIVE_INFINITY };
    this.#entries.push(entry);
    return () => {
      this.#entries = this.#entries.filter((one) => one !== entry);
    };
  }

  clear(): void {
    this.#entries = [];
  }

  take(request: Request): Fault | undefined {
    const entry = this.#entries.find(
      ({ scope, left }) =>
        left > 0 &&
        (scope.verb === undefined || scope.verb === request.verb) &&
        (scope.resource === undefined || scope.resource === request.resource) &&
        (scope.page === undefined || scope.page === request.page) &&
        (scope.continued === undefined || scope.continued === request.continued),
    );
    if (entry === undefined) return undefined;
    entry.left -= 1;
    this.onTake(entry.fault, request);
    return entry.fault;
  }
}
