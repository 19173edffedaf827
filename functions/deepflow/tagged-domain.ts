import type { Estate, Merged } from '../../shared/model/links/estate.ts';
import { providerOf } from '../../shared/model/record.ts';
import type { Config } from './config.ts';
import { isRead } from './controller-shapes.ts';
import type { DeepflowDomain } from './controller-shapes.ts';
import type { Target } from './domains.ts';
import type { Former } from './former.ts';
import { neverListed, unbacked } from './guard.ts';
import type { Origin } from './own.ts';
import { NOT_READ, STANDS, complaintsOf, lineOf, untouched } from './part.ts';
import type { Desired, Known } from './part.ts';
import { EMPTY } from './payload.ts';
import type { CloudTag, Payload } from './payload.ts';
import { meaningOf } from './payload-lists.ts';
import { knownOrRemembered } from './remembered.ts';
import { comparedWith } from './shown.ts';
import { byName, serversOf, tagsIn, tagsOf } from './tags.ts';

/** A domain that DeepFlow collects itself: tags for the servers that it knows, and nothing else. */
export function taggedDomain(
  { maxShare }: Pick<Config, 'maxShare'>,
  target: Target,
  domain: DeepflowDomain,
  { whole, known: told, table, sent }: Known,
): Desired {
  const { provider, account } = target;
  const place = serversOf(domain);
  const inTable = tagsIn(table, place);
  const all = serversIn(whole.estate, provider);
  const own = all.filter((server) => server.account === account);
  const base: Desired = {
    ...untouched(target),
    domain,
    claims: [{ domain: domain.LCUUID, of: 'chost' }],
  };

  const missing = neverListed(whole.scopes, target);
  const former =
    sent?.origins ??
    new Map(inTable.map(({ resource_name: name }): readonly [string, Former] => [name, { name }]));
  const now = {
    // Without a note, a name of another account may be that one's: its servers may be in the same domain.
    ids: new Set(all.map(({ record }) => record.name)),
    refs: new Set<string>(own.map(({ record }) => record.ref)),
  };
  const why = missing.length > 0 ? missing : unbacked(former, now, whole, maxShare);
  if (why.length > 0) {
    const others = new Set(all.filter((one) => one.account !== account).map(({ record }) => record.name));
    const isOurs = ({ resource_name: name }: CloudTag): boolean =>
      sent === undefined ? !others.has(name) : sent.origins.has(name);
    return {
      ...base,
      payload: { ...EMPTY, cloud_tags: inTable.filter(isOurs) },
      outstanding: why.map((one) => `${STANDS}: ${one}`),
    };
  }

  const { tagged, notes } = byName(
    own,
    (name, ids) => `${ids.length} servers of ${provider} ${account} are called ${name}`,
  );
  const known = knownOrRemembered(told, table, domain.LCUUID);
  const servers = known.VMs ?? [];
  const tagging = tagsOf(place, tagged, servers);
  const payload: Payload = { ...EMPTY, cloud_tags: tagging.tags };
  const compared = comparedWith(tagging.tags, inTable, servers);
  // Until its task has asked the cloud again, a server goes on showing the tags that the table had before.
  const isSame = sent !== undefined && meaningOf(sent.payload) === meaningOf(payload);
  const syncedAt = isSame ? sent.syncedAt : domain.SYNCED_AT;
  const isAsked = syncedAt !== domain.SYNCED_AT;
  const unseen = isAsked ? compared.unseen : [...compared.unseen, ...compared.others].toSorted();
  return {
    ...base,
    payload,
    note: { payload, origins: originsOf(tagging.tags, tagged), syncedAt },
    outstanding: [
      ...complaintsOf('domain', domain),
      ...(isRead(told) ? [] : [NOT_READ]),
      ...lineOf(unseen, (count, some) => `the tags of ${count} servers are not shown yet: ${some}`),
    ],
    notes: [
      ...notes,
      ...tagging.notes,
      ...lineOf(tagging.waiting, (count, some) => `${count} servers are not in DeepFlow: ${some}`),
      ...lineOf(
        isAsked ? compared.others : [],
        (count, some) =>
          `${count} servers have tags that DeepFlow found in the cloud, and shows those: ${some}`,
      ),
    ],
  };
}

/** Those that some scope of a cloud holds. */
const serversIn = (estate: Estate, provider: string): readonly Merged<'vm'>[] =>
  [...estate.of('vm')].filter(
    ({ standing, record }) => standing !== 'stale' && providerOf(record.ref) === provider,
  );

/** By the name that is tagged, whose it is. */
function originsOf(
  tags: readonly CloudTag[],
  tagged: ReadonlyMap<string, Merged<'vm'>>,
): ReadonlyMap<string, Origin> {
  return new Map(
    tags.flatMap(({ resource_name: name }) => {
      const server = tagged.get(name);
      if (server === undefined) return [];
      const { record, account, region } = server;
      return [[name, { ref: record.ref, account, region }] as const];
    }),
  );
}
