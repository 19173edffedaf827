import { proveCreateOnly } from '../../store/probe.ts';
import { SinkError } from '../../notify/event.ts';
import type { ObjectStore } from '../../store/store.ts';
import type { Told } from '../publishing.ts';
import type { SinkConfig } from '../sink-config.ts';
import type { Knock } from './context.ts';

/** Of `shared/store/probe.ts`; where it is, proving writes nothing on a store that keeps the promise. */
const PROBE = 'probe/create-only';

/** Reads a listing and an object; throws what is wrong. */
export async function checkStore(store: ObjectStore, singleWriter: boolean): Promise<string> {
  await store.list({ prefix: 'heads/', startAfter: '', limit: 1 });
  const probe = await store.get(PROBE);
  const where = `${store.url} can be read`;
  if (singleWriter) return `${where}; singleWriter: that nothing else writes is on you`;
  if (probe === undefined) return `${where}; writing and create-only puts are proved by the first sync`;
  await proveCreateOnly(store);
  return `${where} and written, and creates an object only once`;
}

/** Connects, and sends nothing. */
export async function checkSink({ name, ...sink }: SinkConfig, knock: Knock): Promise<string> {
  return `${await knocked(`webhook "${name}"`, sink, knock)}; no event was sent`;
}

/** Connects, and sends nothing; `who` is at that address. */
export async function knocked(who: string, { url, ca, cert, key }: Told, knock: Knock): Promise<string> {
  const target = new URL(url);
  const tls = {
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
  };
  try {
    await knock(target, tls);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'no connection';
    throw new SinkError(
      `${who} at ${target.host}: cannot be reached (${code}): check the URL, the network, and ca, cert and key`,
      { cause: error },
    );
  }
  return `${target.host} takes ${target.protocol === 'https:' ? 'TLS connections' : 'connections'}`;
}
