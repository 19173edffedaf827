// A cloud of a history: what is in it, how it is asked, and what of the product asks it.
import type { Provider } from '../../../shared/collect/provider.ts';
import type { Publishing } from '../../../shared/runtime/publishing.ts';
import type { Laws } from './laws.ts';
import type { Place } from './place.ts';
import type { Storage } from './storage.ts';
import type { Settles } from './turns.ts';
import type { Send, Service } from './wire.ts';
import type { Process, World } from './world.ts';

/** Whatever its clients are: the engine only hands them on. */
export type Played = Provider<unknown, unknown> & Publishing<unknown>;

export interface Cloud {
  /** Of many lists those that the simulated cloud fills, and quotas small enough to be met. */
  readonly provider: Played;
  readonly places: readonly Place[];
  /** What answers at its host. */
  readonly service: Service;
  /** What a process is configured with. */
  readonly config: (process: Process) => unknown;
  /** Of those that are not asked over `fetch`: the provider with the process's own way there. */
  readonly providerOf?: (process: Process, provider: Played) => Played;
  /** What its clients read from the disk once in a process, which takes real time: over before anything happens. */
  readonly ready?: () => Promise<unknown>;
  /** Of those whose clients send in another way than by `fetch`: from here on by this; what is given back undoes it. */
  readonly instead?: (send: Send) => () => void;
  /** What is over before the next thing happens. Default: every microtask. */
  readonly settles?: Settles;
  /** From now on this share of answers is wrong. */
  readonly trouble: (share: number) => void;
  /** Of clusters, which are pushed to DeepFlow and not published in its table. */
  readonly pushed?: PushedTo;
}

export interface PushedTo {
  /** DeepFlow's controller begins anew, and has lost what it was told. */
  readonly restart: () => void;
  /** Of contents, so many arrived. */
  readonly pushes: () => number;
  /** Throws a `Violation` where DeepFlow knows something else than a cluster holds. */
  readonly rested: () => void;
}

export interface CloudPorts {
  readonly world: World;
  readonly note: (what: string) => void;
  readonly broken: (error: unknown) => void;
  readonly laws: () => Laws;
  readonly storage: () => Storage;
}
