import * as z from 'zod/mini';
import { CloudError } from '../../shared/collect/errors.ts';
import type { Cached, JsonObject } from './cached.ts';
import type { ObjectKind } from './kinds.ts';

/** An object as it was read: trimmed. */
export interface Item<T> extends Cached {
  /** As JSON: the same text, the same content. */
  readonly text: string;
  /** Read anew each time. */
  readonly object: T & JsonObject;
}

/**
 * A large cluster's objects as objects take three times the memory of their texts,
 * and each collection looks at every part of them; they are looked at twice.
 */
class Held<T> implements Item<T> {
  readonly type: string;
  readonly uid: string;
  readonly text: string;

  constructor(type: string, uid: string, text: string) {
    this.type = type;
    this.uid = uid;
    this.text = text;
  }

  get object(): T & JsonObject {
    return JSON.parse(this.text);
  }
}

/** How objects of one kind are read. */
export interface Reading<T = unknown> {
  readonly object: ObjectKind;
  readonly schema: z.ZodMiniType<T>;
  /** Annotations that records of the kind are made of: held as `facts`, be they let in as tags or not. Default: none. */
  readonly facts?: readonly string[];
}

const Raw = z.object({
  metadata: z.object({
    uid: z.string(),
    annotations: z.nullish(z.record(z.string(), z.nullable(z.string()))),
  }),
});

/** Trims one object to what its schema names, and its annotations to those that are let in or facts. */
export function itemOf<T>(
  { object: { kind, plural }, schema, facts = [] }: Reading<T>,
  apiVersion: string,
  value: unknown,
  keepAnnotation: (key: string) => boolean,
): Item<T> {
  const raw = Raw.safeParse(value).data;
  const annotations = raw?.metadata.annotations;
  const trimmed = annotations ? withAnnotations(value, annotations, keepAnnotation, facts) : value;
  const result = schema.safeParse(trimmed);
  if (raw === undefined || !result.success) {
    const [issue] = result.error?.issues ?? [];
    throw new CloudError(
      'invalid',
      `${plural} of ${apiVersion}: an object cannot be read at ${issue?.path.join('.') || 'metadata.uid'}`,
    );
  }
  return new Held(`${apiVersion}/${kind}`, raw.metadata.uid, JSON.stringify(result.data));
}

function withAnnotations(
  value: unknown,
  annotations: Readonly<Record<string, string | null>>,
  keep: (key: string) => boolean,
  facts: readonly string[],
): unknown {
  const { metadata, ...rest } = value as { readonly metadata: object };
  const { annotations: _, ...others } = metadata as { readonly annotations?: unknown };
  const those = (name: string, wanted: (key: string) => boolean): object => {
    const found = Object.entries(annotations).filter(([key]) => wanted(key));
    return found.length === 0 ? {} : { [name]: Object.fromEntries(found) };
  };
  const own = { ...others, ...those('annotations', keep), ...those('facts', (key) => facts.includes(key)) };
  return { ...rest, metadata: own };
}
