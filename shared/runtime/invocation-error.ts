import { lineOf } from './error-line.ts';

/**
 * What a function may reject with. Lambda writes it into the log with everything that hangs on it (`cause`, `errors`,
 * whole requests of SDKs), and what a cloud said may repeat a secret: so it is a new error, with nothing on it but what
 * the log lines say too, and the frames that a developer needs.
 * https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html
 */
export function invocationError(error: unknown, scrub: (text: string) => string): Error {
  const parts: readonly unknown[] = error instanceof AggregateError ? error.errors : [];
  const lines = [...new Set(parts.map(lineOf))];
  const head = error instanceof AggregateError ? error.message : lineOf(error);
  const clean = new Error(scrub([head, ...lines].join(': ')));
  if (error instanceof Error) {
    clean.name = error.name;
    const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
    clean.stack = [`${clean.name}: ${clean.message}`, ...frames.map(scrub)].join('\n');
  }
  return clean;
}
