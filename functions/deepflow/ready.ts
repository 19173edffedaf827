import type { Knowledge } from './controller-shapes.ts';
import type { Payload } from './payload.ts';

/**
 * Of what refers to a file: what DeepFlow has read it for. The rest would be
 * refused, and all else with it; it goes with a later run.
 */
export function ready(
  payload: Payload,
  known: Knowledge,
): { readonly payload: Payload; readonly waiting: readonly string[] } {
  const vpcs = new Set((known.VPCs ?? []).map(({ lcuuid }) => lcuuid));
  const networks = new Set((known.Networks ?? []).map(({ lcuuid }) => lcuuid));
  const azs = new Set(
    [...(known.AZs ?? []), ...payload.azs.map(({ uuid: lcuuid }) => ({ lcuuid }))].map(
      ({ lcuuid }) => lcuuid,
    ),
  );
  const waiting: string[] = [];
  const isThere = (one: {
    readonly name: string;
    readonly vpc_uuid?: string;
    readonly az_uuid?: string;
    readonly vinterfaces: Payload['lbs'][number]['vinterfaces'];
  }): boolean => {
    const isReady =
      (one.vpc_uuid === undefined || vpcs.has(one.vpc_uuid)) &&
      (one.az_uuid === undefined || azs.has(one.az_uuid)) &&
      one.vinterfaces.every(({ subnet_uuid: subnet }) => networks.has(subnet));
    if (!isReady) waiting.push(one.name);
    return isReady;
  };
  const hosts = payload.hosts.filter(isThere);
  const chosts = payload.chosts.filter(isThere);
  return { payload: { ...payload, hosts, chosts, lbs: payload.lbs.filter(isThere) }, waiting };
}
