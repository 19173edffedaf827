import type { ClusterModels } from './cluster-kinds.ts';
import type { NetworkModels } from './network-kinds.ts';
import type { ServiceModels } from './service-kinds.ts';

/**
 * Every kind of the model, and only what readers of the tags need of it. No
 * field is optional and none is volatile (health, last seen, counters): the
 * same resource gives the same record.
 */
export interface Models extends NetworkModels, ServiceModels, ClusterModels {}

export type Kind = keyof Models;
export type TagRecord<K extends Kind = Kind> = { readonly [P in K]: Models[P] }[K];
