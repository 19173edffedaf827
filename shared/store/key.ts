import { StoreError } from './store.ts';

/**
 * Refuses a key that some driver could not keep apart from another one: a file
 * system folds `.`, `..` and empty parts, URLs fold the first two, and XML and
 * shells disagree about what is not printable ASCII.
 */
export function checkedKey(key: string): string {
  if (!/^[!-~]+$/.test(key)) throw refused(key, 'it is not printable ASCII without spaces');
  if (key.split('/').some(folds)) throw refused(key, 'it has an empty part, "." or ".."');
  return key;
}

/** The last part of a prefix is the beginning of a name, so it may be anything a name begins with. */
export function checkedPrefix(prefix: string): string {
  if (!/^[!-~]*$/.test(prefix)) throw refused(prefix, 'it is not printable ASCII without spaces');
  if (prefix.split('/').slice(0, -1).some(folds)) throw refused(prefix, 'it has an empty part, "." or ".."');
  return prefix;
}

function folds(part: string): boolean {
  return part === '' || part === '.' || part === '..';
}

function refused(key: string, why: string): StoreError {
  return new StoreError(`${JSON.stringify(key)} cannot be a key: ${why}`);
}
