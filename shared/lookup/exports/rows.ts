import { placesOf } from '../../model/links/places.ts';
import type { Space } from '../../model/links/places.ts';
import { canonical } from '../../model/links/address.ts';
import type { Kind } from '../../model/kinds.ts';
import type { Answer, Lookup } from '../lookup.ts';

/** Kinds that hold addresses. */
const HOLDERS: readonly Kind[] = [
  'nic',
  'load_balancer',
  'nat_gateway',
  'rds',
  'redis',
  'vm',
  'eip',
  'service',
  'ingress',
];

/** One address that something holds, in one space. */
export interface Row {
  readonly address: string;
  /** `undefined`: a public one. */
  readonly space: Space | undefined;
  readonly answer: Answer;
  /** It means one thing, whatever the space. */
  readonly alone: boolean;
}

/** Every address that something is known to hold, one by one: the answers of a million are not in memory at once. */
export function* rowsOf(lookup: Lookup): Generator<Row, void, undefined> {
  const seen = new Set<string>();
  for (const kind of HOLDERS) {
    for (const { record } of lookup.estate.of(kind)) {
      const { space, addresses } = placesOf(record);
      const private_ips = addresses.flatMap(({ ip }) => (ip === undefined ? [] : [{ ip, space }]));
      const public_ips = addresses.flatMap(({ public_ip }) =>
        public_ip === undefined ? [] : [{ ip: public_ip, space: undefined }],
      );
      for (const one of [...private_ips, ...public_ips]) {
        const address = canonical(one.ip);
        const key = `${one.space ?? ''} ${address}`;
        if (seen.has(key)) continue;
        seen.add(key);
        yield* rowOf(lookup, address, one.space);
      }
    }
  }
}

function* rowOf(lookup: Lookup, address: string, space: Space | undefined): Generator<Row, void, undefined> {
  const anywhere = lookup.lookup(address);
  if (anywhere.status === 'found') yield { address, space, answer: anywhere.answer, alone: true };
  else if (space !== undefined) {
    const here = lookup.lookup(address, { vpc: space });
    if (here.status === 'found') yield { address, space, answer: here.answer, alone: false };
  } else if (anywhere.status === 'ambiguous') {
    const [own] = anywhere.answers.filter((answer) => answer.labels.some(({ kind }) => kind === 'eip'));
    if (own !== undefined) yield { address, space, answer: own, alone: false };
  }
}
