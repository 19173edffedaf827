import * as z from 'zod/mini';
import { CloudError } from './errors.ts';

/** Text; some clouds send ids and ports as numbers. */
export const text = z.pipe(
  z.union([z.string(), z.number()]),
  z.transform((value) => String(value)),
);

/** A whole number; some clouds send numbers as text. */
export const whole = z.pipe(
  z.union([z.int(), z.string().check(z.regex(/^-?\d+$/))]),
  z.transform((value) => Number(value)),
);

// Once for all: a function of a cloud has some hundred of these, and each schema is made at every cold start.
const absent = z.transform((value: unknown): unknown => value ?? undefined);
const empty = z.transform((value: unknown): unknown => value ?? []);

/** `null` and absent alike: the item does not say. */
export const maybe = <T extends z.ZodMiniType>(schema: T): z.ZodMiniType<z.output<T> | undefined> =>
  z.pipe(absent, z.optional(schema));

/** A list inside an item, where `null` or nothing means that it has none. The list of an answer is never read with this. */
export const some = <T extends z.ZodMiniType>(schema: T): z.ZodMiniType<z.output<T>[]> =>
  z.pipe(empty, z.array(schema));

/** Reads an answer or an item; what does not parse is `invalid`, and says where. `what` names the request. */
export function parsed<T>(schema: z.ZodMiniType<T>, value: unknown, what: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new CloudError(
    'invalid',
    `${what}: cannot be read at ${issue?.path.join('.') || 'its top'} (${issue?.code})`,
  );
}

/** The list of an answer. One without its list is not an empty list: it is an answer of somebody else. */
export function listIn<Item>(
  answer: Readonly<Record<string, unknown>>,
  at: string,
  item: z.ZodMiniType<Item>,
  what: string,
): readonly Item[] {
  const list = answer[at];
  if (!Array.isArray(list)) throw new CloudError('invalid', `${what}: an answer without ${at}`);
  return parsed(z.array(item), list, what);
}
