import * as z from 'zod/mini';
import type { Attachment } from '../../shared/model/network-kinds.ts';
import { id, link, said, tags } from './items.ts';

/** SDK type CCN. */
export const Ccn = z.object({ CcnId: id, CcnName: said, State: said, TagSet: tags });

/** SDK type CcnAttachedInstance. */
export const Attached = z.object({
  CcnId: id,
  CcnUin: said,
  InstanceId: id,
  InstanceType: said,
  InstanceUin: said,
  InstanceRegion: said,
  State: said,
});
export type Attached = z.infer<typeof Attached>;

export function byCcn(attached: readonly Attached[]): ReadonlyMap<string, readonly Attached[]> {
  const groups = new Map<string, Attached[]>();
  for (const one of attached) {
    const group = groups.get(one.CcnId) ?? [];
    group.push(one);
    groups.set(one.CcnId, group);
  }
  return groups;
}

export function attachmentsOf(attached: readonly Attached[]): Attachment[] {
  return attached
    .filter(({ State }) => !GONE.has(State ?? ''))
    .map(({ InstanceId, InstanceType, InstanceUin, State }) => ({
      id: InstanceId,
      vpc: InstanceType === 'VPC' ? link('vpc', InstanceId) : undefined,
      owner: InstanceUin,
      state: State ?? 'unknown',
    }));
}

/** `State` of SDK type CcnAttachedInstance: what is attached to nothing and never will be. */
const GONE: ReadonlySet<string> = new Set(['DELETED', 'EXPIRED', 'FAILED', 'REJECTED']);
