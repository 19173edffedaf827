import type * as z from 'zod/mini';
import { unreachable } from '../collect/errors.ts';

/** The configuration cannot be used. The message names the path, what was expected and the remedy, and no value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

type Path = readonly PropertyKey[];
type Issue = z.core.$ZodIssue;

/** Parses one section; `at` is where it stands, such as `['providers', 'aws']`. */
export function parseAt<T>(schema: z.ZodMiniType<T>, value: unknown, at: Path, where: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.flatMap((issue) => flattened(issue, []));
  const lines = issues.slice(0, MOST).map(({ issue, path }) => described(issue, path, value, at));
  const more = issues.length > MOST ? `; and ${issues.length - MOST} more` : '';
  throw new ConfigError(`${where}: ${lines.join('; ')}${more}`);
}

const MOST = 5;

/** `sinks[0].url`; of the whole: nothing. */
export function pathText(path: Path): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
}

interface Placed {
  readonly issue: Issue;
  readonly path: Path;
}

/** Of a union, what the form that fits best says. */
function flattened(issue: Issue, above: Path): Placed[] {
  const path = [...above, ...issue.path];
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [{ issue, path }];
  const forms = issue.errors.map((errors) => errors.flatMap((one) => flattened(one, path)));
  const depth = (form: readonly Placed[]): number => Math.max(...form.map((one) => one.path.length));
  const deepest = Math.max(...forms.map(depth));
  // Nothing inside any form fits better: name them all.
  if (deepest === path.length) return forms.flat();
  return forms.find((form) => depth(form) === deepest) ?? [];
}

function described(issue: Issue, inner: Path, value: unknown, at: Path): string {
  const path = pathText([...at, ...inner]);
  const text = wrongOf(issue, valueAt(value, inner));
  return path === '' ? text : `${path}: ${text}`;
}

function wrongOf(issue: Issue, found: unknown): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return `unknown ${issue.keys.map((key) => `"${key}"`).join(', ')}: correct the spelling or remove it`;
    case 'invalid_type':
      return found === undefined
        ? `missing, expected ${wordFor(issue.expected)}: add it`
        : `expected ${wordFor(issue.expected)}, got ${kindOf(found)}`;
    case 'invalid_value':
      return `expected ${oneOf(issue.values)}, got ${kindOf(found)}`;
    case 'invalid_union':
      return 'options' in issue && Array.isArray(issue.options)
        ? `expected ${oneOf(issue.options)}`
        : `expected another form than ${kindOf(found)}`;
    case 'too_small':
      return `expected ${issue.origin === 'number' ? 'at least' : 'a length of at least'} ${String(issue.minimum)}`;
    case 'too_big':
      return `expected ${issue.origin === 'number' ? 'at most' : 'a length of at most'} ${String(issue.maximum)}`;
    case 'custom':
    case 'invalid_element':
    case 'invalid_format':
    case 'invalid_key':
    case 'not_multiple_of':
      return issue.message;
    default:
      return unreachable(issue);
  }
}

const oneOf = (values: readonly unknown[]): string => values.map((one) => JSON.stringify(one)).join(' or ');

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inner, part) => {
    if (typeof inner !== 'object' || inner === null) return undefined;
    return Object.getOwnPropertyDescriptor(inner, part)?.value;
  }, value);
}

function kindOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'nothing (an empty value)';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'a section' : `a ${typeof value}`;
}

const WORDS: Readonly<Record<string, string>> = {
  object: 'a section',
  record: 'a section',
  array: 'a list',
  string: 'a string (in quotes, if it looks like a number)',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
};

const wordFor = (expected: string): string => WORDS[expected] ?? expected;
