import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { JobPorts } from '../../shared/runtime/ports.ts';
import type { Target } from './domains.ts';

/** Where the files of domains are. Both throw what the system or the store says. */
export interface Files {
  /** `undefined`: there is none. */
  read(file: NonNullable<Target['file']>): Promise<string | undefined>;
  /** Whole or not at all: DeepFlow reads at any time. */
  write(file: NonNullable<Target['file']>, text: string): Promise<void>;
}

/** On this machine, or in the store. */
export function filesIn(store: JobPorts['store']): Files {
  return {
    async read(file) {
      if (file.key !== undefined) {
        const stored = await store.get(file.key);
        return stored === undefined ? undefined : Buffer.from(stored.body).toString();
      }
      try {
        return await readFile(file.path ?? '', 'utf8');
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    async write(file, text) {
      if (file.key !== undefined) return store.put(file.key, Buffer.from(text));
      const target = path.resolve(file.path ?? '');
      await mkdir(path.dirname(target), { recursive: true });
      // In the same folder: only a rename within one file system is atomic. Only one publisher writes.
      await writeFile(`${target}.unfinished`, text);
      await rename(`${target}.unfinished`, target);
    },
  };
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';
