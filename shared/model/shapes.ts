import { CLOUD_SHAPES } from './cloud-shapes.ts';
import { CLUSTER_SHAPES } from './cluster-shapes.ts';
import type { Kind, Models } from './kinds.ts';
import type { Shape } from './shape.ts';

/** Schema version of the records this release writes; a newer one makes a `remap` commit. */
export const MAPPER = 1;

/** The stored fields of every kind, in their stored order. Forgetting one does not compile. */
export const SHAPES: { readonly [K in Kind]: Shape<Models[K]> } = { ...CLOUD_SHAPES, ...CLUSTER_SHAPES };

const kindsOf = (shapes: Partial<typeof SHAPES>): readonly Kind[] => Object.keys(shapes) as readonly Kind[];

/** Every kind, in the order of the model. */
export const KINDS = kindsOf(SHAPES);

/** Kinds that only a Kubernetes API tells; the others are a cloud's. */
export const CLUSTER_KINDS = kindsOf(CLUSTER_SHAPES);

/** What a cloud is asked for, kind by kind. */
export const CLOUD_KINDS = kindsOf(CLOUD_SHAPES);

export function isKind(text: string): text is Kind {
  return text in SHAPES;
}
