import { LookupError, plainResult } from '../../lookup/lookup.ts';
import type { Lookup } from '../../lookup/lookup.ts';
import type { Context } from './context.ts';
import { Refused } from './refused.ts';

export interface EnrichOptions {
  readonly field: readonly string[];
  readonly vpc?: string;
  readonly vpcField?: string;
}

/** JSON lines from standard input to standard output, one out for each one in, in their order. */
export async function enrich(
  { io, print, note }: Context,
  lookup: Lookup,
  options: EnrichOptions,
): Promise<void> {
  if (io.stdin === undefined) throw new Refused('there is no standard input to read JSON lines from');
  let strange = 0;
  for await (const line of linesOf(io.stdin)) {
    const value = parsed(line);
    if (value === undefined) {
      if (line.trim() !== '') strange++;
      print(line);
    } else print(JSON.stringify(enriched(lookup, value, options)));
  }
  if (strange > 0) note(`${strange} lines were no JSON objects and went through as they are`);
}

type Values = Readonly<Record<string, unknown>>;

/** What is no address, and a VPC that is not known, is said in the line itself: it stops nothing. */
function enriched(lookup: Lookup, value: Values, { field, vpc, vpcField }: EnrichOptions): Values {
  const named = vpcField === undefined ? undefined : value[vpcField];
  const where = { vpc: typeof named === 'string' && named !== '' ? named : vpc };
  const labels = field.flatMap((name) => {
    const address = value[name];
    return typeof address === 'string' ? [[`${name}_labels`, answered(lookup, address, where)] as const] : [];
  });
  return { ...value, ...Object.fromEntries(labels) };
}

function answered(lookup: Lookup, address: string, where: { readonly vpc: string | undefined }): object {
  try {
    return plainResult(lookup.lookup(address, where));
  } catch (error) {
    if (error instanceof LookupError) return { status: 'invalid', address, error: error.message };
    throw error;
  }
}

function parsed(line: string): Values | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object(value) : undefined;
  } catch {
    return undefined; // it goes through as it is
  }
}

/** Characters; what has no newline for so long is no JSON line, and would fill the memory. */
const MOST = 64 * 2 ** 20;

async function* linesOf(input: AsyncIterable<Uint8Array | string>): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const piece of input) {
    const [first = '', ...others] = (
      typeof piece === 'string' ? piece : decoder.decode(piece, { stream: true })
    ).split('\n');
    rest += first;
    if (rest.length > MOST) {
      throw new Refused(`a line of more than ${MOST} characters: end each JSON object with a newline`);
    }
    if (others.length === 0) continue;
    yield rest;
    rest = others.pop() ?? '';
    yield* others;
  }
  if (rest !== '') yield rest;
}
