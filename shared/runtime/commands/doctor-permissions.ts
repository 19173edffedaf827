import type { Reason } from '../../collect/errors.ts';
import { lineOf } from '../error-line.ts';
import type { AnyProvider } from './context.ts';
import type { Tell } from './doctor.ts';
import { languageOf } from './policy-languages.ts';

/** What asking for one permission in one region came to. */
export interface Result {
  readonly region: string;
  readonly action: string;
  readonly outcome: 'allowed' | 'unproved' | 'not offered' | Exclude<Reason, 'unsupported'>;
  readonly error: unknown;
}

const isFine = ({ outcome }: Result): boolean =>
  outcome === 'allowed' || outcome === 'not offered' || outcome === 'unproved';

/** What may be missing in silence: nothing is amiss, for all that can be told. */
function unprovedText(results: readonly Result[]): string {
  const names = results.flatMap(({ outcome, action }) => (outcome === 'unproved' ? [action] : []));
  return names.length === 0 ? '' : `; cannot be proved while they list nothing: ${names.join(', ')}`;
}

export function tellRegion(what: string, results: readonly Result[], tell: Tell): void {
  const [first] = results;
  if (first === undefined) return; // nothing is listed there
  const fine = results.filter(isFine);
  const status = fine.length === results.length ? 'ok' : 'incomplete';
  const proved = fine.filter(({ outcome }) => outcome !== 'unproved').length;
  const text = `${proved} of ${results.length} permissions${unprovedText(results)}`;
  tell({ what: `${what} ${first.region}`, status, text });
}

/** Once per action, whatever the number of regions. */
export function tellMissing(
  provider: AnyProvider,
  what: string,
  results: readonly Result[],
  tell: Tell,
): void {
  const missing = results.filter((result) => !isFine(result));
  for (const action of new Set(missing.map((result) => result.action))) {
    const own = missing.filter((result) => result.action === action);
    const regions = own.map(({ region }) => region).join(', ');
    const feeding = provider.collectors.filter(({ actions }) => actions.includes(action));
    const kinds = [...new Set(feeding.flatMap(({ emits }) => emits))];
    const denied = own.some(({ outcome }) => outcome === 'denied');
    const text = `${action} in ${regions}: ${lineOf(own[0]?.error)}`;
    const policy = denied ? languageOf(provider.name)?.line(action) : undefined;
    tell({ what, status: 'incomplete', text, kinds, ...(policy === undefined ? {} : { policy }) });
  }
}
