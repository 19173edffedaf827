/** What can be made to go wrong on command. */
export type Fault =
  | { readonly kind: 'throttle' | 'deny' | 'expired-credentials' | 'unsupported' | 'opt-in-required' }
  /** A server fault with the service's own code: 500 or 503. */
  | { readonly kind: 'server'; readonly status: 500 | 503 }
  /** Any other answer of the service. */
  | { readonly kind: 'error'; readonly status: number; readonly code: string; readonly message: string }
  /** `reset`: before a byte is sent; `truncate`: the connection is cut in mid-body; `hang`: no answer, ever. */
  | { readonly kind: 'reset' | 'truncate' | 'hang' }
  /** `cut-body`: a complete HTTP answer whose body ends too early; `html`: a proxy's page instead of an answer. */
  | { readonly kind: 'cut-body' | 'html' }
  /** The page carries the token that the request carried (the first page: the one of the second). */
  | { readonly kind: 'repeat-token' }
  /** Fewer items than asked for, or none, and a token with which the listing goes on. */
  | { readonly kind: 'short-page' | 'empty-page' }
  /** No items and no token: how some clouds answer a missing permission. */
  | { readonly kind: 'empty' }
  | { readonly kind: 'delay'; readonly ms: number };

/** Where and how often; what is left out matches everything, `times` is for ever. */
export interface FaultScope {
  /**
   * An IAM action (`ec2:DescribeVpcs`), or a prefix of one that ends in `*`; or, where several calls need the same
   * permission, one of them (`rds:ListInstances`).
   */
  readonly operation?: string;
  readonly account?: string;
  readonly region?: string;
  /** Page of a listing, from 1. */
  readonly page?: number;
  readonly times?: number;
}

export interface FaultedCall {
  readonly service?: string;
  /** By the cloud's own name. */
  readonly operation?: string;
  readonly action: string;
  readonly account: string;
  readonly region: string;
  readonly page: number;
}

export class Faults {
  #active: { readonly fault: Fault; readonly scope: FaultScope; left: number }[] = [];

  /** Gives back what takes it away again. */
  add(fault: Fault, scope: FaultScope = {}): () => void {
    const entry = { fault, scope, left: scope.times ?? Number.POSITIVE_INFINITY };
    this.#active.push(entry);
    return () => {
      this.#active = this.#active.filter((other) => other !== entry);
    };
  }

  clear(): void {
    this.#active = [];
  }

  /** The first fault that matches; it counts as used. */
  take(call: FaultedCall): Fault | undefined {
    const entry = this.#active.find(({ scope, left }) => left > 0 && covers(scope, call));
    if (entry === undefined) return undefined;
    entry.left -= 1;
    return entry.fault;
  }
}

export function covers({ operation, account, region, page }: FaultScope, call: FaultedCall): boolean {
  return (
    (operation === undefined ||
      (operation.endsWith('*')
        ? call.action.startsWith(operation.slice(0, -1))
        : call.action === operation || `${call.service}:${call.operation}` === operation)) &&
    (account ?? call.account) === call.account &&
    (region ?? call.region) === call.region &&
    (page ?? call.page) === call.page
  );
}
