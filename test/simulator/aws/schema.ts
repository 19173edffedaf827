/**
 * The vendor's own description of its wire format, made readable.
 *
 * Every AWS SDK v3 client exports one static schema per operation (SDK type
 * `StaticOperationSchema` of `@smithy/types`): arrays of numbers and names that
 * its (de)serializers walk. The simulator walks the same ones, so no element
 * name in it is from memory. The numbers are those of `@smithy/core`'s
 * `NormalizedSchema`.
 */

export type Shape =
  | { readonly type: 'text' | 'number' | 'boolean' | 'blob' | 'document' | 'unit' }
  | { readonly type: 'time'; readonly format: 'default' | 'iso' | 'http' | 'epoch' }
  | {
      readonly type: 'list';
      readonly item: Shape;
      readonly itemName: string | undefined;
      readonly flat: boolean;
    }
  | { readonly type: 'map'; readonly key: string; readonly value: string; readonly of: Shape }
  | { readonly type: 'struct'; readonly name: string; readonly members: readonly Member[] };

export interface Member {
  /** As the SDK's types call it. */
  readonly name: string;
  /** Its XML element, where the protocol is XML. */
  readonly xmlName: string | undefined;
  /** Its parameter in EC2's query protocol, where that differs from `xmlName`. */
  readonly ec2Name: string | undefined;
  /** Its parameter in the query string of a REST call. */
  readonly httpQuery: string | undefined;
  readonly httpLabel: boolean;
  readonly required: boolean;
  readonly shape: Shape;
}

export interface OperationShape {
  readonly name: string;
  readonly http: { readonly method: string; readonly path: string } | undefined;
  readonly input: Shape;
  readonly output: Shape;
}

export function readOperation(schema: unknown): OperationShape {
  const [kind, , name, traits, input, output] = schema as readonly unknown[];
  if (kind !== 9 || typeof name !== 'string') throw new Error('not the schema of an operation');
  const http = traitsOf(traits)['http'] as readonly [string, string] | undefined;
  return {
    name,
    http: http === undefined ? undefined : { method: http[0], path: http[1] },
    input: shapeOf(input),
    output: shapeOf(output),
  };
}

const structs = new WeakMap<object, Shape>();

function shapeOf(reference: unknown): Shape {
  const schema: unknown = typeof reference === 'function' ? reference() : reference;
  if (schema === 'unit') return { type: 'unit' };
  if (typeof schema === 'number') return simple(schema);
  if (!Array.isArray(schema)) throw new Error(`a schema that is neither a number nor an array`);
  const parts: readonly unknown[] = schema;
  if (parts.length === 2) return shapeOf(parts[0]);
  switch (parts[0]) {
    case 0:
      return shapeOf(parts[4]);
    case 1: {
      const [item, itemTraits] = memberOf(parts[4]);
      const flat = traitsOf(parts[3])['xmlFlattened'] !== undefined;
      return { type: 'list', item: shapeOf(item), itemName: text(itemTraits['xmlName']), flat };
    }
    case 2: {
      const [, keyTraits] = memberOf(parts[4]);
      const [of, valueTraits] = memberOf(parts[5]);
      return {
        type: 'map',
        key: text(keyTraits['xmlName']) ?? 'key',
        value: text(valueTraits['xmlName']) ?? 'value',
        of: shapeOf(of),
      };
    }
    case 3:
    case -3:
    case 4: {
      const known = structs.get(schema);
      if (known !== undefined) return known;
      const struct = lazyStruct(parts);
      structs.set(schema, struct);
      return struct;
    }
    default:
      throw new Error(`unknown schema ${String(parts[0])}`);
  }
}

/** Structures may contain themselves, so their members are read on first use. */
function lazyStruct(parts: readonly unknown[]): Shape {
  let members: readonly Member[] | undefined;
  return {
    type: 'struct',
    name: String(parts[2]),
    get members() {
      return (members ??= readMembers(parts));
    },
  };
}

/** The required members come first; the seventh element says how many they are. */
function readMembers(parts: readonly unknown[]): Member[] {
  const names = parts[4] as readonly string[];
  const schemas = parts[5] as readonly unknown[];
  const required = typeof parts[6] === 'number' ? parts[6] : 0;
  return names.map((name, index) => {
    const [of, traits] = memberOf(schemas[index]);
    const shape = shapeOf(of);
    return {
      name,
      xmlName: text(traits['xmlName']),
      ec2Name: text(traits['ec2QueryName']),
      httpQuery: text(traits['httpQuery']),
      httpLabel: traits['httpLabel'] !== undefined,
      required: index < required,
      shape: shape.type === 'list' && traits['xmlFlattened'] !== undefined ? { ...shape, flat: true } : shape,
    };
  });
}

function memberOf(schema: unknown): readonly [unknown, Readonly<Record<string, unknown>>] {
  return Array.isArray(schema) && schema.length === 2 ? [schema[0], traitsOf(schema[1])] : [schema, {}];
}

/** Traits are an object, or a number of bits of which only the first (`httpLabel`) matters here. */
function traitsOf(traits: unknown): Readonly<Record<string, unknown>> {
  if (typeof traits === 'object' && traits !== null) return traits as Record<string, unknown>;
  return typeof traits === 'number' && (traits & 1) === 1 ? { httpLabel: 1 } : {};
}

function simple(schema: number): Shape {
  if (schema >= 128) return { type: 'map', key: 'key', value: 'value', of: simple(schema - 128) };
  if (schema >= 64) return { type: 'list', item: simple(schema - 64), itemName: undefined, flat: false };
  switch (schema) {
    case 0:
      return { type: 'text' };
    case 1:
    case 17:
    case 19:
      return { type: 'number' };
    case 2:
      return { type: 'boolean' };
    case 4:
      return { type: 'time', format: 'default' };
    case 5:
      return { type: 'time', format: 'iso' };
    case 6:
      return { type: 'time', format: 'http' };
    case 7:
      return { type: 'time', format: 'epoch' };
    case 15:
      return { type: 'document' };
    case 21:
    case 42:
      return { type: 'blob' };
    default:
      throw new Error(`unknown simple schema ${schema}`);
  }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
