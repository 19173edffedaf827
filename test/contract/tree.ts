import { readFileSync, readdirSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** A source as the tests of the layout see it: its text and what it imports, without a compiler. */
export interface Source {
  readonly file: string;
  readonly text: string;
  /** Without comments and imports. */
  readonly code: string;
  /** As written; relative ones as paths from the root. */
  readonly imports: readonly string[];
}

export const root = fileURLToPath(new URL('../..', import.meta.url));

export const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

/** Every file that is, or could be, in the repository. */
export function allFiles(): readonly string[] {
  const ignored = read('.gitignore')
    .split('\n')
    .flatMap((line) => (line.endsWith('/') ? [line.slice(0, -1)] : []));
  const below = (directory: string): string[] =>
    readdirSync(path.join(root, directory), { withFileTypes: true }).flatMap((entry) => {
      const file = path.posix.join(directory, entry.name);
      if (ignored.includes(entry.name) || file === '.git' || file.endsWith('.tgz')) return [];
      return entry.isDirectory() ? below(file) : [file];
    });
  return below('');
}

const IMPORT = /^(?:import|export)\s+(?:type\s+)?(?:[\w*\s{},$]+?\sfrom\s+)?(['"])([^'"]+)\1;?/gm;
const DYNAMIC = /\b(?:import|(?:require|import\.meta)(?:\.resolve)?)\(\s*(['"])([^'"]+)\1/g;

export function sourceOf(file: string): Source {
  const text = read(file);
  const specifiers = [...text.matchAll(IMPORT), ...text.matchAll(DYNAMIC)].map(([, , found = '']) => found);
  const imports = specifiers.map((found) =>
    found.startsWith('.') ? path.posix.join(path.posix.dirname(file), found) : found,
  );
  const code = text
    .replaceAll(IMPORT, '')
    .replaceAll(/^\s*\/\*[\s\S]*?\*\//gm, '')
    .replaceAll(/^\s*\/\/.*$/gm, '');
  return { file, text, code, imports };
}

/** The packages that sources import. */
export function packagesOf(sources: readonly Source[]): ReadonlySet<string> {
  return new Set(
    sources.flatMap(({ imports }) =>
      imports.filter(isPackage).map((found) => /^(?:@[^/]+\/)?[^/]+/.exec(found)?.[0] ?? found),
    ),
  );
}

export function isPackage(specifier: string): boolean {
  return (
    !/^(?:node:|functions\/|shared\/|test\/|bench\/|dist\/|\.)/.test(specifier) &&
    !builtinModules.includes(specifier)
  );
}
