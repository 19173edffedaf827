import * as z from 'zod/mini';
import { CloudError } from '../../shared/collect/errors.ts';
import { maybe, text } from '../../shared/collect/wire.ts';
import { table } from '../../shared/collect/table.ts';
import type { Kind } from '../../shared/model/kinds.ts';
import type { Device, Tag } from '../../shared/model/parts.ts';
import { ref } from '../../shared/model/ref.ts';
import type { Ref } from '../../shared/model/ref.ts';

/** What every item has; one without it is not what we know how to read. */
export const id = z.string().check(z.minLength(1));

/** A text that may be empty, `null` or absent, which all say nothing. */
export const said = z.pipe(
  maybe(text),
  z.transform((value) => value || undefined),
);

/** `Key` and `Value` in some products, `TagKey` and `TagValue` in others. */
const Pair = z.object({ Key: said, Value: said, TagKey: said, TagValue: said });

/** Of what the item itself says; every taggable kind's list says them. */
export const tags = z.pipe(
  z.nullish(z.array(Pair)),
  z.transform((pairs): readonly Tag[] =>
    (pairs ?? []).map((pair) => [pair.Key ?? pair.TagKey ?? '', pair.Value ?? pair.TagValue ?? '']),
  ),
);

export function tencentRef<K extends Kind>(kind: K, ...native: readonly [string, ...string[]]): Ref<K> {
  return ref('tencent', kind, ...native);
}

/** A link that the item may not have; `0` stands for none where ids were numbers once (the classic network). */
export function link<K extends Kind>(kind: K, native: string | undefined): Ref<K> | undefined {
  return native === undefined || native === '' || native === '0' ? undefined : tencentRef(kind, native);
}

export function links<K extends Kind>(kind: K, ids: readonly (string | undefined)[]): Ref<K>[] {
  return [...new Set(ids)].flatMap((one) => link(kind, one) ?? []);
}

/** Zone ids are the same for every account. Some products say the zone's number at times (`100001`), which is no id. */
export function zone(name: string | undefined): Ref<'az'> | undefined {
  return name === undefined || !name.includes('-') ? undefined : tencentRef('az', name);
}

/** The device that an instance id names by how it begins. */
export function deviceOf(instance: string | undefined): Ref<Device> | undefined {
  const kind = DEVICES[instance?.split('-', 1)[0] ?? ''];
  return instance === undefined || kind === undefined ? undefined : tencentRef(kind, instance);
}

const DEVICES = table<Device>({
  ins: 'vm',
  lb: 'load_balancer',
  nat: 'nat_gateway',
  intranat: 'nat_gateway',
});

/** `2020-09-22T00:00:00+00:00` or `…Z`; other spellings have no time zone, and are not read. */
export function timeOf(value: string | undefined): string | undefined {
  const ms = Date.parse(value?.includes('T') === true ? value : '');
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}

/** The answer, or `undefined` where the cloud says that what was asked about is gone: whatever went away since it was listed has no children. */
export async function unlessGone<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    // A role that is gone (`ResourceNotFound.RoleNotFound`) is another thing.
    if (error instanceof CloudError && error.reason === 'invalid' && GONE.test(error.code ?? ''))
      return undefined;
    throw error;
  }
}

/** `errorcodes.py` of vpc and clb in https://github.com/TencentCloud/tencentcloud-sdk-python */
const GONE = /^ResourceNotFound|^InvalidParameter\.LBIdNotFound$/;
