/** Types of the vendors' SDKs for Go, read as text: what their fields are called in JSON, and are. Nothing is built. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Of a `struct`, its fields by their names in JSON, with what it embeds; of another type, what that is. */
type Type =
  | { readonly fields: ReadonlyMap<string, string>; readonly embeds: readonly string[] }
  | { readonly is: string };

interface Package {
  readonly types: ReadonlyMap<string, Type>;
  /** Of another package, as its types are prefixed here: its folder. */
  readonly imports: ReadonlyMap<string, string>;
}

/** Where Go keeps a module; throws if it does not have it. */
export function moduleOf(name: string): string {
  const cwd = path.join(import.meta.dirname, 'go');
  const args = ['list', '-mod=mod', '-m', '-f', '{{.Dir}}', name];
  const found = execFileSync('go', args, { cwd, encoding: 'utf8' }).trim();
  if (found === '') throw new Error(`Go does not have ${name}: run test/oracles/run`);
  return found;
}

/** Types of one module, by folder and name: `services/vpc:ListVPCResult`. */
export function goTypes(module: string, root: string) {
  const packages = new Map<string, Package>();
  const packageIn = (folder: string): Package => {
    const found = packages.get(folder) ?? read(path.join(root, folder), module);
    packages.set(folder, found);
    return found;
  };

  /** Where a value is not what a type of this folder says. `null` is nothing. */
  function unlike(folder: string, type: string, value: unknown, where: string): readonly string[] {
    if (value === null || type === 'interface{}') return [];
    if (type.startsWith('*')) return unlike(folder, type.slice(1), value, where);
    if (type.startsWith('[]')) {
      if (!Array.isArray(value)) return [`${where}: no list`];
      return value.flatMap((one) => unlike(folder, type.slice(2), one, `${where}[]`));
    }
    const [, of] = /^map\[[\w.]+\](.+)$/.exec(type) ?? [];
    if (of !== undefined)
      return Object.values(Object(value)).flatMap((one) => unlike(folder, of, one, `${where}{}`));
    const plain = PLAIN[type];
    if (plain !== undefined) return typeof value === plain ? [] : [`${where}: ${typeof value}, not ${type}`];
    const [prefix, name] = type.includes('.') ? (type.split('.') as [string, string]) : [undefined, type];
    const there = prefix === undefined ? folder : packageIn(folder).imports.get(prefix);
    const known = there === undefined ? undefined : packageIn(there).types.get(name);
    if (there === undefined || known === undefined) return [`${where}: ${type} is not known`];
    if ('is' in known) return unlike(there, known.is, value, where);
    if (typeof value !== 'object' || Array.isArray(value)) return [`${where}: no ${type}`];
    return Object.entries(value).flatMap(([field, inner]) => {
      const at = fieldOf(there, name, field);
      const inside = `${where}.${field}`;
      return at === undefined ? [`${inside}: unknown`] : unlike(at.folder, at.type, inner, inside);
    });
  }

  /** Its own, or one of what it embeds. */
  function fieldOf(
    folder: string,
    name: string,
    field: string,
  ): { folder: string; type: string } | undefined {
    const known = packageIn(folder).types.get(name);
    if (known === undefined || 'is' in known) return undefined;
    const own = known.fields.get(field);
    if (own !== undefined) return { folder, type: own };
    for (const embedded of known.embeds) {
      const found = fieldOf(folder, embedded, field);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  return {
    unlike: (at: string, value: unknown, where: string): readonly string[] => {
      const [folder = '', type = ''] = at.split(':');
      return [...new Set(unlike(folder, type, value, where))];
    },
  };
}

const PLAIN: Readonly<Record<string, string>> = {
  string: 'string',
  bool: 'boolean',
  'time.Time': 'string',
  ...Object.fromEntries(
    ['int', 'int32', 'int64', 'uint', 'uint16', 'uint64', 'float32', 'float64'].map((name) => [
      name,
      'number',
    ]),
  ),
};

function read(folder: string, module: string): Package {
  const types = new Map<string, Type>();
  const imports = new Map<string, string>();
  for (const name of readdirSync(folder).filter((one) => /(?<!_test)\.go$/.test(one))) {
    const text = readFileSync(path.join(folder, name), 'utf8').replaceAll(/\/\/[^\n]*/g, '');
    for (const [, own = '', at = ''] of text.matchAll(/^\s*(?:import\s+)?(\w+)?\s*"([^"\n]+)"$/gm))
      if (at.startsWith(`${module}/`)) imports.set(own || path.basename(at), at.slice(module.length + 1));
    for (const [, type = '', body = ''] of text.matchAll(/^type (\w+) struct \{\n(.*?)^\}/gms))
      types.set(type, structOf(body));
    for (const [, type = '', is = ''] of text.matchAll(/^type (\w+) ([\w.[\]]+)$/gm)) types.set(type, { is });
    for (const [, group = ''] of text.matchAll(/^type \(\n(.*?)^\)/gms))
      for (const [, type = '', is = ''] of group.matchAll(/^\t(\w+) +([\w.[\]]+)$/gm))
        types.set(type, { is });
  }
  return { types, imports };
}

function structOf(body: string): Type {
  const fields = new Map<string, string>();
  const embeds: string[] = [];
  for (const line of body.split('\n')) {
    const [, field = '', type, tag = ''] =
      /^\s*(\w+)(?:\s+([\w.*[\]{}]+))?\s*(?:`(.*)`)?\s*$/.exec(line) ?? [];
    if (type === undefined) {
      if (field !== '') embeds.push(field);
      continue;
    }
    const [, named = field] = /json:"([^",]+)/.exec(tag) ?? [];
    fields.set(named, type);
  }
  return { fields, embeds };
}
