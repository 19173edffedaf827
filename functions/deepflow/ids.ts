import type { ProviderName } from '../../shared/collect/provider.ts';
import type { Ref } from '../../shared/model/ref.ts';
import { uuidOf } from './uuid.ts';

/** Kinds whose ids DeepFlow's own collectors derive from the cloud's id alone. */
export type Seeded = 'vpc' | 'subnet' | 'vm';

/**
 * How DeepFlow's own collector of a cloud makes the id of a VPC, subnet or server
 * of the cloud's id: hashed, or as it is; `none`: it has no collector of that
 * cloud. With the same ids, what refers to a resource by its id still finds it.
 * https://github.com/deepflowio/deepflow/tree/main/server/controller/cloud
 */
export const SEEDS: Readonly<Record<ProviderName, 'hashed' | 'verbatim' | 'none'>> = {
  aws: 'hashed',
  aliyun: 'hashed',
  tencent: 'hashed',
  baidu: 'hashed',
  qingcloud: 'hashed',
  volcengine: 'hashed',
  huawei: 'verbatim', // they are UUIDs
  azure: 'none',
  kubernetes: 'none',
};

/** Types of domains that DeepFlow collects itself. https://github.com/deepflowio/deepflow/blob/main/server/controller/common/const.go */
export const BUILT_IN: Readonly<Partial<Record<ProviderName, number>>> = {
  tencent: 4,
  aws: 6,
  aliyun: 9,
  huawei: 13,
  qingcloud: 14,
  azure: 18,
  baidu: 25,
  volcengine: 30,
};

/** A cluster that is a domain of its own; of the same file. */
export const BUILT_IN_CLUSTER = 11;

/** In another organisation than the first, what is hashed begins with its number. */
export const inOrg = (name: string, org: number): string => (org === 1 ? name : `${org}_${name}`);

/** The id that DeepFlow's own collector gives; `undefined` where it gives none. */
export function builtInId(provider: ProviderName, id: string, org: number): string | undefined {
  switch (SEEDS[provider]) {
    case 'hashed':
      return uuidOf(inOrg(id, org));
    case 'verbatim':
      return org === 1 ? id : uuidOf(inOrg(id, org));
    case 'none':
      return undefined;
    default:
      return SEEDS[provider] satisfies never;
  }
}

/** An id of our own: of no resource that DeepFlow collects itself, and of this domain only. */
export const ownId = (domain: string, ref: Ref | string): string => uuidOf(`cloud-tag-sync ${domain} ${ref}`);
