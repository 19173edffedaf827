/** One request that the simulator answered. */
export interface Call {
  readonly service: string;
  readonly operation: string;
  /** As IAM spells it. */
  readonly action: string;
  readonly account: string;
  readonly region: string;
  /** Page of a listing, from 1. */
  readonly page: number;
  /** `ok`, the error code that was answered, or the fault that was played. */
  readonly outcome: string;
  readonly at: number;
}
