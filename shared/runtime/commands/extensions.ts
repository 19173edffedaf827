import type { Io } from '../io.ts';

/** What a watch is told. */
export interface WatchRequest {
  readonly cluster: string;
  readonly probePort: number;
  readonly path: string | undefined;
  readonly signal: AbortSignal;
  readonly note: (text: string) => void;
}
/** Follows one cluster until the signal. */
export type Watch = (io: Io, request: WatchRequest) => Promise<void>;
export type LoadWatch = () => Promise<Watch>;

/** What a publisher is told. */
export interface PublishRequest {
  readonly path: string | undefined;
  readonly dryRun: boolean;
  /** Milliseconds since 1970: while something is outstanding it goes on until then. */
  readonly untilMs: number;
  readonly signal: AbortSignal;
  readonly note: (text: string) => void;
}
/** What a controller was given. */
export interface Publication {
  readonly outcome: 'sent' | 'equal' | 'dry';
  /** Items of others that were given back with ours. */
  readonly foreign: number;
  readonly domains: readonly {
    readonly name: string;
    readonly domain: string | undefined;
    readonly items: number;
    readonly tags: number;
    readonly outstanding: readonly string[];
    readonly notes: readonly string[];
  }[];
}
export type Publish = (io: Io, request: PublishRequest) => Promise<Publication>;
export type LoadPublish = () => Promise<Publish>;

/** Commands that a function brings, loaded when they are asked for. */
export interface Extensions {
  readonly watch?: LoadWatch;
  readonly publish?: LoadPublish;
}
