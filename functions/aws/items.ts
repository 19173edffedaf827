import { CloudError } from '../../shared/collect/errors.ts';
import type { Scope } from '../../shared/collect/collector.ts';
import { byToken } from '../../shared/collect/paginate.ts';
import type { Kind } from '../../shared/model/kinds.ts';
import type { Tag } from '../../shared/model/parts.ts';
import { ref } from '../../shared/model/ref.ts';
import type { Ref } from '../../shared/model/ref.ts';

/**
 * The pages of one list. AWS writes an element for a list without items, so an
 * answer without its list is not an empty list: it is an answer of somebody else.
 */
export async function* paged<Page, Item>(
  api: string,
  fetch: (token: string | undefined) => Promise<Page>,
  read: (page: Page) => readonly [items: readonly Item[] | undefined, next: string | undefined],
): AsyncGenerator<readonly Item[], void, undefined> {
  for await (const page of byToken(fetch, (answer) => read(answer)[1])) yield listed(read(page)[0], api);
}

export function listed<Item>(items: readonly Item[] | undefined, api: string): readonly Item[] {
  if (items === undefined) throw new CloudError('invalid', `${api}: an answer without its list`);
  return items;
}

/** The answer, or `undefined` where the cloud says that what was asked about is gone: whatever went away since it was listed has no children. */
export async function unlessGone<T>(codes: readonly string[], answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof CloudError && codes.includes(error.code ?? '')) return undefined;
    throw error;
  }
}

/** What every item has; one without it is not what we know how to read. */
export function idOf(id: string | undefined, api: string): string {
  if (id === undefined || id === '') throw new CloudError('invalid', `${api}: an item without its id`);
  return id;
}

export function awsRef<K extends Kind>(kind: K, ...native: readonly [string, ...string[]]): Ref<K> {
  return ref('aws', kind, ...native);
}

/** A link that the item may not have. */
export function link<K extends Kind>(kind: K, id: string | undefined): Ref<K> | undefined {
  return id === undefined || id === '' ? undefined : awsRef(kind, id);
}

export function links<K extends Kind>(kind: K, ids: readonly (string | undefined)[] | undefined): Ref<K>[] {
  return (ids ?? []).flatMap((id) => link(kind, id) ?? []);
}

/** Zone names are the account's own: https://docs.aws.amazon.com/ram/latest/userguide/working-with-az-ids.html */
export function zone({ account }: Scope, name: string | undefined): Ref<'az'> | undefined {
  return name === undefined || name === '' ? undefined : awsRef('az', account, name);
}

interface AwsTag {
  readonly Key?: string | undefined;
  readonly Value?: string | undefined;
}

export function tagsOf(tags: readonly AwsTag[] | undefined): readonly Tag[] {
  return (tags ?? []).map(({ Key, Value }) => [Key ?? '', Value ?? '']);
}

/** What the console shows as a name: the tag `Name`. */
export function nameOf(tags: readonly AwsTag[] | undefined, id: string): string {
  return tags?.find(({ Key }) => Key === 'Name')?.Value || id;
}

/** The account in an ARN: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
export function ownerOf(arn: string | undefined): string | undefined {
  return arn?.split(':')[4] || undefined;
}

/** As the SDK's own table of partitions (@aws-sdk/core, `partitions`) tells them by region name. */
export function partitionOf(region: string): string {
  return PARTITIONS.find(([prefix]) => region.startsWith(prefix))?.[1] ?? 'aws';
}

const PARTITIONS = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
  ['us-iso-', 'aws-iso'],
  ['us-isob-', 'aws-iso-b'],
  ['eu-isoe-', 'aws-iso-e'],
  ['us-isof-', 'aws-iso-f'],
  ['eusc-', 'aws-eusc'],
] as const;
