import * as z from 'zod/mini';
import { CloudError } from '../../shared/collect/errors.ts';
import { FAN_OUT, inParallel } from '../../shared/collect/parallel.ts';
import type { Attachment } from '../../shared/model/network-kinds.ts';
import { whole } from '../../shared/collect/gather.ts';
import type { Ask } from './client.ts';
import { id, link, said, tags, unlessGone } from './items.ts';
import { numberedPages } from './pages.ts';

/** SDK type CenForDescribeCensOutput. */
export const Cen = z.object({ CenId: id, CenName: said, AccountId: said, Status: said, Tags: tags });

/** SDK type AttachedInstanceForDescribeCenAttachedInstancesOutput. `InstanceType`: `VPC`, `DCGW`. */
const Attached = z.object({
  CenId: id,
  InstanceId: id,
  InstanceType: said,
  InstanceOwnerId: said,
  InstanceRegionId: said,
  Status: said,
});
type Attached = z.infer<typeof Attached>;

/** SDK type TransitRouterForDescribeTransitRoutersOutput. */
export const TransitRouter = z.object({
  TransitRouterId: id,
  TransitRouterName: said,
  AccountId: said,
  Status: said,
  Tags: tags,
});

/** SDK type TransitRouterAttachmentForDescribeTransitRouterAttachmentsOutput. */
export const RouterAttachment = z.object({
  TransitRouterAttachmentId: id,
  TransitRouterId: id,
  ResourceType: said,
  ResourceId: said,
  AccountId: said,
  Status: said,
});

/**
 * What is attached to all networks in one list, since `CenId` may be left out:
 * https://docs.byteplus.com/en/docs/cen/DescribeCenAttachedInstances . The vendor's MCP server says that it may not;
 * where the cloud says so too, one list per network. https://github.com/volcengine/mcp-server
 */
export async function attachedOf(
  ask: Ask,
  networks: readonly { readonly CenId: string }[],
): Promise<readonly Attached[]> {
  if (networks.length === 0) return [];
  try {
    return await listOf(ask, undefined);
  } catch (error) {
    if (!(error instanceof CloudError) || !NEEDS_ONE.test(error.code ?? '')) throw error;
  }
  return whole(
    inParallel(networks, FAN_OUT, async ({ CenId }) => (await unlessGone(listOf(ask, CenId))) ?? []),
  );
}

const NEEDS_ONE = /^MissingParameter|^InvalidParameter|^InvalidCen/;

function listOf(ask: Ask, cen: string | undefined): Promise<readonly Attached[]> {
  return whole(
    numberedPages(ask, {
      action: 'cen:DescribeCenAttachedInstances',
      params: { CenId: cen },
      at: 'AttachedInstances',
      item: Attached,
      keyOf: ({ CenId, InstanceId, InstanceRegionId }) => `${CenId} ${InstanceId} ${InstanceRegionId}`,
    }),
  );
}

export function attachmentsOf(attached: readonly Attached[]): Attachment[] {
  return attached.map(({ InstanceId, InstanceType, InstanceOwnerId, Status }) => ({
    id: InstanceId,
    vpc: InstanceType === 'VPC' ? link('vpc', InstanceId) : undefined,
    owner: InstanceOwnerId,
    state: Status ?? 'unknown',
  }));
}

export function attachmentOf(one: z.infer<typeof RouterAttachment>): Attachment {
  const { TransitRouterAttachmentId, ResourceType, ResourceId, AccountId, Status } = one;
  return {
    id: ResourceId ?? TransitRouterAttachmentId,
    vpc: ResourceType?.toUpperCase() === 'VPC' ? link('vpc', ResourceId) : undefined,
    owner: AccountId,
    state: Status ?? 'unknown',
  };
}
