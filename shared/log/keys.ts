import type { Scope } from '../collect/collector.ts';
import { encodePart } from '../model/ref.ts';

const path = ({ provider, account, region }: Scope): string =>
  [provider, account, region].map(encodePart).join('/');

const DIGITS = 20;

export const logPrefix = (scope: Scope): string => `log/${path(scope)}/`;
export const logKey = (scope: Scope, version: number): string =>
  `${logPrefix(scope)}${String(version).padStart(DIGITS, '0')}.json`;
export const versionOf = (key: string): number =>
  Number(key.slice(key.lastIndexOf('/') + 1, -'.json'.length));

export const dataPrefix = (scope: Scope): string => `data/${path(scope)}/`;
/** Run-unique: no version is in it, because two runs may both try for one. */
export const dataKey = (scope: Scope, runId: string, sha256: string): string =>
  `${dataPrefix(scope)}${encodePart(runId)}-${sha256}.gz`;

export const HEADS = 'heads/';
export const headKey = (scope: Scope): string => `${HEADS}${path(scope)}`;
export const CURSORS = 'cursors/';
export const cursorKey = (sink: string, scope: Scope): string =>
  `${CURSORS}${encodePart(sink)}/${path(scope)}`;
/** The sink that a key under `cursors/` names. */
export const sinkOf = (key: string): string => decodeURIComponent(key.split('/')[1] ?? '');
export const noteKey = (provider: string, name: string): string =>
  `notes/${encodePart(provider)}/${encodePart(name)}`;

export const leasePrefix = (name: string): string => `leases/${encodePart(name)}/`;
export const leaseKey = (name: string, term: number): string =>
  `${leasePrefix(name)}${String(term).padStart(DIGITS, '0')}.json`;

/** The scope that a key under `heads/` names. */
export function scopeOf(key: string): Scope {
  const [provider = '', account = '', region = ''] = key
    .slice(HEADS.length)
    .split('/')
    .map(decodeURIComponent);
  return { provider, account, region };
}
