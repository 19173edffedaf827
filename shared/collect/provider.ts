import type * as z from 'zod/mini';
import type { Kind } from '../model/kinds.ts';
import type { Call } from './call.ts';
import type { Clock } from './clock.ts';
import type { Collector } from './collector.ts';
import type { EventRow } from './event-row.ts';
import type { Caller, Limit } from './limit.ts';

/** The region of the scope that holds what belongs to an account as a whole. */
export const GLOBAL = 'global';

export type ProviderName =
  | 'aws'
  | 'aliyun'
  | 'azure'
  | 'baidu'
  | 'huawei'
  | 'qingcloud'
  | 'tencent'
  | 'volcengine'
  | 'kubernetes';

/**
 * What a provider wants to know again in its next run, by name: little, and no authority, for a note may be lost at
 * any time. Neither method throws.
 */
export interface Notes {
  read(name: string): Promise<string | undefined>;
  write(name: string, text: string): Promise<void>;
}

export interface ProviderPorts {
  readonly calls: (caller: Caller) => Call;
  readonly clock: Clock;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Ids or names of the accounts that are wanted, so that no others are opened; empty: all. */
  readonly only: readonly string[];
  /** Default: nothing is remembered. */
  readonly notes?: Notes;
  /** Tells people of what keeps nobody back. `message` is a constant; must not throw. Default: nobody is told. */
  readonly warn?: (message: string, fields: Readonly<Record<string, unknown>>) => void;
  /**
   * Of accounts that are searched for, not named: what each search has come to, once it is whole. Then an account that
   * is stored and was not seen is not passed over in silence. Default: nobody is told.
   */
  readonly discovered?: (found: Discovery) => void;
}

/** A search for accounts that came to its end. */
export interface Discovery {
  /** Ids of all that can be read, also of those that the configuration leaves out. */
  readonly seen: ReadonlySet<string>;
  /** Might the configuration want an account of this id, whatever it is called? */
  readonly mayWant: (id: string) => boolean;
  readonly wants: (region: string) => boolean;
  /** Of what they are: "subscriptions that … sees". */
  readonly among: string;
  /** How one comes back. */
  readonly remedy: string;
}

/** One account, opened: its credentials are inside. Its methods throw `CloudError`. */
export interface Account<Api> {
  /** The cloud's own account id. */
  readonly id: string;
  readonly name: string | undefined;
  /** Who spends the quota: the key of buckets that are `per: principal`. */
  readonly principal: string;
  /** The regions that are enabled and that the configuration wants. */
  regions(): Promise<readonly string[]>;
  /** Does the configuration want this region? Enabled or not. */
  wants(region: string): boolean;
  /** A client for one region, or `global`, every request of which goes through `call`. */
  connect(region: string, call: Call): Api;
  /** For `doctor`: who we are, and how far our clock is ahead of the cloud's (milliseconds). */
  identify(): Promise<Identity>;
}

export interface Identity {
  readonly account: string;
  readonly principal: string;
  readonly clockAheadMs: number | undefined;
}

/** An account that could not be opened; what is stored of it is kept. */
export interface Unopened {
  readonly id: string;
  readonly name: string | undefined;
  readonly failure: unknown;
  wants(region: string): boolean;
}

/** Why a kind is not collected, or not tagged, and where the vendor says so. */
export interface Sourced {
  readonly reason: string;
  readonly source: string;
}

export interface Provider<Config, Api> {
  readonly name: ProviderName;
  /** The provider's section of the configuration. */
  readonly config: z.ZodMiniType<Config>;
  readonly limits: readonly Limit[];
  /** Everything the configuration names, or discovers; throws if not even that can be told. */
  accounts(config: Config, ports: ProviderPorts): AsyncIterable<Account<Api> | Unopened>;
  readonly collectors: readonly Collector<Api>[];
  /** What the cloud tells by itself as it happens. Default: nothing. */
  readonly events?: readonly EventRow[];
  /** The kinds it answers for, collected or not. Default: every kind of a cloud. */
  readonly kinds?: readonly Kind[];
  /** What people call what is collected, and the collectors that feed it. Default: the kinds, by their own names. */
  readonly names?: Readonly<Record<string, readonly string[]>>;
  /** What finding accounts and regions needs of the policy, beside the collectors' actions. */
  readonly actions: readonly string[];
  /** Actions, of these or of collectors, that everybody is allowed: no policy names them. Default: none. */
  readonly free?: readonly string[];
  /**
   * Which configurations need an action, where others do without it; read after "only where". Default: all need all.
   */
  readonly conditional?: Readonly<Record<string, string>>;
  /**
   * Actions that collectors declare and this configuration never calls: `doctor` does not ask for them.
   * Default: none.
   */
  unused?(config: Config): readonly string[];
  /**
   * Asks the cloud whether an action is allowed, and changes nothing; throws `denied` if not. `unproved`: the cloud's
   * answer is the same where there is nothing and where it may not be read.
   */
  probe(api: Api, action: string): Promise<'unproved' | void>;
  /** Kinds the cloud does not have. */
  readonly unsupported: Readonly<Partial<Record<Kind, Sourced>>>;
  /** Kinds, or parts of a kind, that the cloud cannot tag. */
  readonly untaggable: Readonly<Partial<Record<Kind, Sourced>>>;
}

export function defineProvider<Config, Api>(provider: Provider<Config, Api>): Provider<Config, Api> {
  return provider;
}
