import { providerOf } from '../../model/record.ts';
import type { Kind } from '../../model/kinds.ts';
import type { Label } from '../../model/links/label.ts';
import type { Lookup } from '../lookup.ts';
import type { PrometheusOptions } from './choice.ts';
import { deviceOf } from './flat.ts';
import { rowsOf } from './rows.ts';

export interface TargetGroup {
  readonly targets: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
}

/** Whose names and tags are labels; in the spelling of Prometheus' own discoveries: `__meta_<what>_<field>`, `…_tag_<key>`. */
const TOLD: readonly Kind[] = [
  'region',
  'az',
  'vpc',
  'subnet',
  'cluster',
  'namespace',
  'node',
  'pod',
  'workload',
];

/**
 * A list of target groups, for HTTP SD and file SD. Every target is there each
 * time, all values are texts, and label names have no other characters than
 * Prometheus allows: others become `_`.
 * https://prometheus.io/docs/prometheus/latest/http_sd/
 */
export function* targetsOf(
  lookup: Lookup,
  { port, kinds }: PrometheusOptions,
): Generator<TargetGroup, void, undefined> {
  for (const { address, space, answer } of rowsOf(lookup)) {
    const device = deviceOf(answer.labels);
    if (space === undefined || device === undefined || !kinds.includes(device.kind)) continue;
    const host = address.includes(':') ? `[${address}]` : address;
    yield { targets: [`${host}:${port}`], labels: labelsOf(device, address, answer.labels) };
  }
}

function labelsOf(device: Label, address: string, labels: readonly Label[]): Record<string, string> {
  const meta = new Map<string, string>([
    ['provider', providerOf(device.ref)],
    ['account', device.account],
    ['address', address],
    ['device_kind', device.kind],
    ['device_id', device.id],
    ['device_name', device.name],
  ]);
  const add = (name: string, value: string): void => {
    // Two keys may become one name: the first one stays.
    const label = name.replaceAll(/\W/g, '_');
    if (!meta.has(label)) meta.set(label, value);
  };
  for (const [key, value] of device.tags) add(`tag_${key}`, value);
  for (const kind of TOLD) {
    const label = labels.find((one) => one.kind === kind);
    if (label === undefined || label === device) continue;
    add(`${kind}_id`, label.id);
    add(`${kind}_name`, label.name);
    for (const [key, value] of label.tags) add(`${kind}_tag_${key}`, value);
  }
  add('security_groups', joined(labels, 'security_group'));
  add('load_balancers', joined(labels, 'load_balancer'));
  return Object.fromEntries([...meta].map(([name, value]) => [`__meta_tagsync_${name}`, value]));
}

/** Between commas, and one at each end, so that a rule may match `,sg-1,`. */
function joined(labels: readonly Label[], kind: Kind): string {
  const ids = labels.flatMap((label) => (label.kind === kind ? [label.id] : []));
  return ids.length === 0 ? '' : `,${ids.join(',')},`;
}
