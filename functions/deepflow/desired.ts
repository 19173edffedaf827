import type { WholeEstate } from '../../shared/lookup/read-estate.ts';
import { countsOf, withinCaps } from './caps.ts';
import type { Counts } from './caps.ts';
import type { Claim } from './claims.ts';
import type { Config } from './config.ts';
import type { DeepflowDomain, Knowledge, KnownResource } from './controller.ts';
import { mayBeBuiltIn } from './domains.ts';
import type { Target } from './domains.ts';
import type { FileContent } from './file-content.ts';
import { divided } from './file-domain.ts';
import { neverListed, unbacked } from './guard.ts';
import { contentOf } from './own.ts';
import type { Content } from './own.ts';
import { EMPTY } from './payload.ts';
import type { Payload } from './payload.ts';
import { peersOf } from './peers.ts';
import { ready } from './ready.ts';
import { knownOrRemembered } from './remembered.ts';
import type { Sent } from './sent.ts';
import { byCloudName, tagsOf, unshown } from './tags.ts';
import type { TagPlace } from './tags.ts';

/** What of the table is of one domain or cluster. */
export interface Part {
  readonly name: string;
  readonly mode: Target['mode'];
  readonly domain: DeepflowDomain | undefined;
  readonly payload: Payload;
  /** None: nothing is known of what it is to hold, and what the table has of it is given back as it was. */
  readonly claims: readonly Claim[];
  readonly outstanding: readonly string[];
  readonly notes: readonly string[];
}

/** What one domain is to hold. */
export interface Desired extends Part {
  readonly target: Target;
  readonly origins: Content['origins'];
  /** What its file is to hold; `undefined`: it has none, or that stands as it is. */
  readonly file: FileContent | undefined;
  /** What it has of what is limited, in the table and in its file. */
  readonly counts: Counts;
}

export interface Known {
  readonly whole: WholeEstate;
  readonly domain: DeepflowDomain | undefined;
  /** Why it could not be made. */
  readonly problem: string | undefined;
  readonly domains: readonly DeepflowDomain[];
  readonly sent: Sent | undefined;
  readonly known: Knowledge;
  /** The table as it is now. */
  readonly table: Payload;
  /** What the rest of the organisation has of what is limited. */
  readonly used: Counts;
}

/** Pure: the same log, and the same that DeepFlow says, give the same. */
export function desiredOf(config: Config, target: Target, known: Known): Desired {
  const { domain, problem } = known;
  const { name, mode } = target;
  const nothing = {
    target,
    name,
    mode,
    payload: EMPTY,
    origins: new Map(),
    claims: [],
    file: undefined,
    counts: countsOf(EMPTY),
  };
  if (domain === undefined) {
    const remedy =
      mode === 'tags'
        ? `there is no domain ${target.clusterId}: name one that DeepFlow collects`
        : (problem ??
          `there is no domain with the cluster id ${target.clusterId}: "create" makes it, or make it yourself`);
    return { ...nothing, domain, outstanding: [remedy], notes: [] };
  }
  return mode === 'tags'
    ? { ...nothing, ...tagsOnly(target, domain, known) }
    : { ...nothing, ...everything(config, target, domain, known) };
}

type Filled = Pick<Desired, 'domain' | 'payload' | 'claims' | 'outstanding' | 'notes'> &
  Partial<Pick<Desired, 'origins' | 'file' | 'counts'>>;

function tagsOnly(target: Target, domain: DeepflowDomain, { whole, known: told, table }: Known): Filled {
  const { tagged, notes } = byCloudName(whole.estate, target);
  const known = knownOrRemembered(told, table, domain.LCUUID);
  const servers = known.VMs ?? [];
  const tagging = tagsOf(serversOf(domain), tagged, servers);
  const missing = tagging.waiting.length;
  const hidden = hiddenIn(domain, table, servers);
  return {
    domain,
    payload: { ...EMPTY, cloud_tags: tagging.tags },
    claims: [{ domain: domain.LCUUID, of: 'chost' }],
    outstanding: stateOf(domain),
    notes: [
      ...notes,
      ...tagging.notes,
      ...(missing === 0 ? [] : [`${missing} servers are not in DeepFlow: ${some(tagging.waiting)}`]),
      ...(hidden.length === 0
        ? []
        : [
            `${hidden.length} servers have tags that DeepFlow found in the cloud, and shows those: ${some(hidden)}`,
          ]),
    ],
  };
}

