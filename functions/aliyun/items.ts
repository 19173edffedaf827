import * as z from 'zod/mini';
import { CloudError } from '../../shared/collect/errors.ts';
import { maybe, some, text } from '../../shared/collect/wire.ts';
import { table } from '../../shared/collect/table.ts';
import type { Kind } from '../../shared/model/kinds.ts';
import type { Address, Device, Tag } from '../../shared/model/parts.ts';
import { ref } from '../../shared/model/ref.ts';
import type { Ref } from '../../shared/model/ref.ts';

/** What every item has; one without it is not what we know how to read. */
export const id = z.string().check(z.minLength(1));

/** A text that may be empty, `null` or absent, which all say nothing. */
export const said = z.pipe(
  maybe(text),
  z.transform((value) => value || undefined),
);

const Pair = z.object({ Key: said, Value: said, TagKey: said, TagValue: said });

/** The four spellings of tags: `{ Tag: […] }` or a bare list, of `Key` and `Value` or `TagKey` and `TagValue`. */
export const tags = z.pipe(
  z.nullish(z.union([z.array(Pair), z.object({ Tag: some(Pair) })])),
  z.transform((value): readonly Tag[] =>
    (Array.isArray(value) ? value : (value?.Tag ?? [])).map((pair) => [
      pair.Key ?? pair.TagKey ?? '',
      pair.Value ?? pair.TagValue ?? '',
    ]),
  ),
);

/** `{ SecurityGroupId: ['sg-1'] }`: a list behind its element's name, as the answers have it. */
export const within = <T extends z.ZodMiniType>(name: string, item: T) =>
  z.pipe(
    z.pipe(
      z.nullish(z.record(z.string(), z.unknown())),
      z.transform((value) => value?.[name]),
    ),
    some(item),
  );

export function aliyunRef<K extends Kind>(kind: K, ...native: readonly [string, ...string[]]): Ref<K> {
  return ref('aliyun', kind, ...native);
}

/** A link that the item may not have. */
export function link<K extends Kind>(kind: K, native: string | undefined): Ref<K> | undefined {
  return native === undefined || native === '' ? undefined : aliyunRef(kind, native);
}

export function links<K extends Kind>(kind: K, ids: readonly (string | undefined)[]): Ref<K>[] {
  return [...new Set(ids)].flatMap((one) => link(kind, one) ?? []);
}

/** Zone ids are the same for every account. A database over several zones has `cn-hangzhou-MAZ6(b,f)`, which is none. */
export function zone(name: string | undefined): Ref<'az'> | undefined {
  return name !== undefined && /^[a-z0-9-]+$/.test(name) ? aliyunRef('az', name) : undefined;
}

/** The device that an instance id names by how it begins. */
export function deviceOf(instance: string | undefined): Ref<Device> | undefined {
  const kind = DEVICES[instance?.split('-', 1)[0] ?? ''];
  return instance === undefined || kind === undefined ? undefined : aliyunRef(kind, instance);
}

const DEVICES = table<Device>({
  i: 'vm',
  lb: 'load_balancer',
  alb: 'load_balancer',
  nlb: 'load_balancer',
  ngw: 'nat_gateway',
});

/** What an endpoint resolves to, by the network that the cloud says it is of: `Public`, or one of the inner ones. */
export function addressesIn(network: string | undefined, ip: string | undefined): Address[] {
  if (ip === undefined) return [];
  const isPublic = network === 'Public';
  return [{ ip: isPublic ? undefined : ip, public_ip: isPublic ? ip : undefined }];
}

/** `2017-12-10T04:04Z`, also with seconds or an offset. https://help.aliyun.com/document_detail/25696.html */
export function timeOf(text_: string | undefined): string | undefined {
  const ms = Date.parse(text_ ?? '');
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}

/** The answer, or `undefined` where the cloud says that what was asked about is gone: whatever went away since it was listed has no children. */
export async function unlessGone<T>(code: RegExp, answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof CloudError && code.test(error.code ?? '')) return undefined;
    throw error;
  }
}
