/** Parameters of a request, in the query or in a JSON body, each of its documented type. */
import { DOCUMENTED } from './documented.ts';
import { invalid, missing, unknown } from './refusals.ts';

export type Params = Readonly<Record<string, unknown>>;

export interface Parameter {
  readonly name: string;
  readonly several: boolean;
  readonly required: boolean;
  readonly type: 'text' | 'number' | 'flag' | 'object';
}

export function parametersOf(action: string): readonly Parameter[] {
  const takes = DOCUMENTED[action]?.takes ?? '';
  return takes
    .split(' ')
    .filter((one) => one !== '')
    .map((one) => {
      const [, name = '', several, required, type = 'text'] = /^(\w+)(\*)?(!)?(?::(\w+))?$/.exec(one) ?? [];
      return {
        name,
        several: several !== undefined,
        required: required !== undefined,
        type: type as Parameter['type'],
      };
    });
}

/** `VpcIds.1=…&VpcIds.2=…`: several of one name are numbered. */
export function fromQuery(query: URLSearchParams): Params {
  const params: Record<string, unknown> = {};
  for (const [name, value] of query) {
    if (name === 'Action' || name === 'Version') continue;
    const [, base, rest] = /^(\w+)\.\d+(\.\w+)?$/.exec(name) ?? [];
    if (base === undefined) params[name] = value;
    else {
      const list = Array.isArray(params[base]) ? (params[base] as unknown[]) : [];
      params[base] = [...list, rest === undefined ? value : { [rest.slice(1)]: value }];
    }
  }
  return params;
}

/** Throws `Refusal` for what is not documented, is of another type, or is missing. */
export function checked(action: string, params: Params, inQuery: boolean): void {
  const known = parametersOf(action);
  for (const [name, value] of Object.entries(params)) {
    const parameter = known.find((one) => one.name === name);
    if (parameter === undefined) throw unknown(name);
    const values: readonly unknown[] = parameter.several && Array.isArray(value) ? value : [value];
    if (parameter.several !== Array.isArray(value) || !values.every((one) => isOf(parameter, one, inQuery)))
      throw invalid(name);
  }
  for (const { name, required } of known) {
    if (required && (params[name] ?? '') === '') throw missing(name);
  }
}

function isOf({ type }: Parameter, value: unknown, inQuery: boolean): boolean {
  if (type === 'object') return typeof value === 'object' && value !== null;
  if (inQuery && type === 'number') return typeof value === 'string' && /^-?\d+$/.test(value);
  if (inQuery && type === 'flag') return value === 'true' || value === 'false';
  return typeof value === (type === 'text' ? 'string' : type === 'number' ? 'number' : 'boolean');
}

export function textOf(params: Params, name: string): string {
  const value = params[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

export function textsOf(params: Params, name: string): readonly string[] {
  const value = params[name];
  return Array.isArray(value) ? value.map(String) : [];
}
