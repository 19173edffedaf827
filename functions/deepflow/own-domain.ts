import { countsOf, withinCaps } from './caps.ts';
import type { Config } from './config.ts';
import { isRead } from './controller-shapes.ts';
import type { DeepflowDomain } from './controller-shapes.ts';
import { mayBeBuiltIn } from './domains.ts';
import type { Target } from './domains.ts';
import { divided } from './file-domain.ts';
import { formerOf, idOfLb } from './former.ts';
import { neverListed, unbacked } from './guard.ts';
import type { Present } from './guard.ts';
import { contentOf } from './own.ts';
import type { Content } from './own.ts';
import { NOT_READ, STANDS, complaintsOf, lineOf, untouched } from './part.ts';
import type { Desired, Known } from './part.ts';
import { EMPTY } from './payload.ts';
import type { Payload } from './payload.ts';
import { peersOf } from './peers.ts';
import { ready } from './ready.ts';
import { frozen, missingRows, unrecorded } from './recorded.ts';
import { knownOrRemembered } from './remembered.ts';
import { comparedWith } from './shown.ts';
import { serversOf, tagsIn, tagsOf } from './tags.ts';

/** A domain of our own: everything of an account that the interface can carry. */
export function ownDomain(config: Config, target: Target, domain: DeepflowDomain, given: Known): Desired {
  const { whole, domains, sent, table, used } = given;
  const { LCUUID } = domain;
  const stands = (why: readonly string[]): Desired => ({
    ...untouched(target),
    domain,
    payload: sent?.payload ?? EMPTY,
    origins: sent?.origins ?? new Map(),
    counts: countsOf(sent?.payload ?? EMPTY),
    claims: sent === undefined ? [] : [{ domain: LCUUID, of: 'all' }],
    outstanding: why.map((one) => `${STANDS}: ${one}`),
  });
  const missing = neverListed(whole.scopes, target);
  if (missing.length > 0) return stands(missing);

  const builtIn = mayBeBuiltIn(target, domains);
  const filled = { domain: LCUUID, builtIn, org: config.org, offer: config.offer };
  const content = withinCaps(contentOf(whole.estate, target, filled), LCUUID, used);
  const { provider, file } = target;
  const split =
    file === undefined
      ? { ...content, file: undefined, idOf: (uuid: string) => uuid }
      : divided(content, domain, { domain: LCUUID, org: config.org, provider });
  const former = formerOf(sent, target, { table, known: given.known, domain: LCUUID });
  const lost = unbacked(former, presentIn(content, split), whole, config.maxShare);
  if (lost.length > 0) return stands(lost);

  const known = knownOrRemembered(given.known, table, LCUUID);
  const servers = known.VMs ?? [];
  const tagging = tagsOf(serversOf(domain), content.tagged, servers);
  const recorded = new Set((known.VPCs ?? []).map(({ lcuuid }) => lcuuid));
  const peers = peersOf(whole.estate, split, { domain: LCUUID, region: target.region, recorded });
  const { payload: rest, waiting } =
    file === undefined ? { payload: split.payload, waiting: [] } : ready(split.payload, known);
  const payload: Payload = { ...rest, peer_connections: peers.peers, cloud_tags: tagging.tags };
  const { unseen, others } = comparedWith(tagging.tags, tagsIn(table, serversOf(domain)), servers);
  const all: Payload = { ...content.payload, peer_connections: peers.peers };
  const missed = isRead(given.known) ? unrecorded(all, known, split.idOf) : unreadOf(all);
  const { outstanding, notes } = frozen(content.payload, domain, config);
  return {
    ...untouched(target),
    domain,
    payload,
    origins: split.origins,
    file: split.file,
    counts: countsOf(content.payload),
    claims: [{ domain: LCUUID, of: 'all' }],
    note: { payload, origins: split.origins, syncedAt: undefined },
    outstanding: [
      ...complaintsOf('domain', domain),
      ...outstanding,
      ...missed,
      ...(missed.length > 0 ? [] : missingRows(content.payload, domain)),
      ...lineOf(
        [...unseen, ...others],
        (count, some) => `the tags of ${count} servers are not shown yet: ${some}`,
      ),
      ...lineOf(
        peers.waiting,
        (count, some) => `${count} peerings wait for DeepFlow to record their VPCs: ${some}`,
      ),
      ...lineOf(waiting, (count, some) => `${count} items wait for DeepFlow to read the file: ${some}`),
    ],
    notes: [
      ...(target.ids === 'built-in' && !builtIn
        ? [
            'ids of our own are used: DeepFlow still collects that cloud itself, and the same id must not be there twice',
          ]
        : []),
      ...notes,
      ...content.leftOut,
      ...tagging.notes,
    ],
  };
}

/** Then servers stand for all that it does not show. */
const unreadOf = (payload: Payload): readonly string[] =>
  payload.chosts.length === 0 ? [NOT_READ] : unrecorded(payload, { VMs: null }, (uuid) => uuid);

/** All that is to be there, in the table and in the file. */
function presentIn(
  { payload: whole, origins }: Pick<Content, 'payload' | 'origins'>,
  { payload, idOf }: { readonly payload: Payload; readonly idOf: (uuid: string) => string },
): Present {
  const uuids = [whole, payload].flatMap((one) =>
    [one.azs, one.vpcs, one.subnets, one.chosts].flatMap((items) => items.map(({ uuid }) => idOf(uuid))),
  );
  return {
    ids: new Set([...uuids, ...payload.azs.map(({ uuid }) => uuid), ...payload.lbs.map(idOfLb)]),
    refs: new Set([...origins.values()].map(({ ref }) => ref)),
  };
}
