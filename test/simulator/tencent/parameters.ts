/**
 * The body of a request: a JSON object whose members are the documented parameters, each of its documented type.
 * Types: tencentcloud-sdk-nodejs 4.1.313, the interfaces `<Action>Request`.
 */
import { missing, unknown, wrongType } from './refusals.ts';

export type Shape = 'text' | 'number' | 'flag' | 'texts' | 'numbers' | 'filters' | 'objects';
export type Params = Readonly<Record<string, unknown>>;

export interface Filter {
  readonly Name: string;
  readonly Values: readonly string[];
}

const isTexts = (value: unknown): boolean =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

const IS: Readonly<Record<Shape, (value: unknown) => boolean>> = {
  text: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  flag: (value) => typeof value === 'boolean',
  texts: isTexts,
  numbers: (value) => Array.isArray(value) && value.every((item) => typeof item === 'number'),
  filters: (value) => Array.isArray(value) && value.every(isFilter),
  objects: (value) => Array.isArray(value) && value.every((item) => typeof item === 'object'),
};

function isFilter(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { Name, Values, ...others } = value as Readonly<Record<string, unknown>>;
  return typeof Name === 'string' && isTexts(Values) && Object.keys(others).length === 0;
}

/** Throws `Refusal` for what is not documented, is of another type, or is missing. */
export function checked(
  body: Params,
  parameters: Readonly<Record<string, Shape>>,
  required: readonly string[],
): Params {
  for (const [name, value] of Object.entries(body)) {
    const shape = parameters[name];
    if (shape === undefined) throw unknown(name);
    if (!IS[shape](value)) throw wrongType(name);
  }
  for (const name of required) {
    const value = body[name];
    if (value === undefined || (Array.isArray(value) && value.length === 0)) throw missing(name);
  }
  return body;
}

export function filtersOf(params: Params): readonly Filter[] {
  return (params['Filters'] as readonly Filter[] | undefined) ?? [];
}

export function textOf(params: Params, name: string): string {
  const value = params[name];
  return typeof value === 'string' ? value : '';
}

export function textsOf(params: Params, name: string): readonly string[] {
  const value = params[name];
  return Array.isArray(value) ? value.map(String) : [];
}