const serversOf = ({ LCUUID }: DeepflowDomain): TagPlace => ({
  resource_type: 'chost',
  domain_uuid: LCUUID,
  subdomain_uuid: '',
});

/** Servers whose tags are in the table, and others are shown. */
function hiddenIn(
  { LCUUID }: DeepflowDomain,
  { cloud_tags: tags }: Payload,
  servers: readonly KnownResource[],
): readonly string[] {
  const own = tags.filter(
    ({ domain_uuid: domain, resource_type: type }) => domain === LCUUID && type === 'chost',
  );
  return unshown(own, servers);
}

function everything(config: Config, target: Target, domain: DeepflowDomain, given: Known): Filled {
  const { whole, domains, sent, table, used } = given;
  const { LCUUID } = domain;
  const known = knownOrRemembered(given.known, table, LCUUID);
  const stands = (why: readonly string[]): Filled => ({
    domain,
    payload: sent?.payload ?? EMPTY,
    origins: sent?.origins ?? new Map(),
    counts: countsOf(sent?.payload ?? EMPTY),
    claims: sent === undefined ? [] : [{ domain: LCUUID, of: 'all' }],
    outstanding: why.map((one) => `what was last sent stands: ${one}`),
    notes: [],
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
  const lost = unbacked(sent, split.origins, whole.estate, whole.scopes, config.maxShare);
  if (lost.length > 0)
    return stands([`${lost.length} resources would go although no commit says so: ${some(lost)}`]);
  const servers = known.VMs ?? [];
  const tagging = tagsOf(serversOf(domain), content.tagged, servers);
  const there = new Set((known.VPCs ?? []).map(({ lcuuid }) => lcuuid));
  const where = { domain: LCUUID, region: target.region, recorded: there };
  const { payload, waiting } = file === undefined ? { ...split, waiting: [] } : ready(split.payload, known);
  const ids = new Set(servers.map(({ lcuuid }) => lcuuid));
  const { chosts } = content.payload;
  const unrecorded = chosts.filter(({ uuid }) => !ids.has(split.idOf(uuid))).map(({ name }) => name);
  const hidden = hiddenIn(domain, table, servers);
  const { VM_COUNT: rows = chosts.length } = domain;
  return {
    domain,
    payload: {
      ...payload,
      peer_connections: peersOf(whole.estate, split, where),
      cloud_tags: tagging.tags,
    },
    origins: split.origins,
    file: split.file,
    counts: countsOf(content.payload),
    claims: [{ domain: LCUUID, of: 'all' }],
    outstanding: [
      ...stateOf(domain),
      ...(unrecorded.length === 0
        ? []
        : [`${unrecorded.length} servers are not recorded yet: ${some(unrecorded)}`]),
      ...(unrecorded.length > 0 || rows >= chosts.length
        ? []
        : [`DeepFlow has recorded ${rows} of ${chosts.length} servers`]),
      ...(hidden.length === 0 ? [] : [`the tags of ${hidden.length} servers are not shown: ${some(hidden)}`]),
      ...(waiting.length === 0
        ? []
        : [`${waiting.length} items wait for DeepFlow to read the file: ${some(waiting)}`]),
    ],
    notes: [
      ...(target.ids === 'built-in' && !builtIn
        ? [
            'ids of our own are used: DeepFlow still collects that cloud itself, and the same id must not be there twice',
          ]
        : []),
      ...(chosts.some(({ vinterfaces }) => vinterfaces.length > 0)
        ? []
        : ['no server with an interface is sent: without one, DeepFlow records nothing of the domain']),
      ...content.leftOut,
      ...tagging.notes,
    ],
  };
}

function stateOf({ STATE, ERROR_MSG }: DeepflowDomain): readonly string[] {
  return STATE === 1
    ? []
    : [`DeepFlow says of the domain: ${ERROR_MSG === '' ? `state ${STATE}` : ERROR_MSG}`];
}

/** The first of them. */
export const some = (all: readonly string[]): string =>
  `${all.slice(0, 3).join(', ')}${all.length > 3 ? ' …' : ''}`;
