import * as z from 'zod/mini';

/** https://github.com/deepflowio/deepflow/blob/main/server/controller/model/model.go: Domain; what is read of it. */
export const Domain = z.object({
  LCUUID: z.string(),
  NAME: z.string(),
  CLUSTER_ID: z.string(),
  TYPE: z.number(),
  /** 1 normal, 2 deleting, 3 exception, 4 warning, 5 no licence. */
  STATE: z.number(),
  ERROR_MSG: z.string(),
  SYNCED_AT: z.string(),
  /** What DeepFlow makes the ids of a file's content of. */
  DISPLAY_NAME: z.prefault(z.string(), ''),
  /** Rows of servers, those that were deleted lately included. */
  VM_COUNT: z.optional(z.number()),
  CONFIG: z.optional(z.nullable(z.looseObject({ region_uuid: z.optional(z.string()) }))),
});
export type DeepflowDomain = z.infer<typeof Domain>;

/** A cluster inside of a domain: SubDomain of the same file. */
export const SubDomain = z.object({
  LCUUID: z.string(),
  NAME: z.string(),
  CLUSTER_ID: z.string(),
  /** The lcuuid of the domain that it is in. */
  DOMAIN: z.string(),
  STATE: z.number(),
  ERROR_MSG: z.string(),
  CONFIG: z.optional(z.nullable(z.looseObject({ vpc_uuid: z.optional(z.string()) }))),
});
export type DeepflowSubDomain = z.infer<typeof SubDomain>;

const Tagged = z.object({
  lcuuid: z.string(),
  name: z.string(),
  cloud_tags: z.optional(z.nullable(z.record(z.string(), z.string()))),
});
const Placed = z.optional(
  z.nullable(z.array(z.object({ lcuuid: z.string(), name: z.optional(z.string()) }))),
);

/**
 * What a domain's task has merged, of what it collects itself and of the table:
 * of cloudmodel.Resource in
 * https://github.com/deepflowio/deepflow/blob/main/server/controller/cloud/model/model.go, what is read of it. It may
 * be ahead of the database, which is what a PUT is held against.
 */
export const Merged = z.object({
  Verified: z.optional(z.boolean()),
  VMs: z.nullable(z.array(Tagged)),
  AZs: Placed,
  Hosts: Placed,
  VPCs: Placed,
  Networks: Placed,
  LBs: Placed,
  PeerConnections: Placed,
  PodNamespaces: z.optional(z.nullable(z.array(Tagged))),
  SubDomainResources: z.optional(
    z.nullable(z.record(z.string(), z.object({ PodNamespaces: z.optional(z.nullable(z.array(Tagged))) }))),
  ),
});
export type Knowledge = z.infer<typeof Merged>;
export type KnownResource = z.infer<typeof Tagged>;

/** Whether its task has run; a list that is empty is `null`, as one that is not known yet. */
export const isRead = ({ Verified, VMs }: Knowledge): boolean => Verified ?? VMs !== null;
