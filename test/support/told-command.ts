// What a command of this project is asked, read as it says it can be.
import { parseArgs } from 'node:util';
import type { ParseArgsConfig } from 'node:util';

type Options = NonNullable<ParseArgsConfig['options']>;

/** `--help` prints `help`, and ends; what is not understood does so too, with its reason and 2. */
export function asked<const O extends Options>(help: string, options: O, mayName = false) {
  const found = parsed(help, {
    allowPositionals: true,
    options: { ...options, help: { type: 'boolean', short: 'h' } },
  });
  if ('help' in found.values) {
    process.stdout.write(help);
    return process.exit(0);
  }
  const [name] = found.positionals;
  return mayName || name === undefined ? found : refused(help, `${name}: is no option`);
}

function parsed<const C extends ParseArgsConfig>(help: string, config: C) {
  try {
    return parseArgs(config);
  } catch (error) {
    return refused(help, error instanceof Error ? error.message : String(error));
  }
}

/** A whole number from 1 on. */
export function natural(help: string, name: string, text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  return refused(help, `${name} ${text}: expected a whole number from 1 on`);
}

export function refused(help: string, why: string): never {
  process.stderr.write(`${why}\n\n${help}`);
  return process.exit(2);
}
