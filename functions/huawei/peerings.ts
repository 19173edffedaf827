import * as z from 'zod/mini';
import { byToken } from '../../shared/collect/paginate.ts';
import { parsed, some } from '../../shared/collect/wire.ts';
import { API } from './apis.ts';
import type { Huawei } from './client.ts';
import { id, said } from './items.ts';
import { itemsOf } from './pages.ts';

const Side = z.object({ vpc_id: id, tenant_id: id });

/** SDK type VpcPeering of vpc v2. */
const Peering = z.object({
  id,
  name: said,
  status: id,
  request_vpc_info: Side,
  accept_vpc_info: Side,
});

const Links = z.object({ peerings_links: some(z.object({ rel: said, href: said })) });

/** Stay listed for a while; none of them connects anything. SDK enum VpcPeeringStatusEnum. */
const GONE: ReadonlySet<string> = new Set(['REJECTED', 'EXPIRED', 'DELETED']);

/** Those of one project, with its own sides of them: the path names no project, a header does. */
export async function* peeringsOf({ ask, pageSize, projects }: Huawei, ids: { readonly project_id: string }) {
  const ours = new Set((await projects()).map((project) => project.id));
  const pages = byToken(
    (marker) => ask(API.peerings, { ids, params: { limit: pageSize(2000), marker } }),
    (answer) => nextIn(parsed(Links, answer, API.peerings.action)),
  );
  for await (const answer of pages) {
    const items = itemsOf(answer, 'peerings', Peering, API.peerings.action);
    yield items
      .filter(({ status }) => !GONE.has(status))
      .map((peering) => ({ peering, sides: sidesOf(peering, ids.project_id, ours) }));
  }
}

/** The marker is in the link to the next page. https://support.huaweicloud.com/intl/en-us/api-vpc/vpc_peering_0001.html */
function nextIn({ peerings_links }: z.infer<typeof Links>): string | undefined {
  const href = peerings_links.find(({ rel }) => rel === 'next')?.href;
  const query = href?.slice(href.indexOf('?') + 1);
  return query === undefined ? undefined : (new URLSearchParams(query).get('marker') ?? undefined);
}

function sidesOf(
  { request_vpc_info: requester, accept_vpc_info: accepter }: z.infer<typeof Peering>,
  project: string,
  ours: ReadonlySet<string>,
) {
  const sides = [
    { side: 'requester', local: requester, remote: accepter },
    { side: 'accepter', local: accepter, remote: requester },
  ] as const;
  return sides
    .filter(({ local }) => local.tenant_id === project)
    .map((side) => ({ ...side, isOurs: ours.has(side.remote.tenant_id) }));
}
