import { GoJson } from './go-json.ts';
import type { Dropped, KnownWorkload } from './known.ts';

/** What would end the server's process: a panic that nothing recovers from. */
export class Panic extends Error {
  override readonly name = 'Panic';
}

/** What one run of the gatherer finds out, and what later steps look up. */
export interface Gathering {
  readonly entries: Readonly<Record<string, readonly string[]>>;
  readonly dropped: Dropped[];
  readonly namespaces: Map<string, string>;
  readonly groups: Map<string, KnownWorkload>;
  /** By `namespace`, `key`, `value` of a label, or of a synthetic name: the ids of the workloads that have it. */
  readonly groupsByLabel: Map<string, Set<string>>;
  readonly groupPorts: Map<string, ReadonlyMap<string, number>>;
  readonly servicesOfGroup: Map<string, string[]>;
  /** By namespace and name: the id of a service, and its last port by the name of that. */
  readonly servicePorts: Map<string, { readonly id: string; readonly ports: ReadonlyMap<string, number> }>;
  readonly ingressOfService: Map<string, string>;
}

/** Each object of a type that has what all of them need; `why` is asked of the others. */
export function* objectsOf(
  run: Gathering,
  type: string,
  isNamespaced = true,
): Generator<{ object: GoJson; id: string; name: string; namespace: string; drop: (why: string) => void }> {
  for (const text of run.entries[type] ?? []) {
    const object = GoJson.parse(text);
    const id = object.get('metadata', 'uid').text();
    const name = object.get('metadata', 'name').text();
    const namespace = object.get('metadata', 'namespace').text();
    const drop = (why: string): void => void run.dropped.push({ type, name, why });
    if (!object.has('metadata')) drop('metadata not found');
    else if (id === '') drop('uid not found');
    else if (name === '') drop('name not found');
    else if (isNamespaced && !run.namespaces.has(namespace)) drop('namespace not found');
    else yield { object, id, name, namespace, drop };
  }
}

export function indexLabels(
  run: Gathering,
  namespace: string,
  labels: Readonly<Record<string, unknown>>,
  id: string,
): void {
  for (const [key, value] of Object.entries(labels)) index(run, namespace, `${key}_${String(value)}`, id);
}

export function index(run: Gathering, namespace: string, label: string, id: string): void {
  const key = namespace + label;
  const found = run.groupsByLabel.get(key) ?? new Set();
  run.groupsByLabel.set(key, found.add(id));
}

/** A value that is too long is not stored, and the rest is one text. */
export function labelOf(labels: Readonly<Record<string, unknown>>): string {
  return Object.entries(labels)
    .filter((one): one is [string, string] => typeof one[1] === 'string' && Buffer.byteLength(one[1]) <= 256)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key}:${value}`)
    .join(', ');
}
