import type { Kind } from '../model/kinds.ts';
import type { Tag } from '../model/parts.ts';
import type { Standing } from '../model/links/holder.ts';
import type { Label } from '../model/links/label.ts';
import type { Space } from '../model/links/places.ts';

/** What an address means in one space. */
export interface Answer {
  /** In its one spelling: dotted, or as RFC 5952 has it. */
  readonly address: string;
  /** The VPC it is in, or the cluster for a network of the cluster's own; `undefined`: a public one, or nobody tells. */
  readonly space: Space | undefined;
  /** The block that it is in, where nothing that is known holds the address itself. */
  readonly block: string | undefined;
  /** Who holds it, then what that belongs to; each resource once. */
  readonly labels: readonly Label[];
}

/** `ambiguous`: it means several things, and no VPC was named. Nothing is guessed. */
export type Result =
  | { readonly status: 'found'; readonly address: string; readonly answer: Answer }
  | { readonly status: 'ambiguous'; readonly address: string; readonly answers: readonly Answer[] }
  | { readonly status: 'unknown'; readonly address: string };

/** The question cannot be answered: what was asked is no address, or names no VPC that is known. */
export class LookupError extends Error {
  override readonly name = 'LookupError';
}

/** A label as programs get it: tags by key, nothing that is as usual. */
export interface PlainLabel {
  readonly role: string;
  readonly kind: Kind;
  readonly ref: string;
  readonly id: string;
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly account: string;
  readonly standing?: Standing;
}

export interface PlainAnswer {
  readonly address: string;
  readonly space: string | null;
  readonly block: string | null;
  readonly labels: readonly PlainLabel[];
}

/** Field by field: those of a packed label are not its own properties. */
export function plainLabel(label: Label): PlainLabel {
  const { role, kind, ref, id, name, account, standing } = label;
  const tags = plainTags(label.tags);
  return { role, kind, ref, id, name, account, tags, ...(standing !== 'current' && { standing }) };
}

export function plainAnswer({ address, space, block, labels }: Answer): PlainAnswer {
  return { address, space: space ?? null, block: block ?? null, labels: labels.map(plainLabel) };
}

/** One JSON document per result: the answer, the answers, or nothing but the address. */
export function plainResult(result: Result): object {
  const { status, address } = result;
  if (status === 'found') return { status, ...plainAnswer(result.answer) };
  if (status === 'ambiguous') return { status, address, answers: result.answers.map(plainAnswer) };
  return { status, address };
}

const plainTags = (tags: readonly Tag[]): Record<string, string> => Object.fromEntries(tags);
