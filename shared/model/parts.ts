import type { Models } from './kinds.ts';
import type { Ref } from './ref.ts';

/** One tag as the cloud holds it. A key without a value has the empty value. */
export type Tag = readonly [key: string, value: string];

export interface Resource<K extends keyof Models> {
  readonly kind: K;
  readonly ref: Ref<K>;
  /** The cloud's own id, as its console shows it. */
  readonly id: string;
  /** What people call it; the id where it has no name. */
  readonly name: string;
  readonly tags: readonly Tag[];
}

/** In a region of the cloud, and owned by an account, where the API tells them. */
export interface Placed {
  readonly region: Ref<'region'>;
  readonly owner: string | undefined;
}

/** `starting` and `stopping` are on the way; `failed` needs a person; `other` is said in no other word. */
export type State = 'starting' | 'running' | 'stopping' | 'stopped' | 'failed' | 'other';

/** A private address with the public one that leads to it; either may be missing, not both. */
export interface Address {
  readonly ip: string | undefined;
  readonly public_ip: string | undefined;
}

/** A device that can own network interfaces. */
export type Device =
  | 'vm'
  | 'load_balancer'
  | 'nat_gateway'
  | 'rds'
  | 'redis'
  | 'k8s_cluster'
  | 'node'
  | 'pod';
