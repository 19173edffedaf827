import * as z from 'zod/mini';
import { CloudError } from '../../shared/collect/errors.ts';
import type { ProviderPorts } from '../../shared/collect/provider.ts';
import { hasNames } from '../../shared/runtime/choice.ts';
import type { Choice } from '../../shared/runtime/choice.ts';
import type { Ask } from './client.ts';
import { regionNamesOf } from './regions.ts';

const NOTE = 'region-names';
const Noted = z.record(z.string(), z.string());

/**
 * Localised names by region id, to choose regions by. Another product than those that are read tells them, so what is
 * wrong there keeps no account back: an earlier run's do as well, and without any the patterns that are ids still
 * choose. What is excluded by a name that nobody tells would be read, so then there is no going on: throws `CloudError`.
 */
export async function namesToChooseBy(
  ask: Ask,
  regions: Choice,
  { account, notes, warn }: Pick<ProviderPorts, 'notes' | 'warn'> & { readonly account: string },
): Promise<ReadonlyMap<string, string>> {
  const before = await notes?.read(NOTE);
  try {
    const names = await regionNamesOf(ask);
    const text = JSON.stringify(Object.fromEntries(names));
    if (text !== before) await notes?.write(NOTE, text);
    return names;
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    const names = noted(before);
    if (names.size === 0 && hasNames({ exclude: regions.exclude })) throw error;
    const message =
      names.size === 0 ? 'regions are chosen by their ids alone' : 'names of regions are old ones';
    warn?.(message, { account, error });
    return names;
  }
}

/** A note that cannot be read is none. */
function noted(text = '{}'): ReadonlyMap<string, string> {
  try {
    return new Map(Object.entries(Noted.parse(JSON.parse(text))));
  } catch {
    return new Map();
  }
}
