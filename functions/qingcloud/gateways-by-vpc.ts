import { whole } from '../../shared/collect/gather.ts';
import { FAN_OUT, inBatches, inParallel } from '../../shared/collect/parallel.ts';
import { gatewaysIn } from './nat-gateways.ts';
import type { Gateway } from './nat-gateways.ts';
import { routersOf } from './networks.ts';
import type { VxNet } from './networks.ts';
import type { Asking } from './pages.ts';

/** As many networks as one request may name, for a query that any gateway lets pass. */
const NAMED = 100;

/** A VPC and its networks. */
type Vpc = readonly [router: string, vxnets: readonly string[]];

/**
 * Gateways by VPC. A row is not promised to say where its gateway is, and no list of the API is; but networks can be
 * asked for their gateways (`vxnets` of
 * https://docsv3.qingcloud.com/development_docs/api/command_list/nfv/describe_nfvs/), those of many VPCs at once. So
 * all are asked first, and by halves from there on, where there are gateways at all: of two halves one is asked, for
 * the other has the rest. A single VPC takes one request, and no number of them more than one for each.
 */
export async function gatewaysByRouter(
  asking: Asking,
  gateways: readonly Gateway[],
  vxnets: readonly VxNet[],
): Promise<ReadonlyMap<string, string>> {
  const routers = routersOf(vxnets);
  const found = new Map<string, string>();
  for (const { nfv_id, vxnets: own } of gateways) {
    const router = own.map(({ vxnet_id }) => routers.get(vxnet_id ?? '')).find((one) => one !== undefined);
    if (router !== undefined) found.set(nfv_id, router);
  }
  const isSilent = (id: string): boolean => !found.has(id);
  if (!gateways.some(({ nfv_id }) => isSilent(nfv_id))) return found;

  async function share(vpcs: readonly Vpc[], ids: readonly string[]): Promise<void> {
    const [first] = vpcs;
    if (first === undefined || ids.length === 0) return;
    if (vpcs.length === 1) {
      for (const id of ids) found.set(id, first[0]);
      return;
    }
    const half = vpcs.slice(0, Math.ceil(vpcs.length / 2));
    const there = new Set(await gatewaysOn(asking, half));
    const inHalf = ids.filter((id) => there.has(id));
    const inRest = ids.filter((id) => !there.has(id));
    await Promise.all([share(half, inHalf), share(vpcs.slice(half.length), inRest)]);
  }
  const all = vpcsOf(routers);
  await share(all, (await gatewaysOn(asking, all)).filter(isSilent));
  return found;
}

function vpcsOf(routers: ReadonlyMap<string, string>): readonly Vpc[] {
  const networks = new Map<string, string[]>();
  for (const [vxnet, router] of routers) networks.set(router, [...(networks.get(router) ?? []), vxnet]);
  return [...networks].toSorted(([a], [b]) => (a < b ? -1 : 1));
}

async function gatewaysOn(asking: Asking, vpcs: readonly Vpc[]): Promise<readonly string[]> {
  const networks = vpcs.flatMap(([, own]) => own);
  const answers = inParallel(inBatches(networks, NAMED), FAN_OUT, (vxnets) =>
    whole(gatewaysIn(asking, { vxnets })),
  );
  return [...new Set((await whole(answers)).map(({ nfv_id }) => nfv_id))];
}
