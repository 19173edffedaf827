import type { WholeEstate } from '../../shared/lookup/read-estate.ts';
import type { Config } from './config.ts';
import type { DeepflowDomain, Recorded } from './controller.ts';
import { mayBeBuiltIn } from './domains.ts';
import type { Target } from './domains.ts';
import { neverListed, unbacked } from './guard.ts';
import { contentOf } from './own.ts';
import type { Content } from './own.ts';
import { EMPTY } from './payload.ts';
import type { Payload } from './payload.ts';
import { peersOf } from './peers.ts';
import type { Sent } from './sent.ts';
import { byCloudName, tagsOf } from './tags.ts';

/** What one domain is to hold. */
export interface Desired {
  readonly target: Target;
  readonly domain: DeepflowDomain | undefined;
  readonly payload: Payload;
  readonly origins: Content['origins'];
  /** Nothing is known of what it is to hold: what the table has of it is given back as it was. */
  readonly isLeft: boolean;
  readonly outstanding: readonly string[];
  readonly notes: readonly string[];
}

export interface Known {
  readonly whole: WholeEstate;
  readonly domain: DeepflowDomain | undefined;
  readonly domains: readonly DeepflowDomain[];
  readonly sent: Sent | undefined;
  readonly recorded: Recorded;
}

/** Pure: the same log, and the same that DeepFlow says, give the same. */
export function desiredOf(config: Config, target: Target, known: Known): Desired {
  const { domain } = known;
  if (domain === undefined) {
    const remedy =
      target.mode === 'tags'
        ? `there is no domain ${target.clusterId}: name one that DeepFlow collects`
        : `there is no domain with the cluster id ${target.clusterId}: "create" makes it, or make it yourself`;
    return {
      target,
      domain,
      payload: EMPTY,
      origins: new Map(),
      isLeft: false,
      outstanding: [remedy],
      notes: [],
    };
  }
  return target.mode === 'tags' ? tagsOnly(target, domain, known) : everything(config, target, domain, known);
}

function tagsOnly(target: Target, domain: DeepflowDomain, { whole, recorded }: Known): Desired {
  const { tagged, notes } = byCloudName(whole.estate, target);
  const tagging = tagsOf(domain.LCUUID, tagged, recorded.VMs ?? []);
  const missing = tagging.waiting.length;
  return {
    target,
    domain,
    payload: { ...EMPTY, cloud_tags: tagging.tags },
    origins: new Map(),
    isLeft: false,
    outstanding: stateOf(domain),
    notes: [
      ...notes,
      ...tagging.notes,
      ...(missing === 0 ? [] : [`${missing} servers are not in DeepFlow: ${some(tagging.waiting)}`]),
    ],
  };
}

function everything(config: Config, target: Target, domain: DeepflowDomain, known: Known): Desired {
  const { whole, domains, sent, recorded } = known;
  const stands = (why: readonly string[]): Desired => ({
    target,
    domain,
    payload: sent?.payload ?? EMPTY,
    origins: sent?.origins ?? new Map(),
    isLeft: sent === undefined,
    outstanding: why.map((one) => `what was last sent stands: ${one}`),
    notes: [],
  });
  const missing = neverListed(whole.scopes, target);
  if (missing.length > 0) return stands(missing);
  const builtIn = mayBeBuiltIn(target, domains);
  const content = contentOf(whole.estate, target, {
    domain: domain.LCUUID,
    builtIn,
    org: config.org,
    offer: config.offer,
  });
  const lost = unbacked(sent, content, whole.estate, whole.scopes, config.maxShare);
  if (lost.length > 0)
    return stands([`${lost.length} resources would go although no commit says so: ${some(lost)}`]);
  const servers = recorded.VMs ?? [];
  const tagging = tagsOf(domain.LCUUID, content.tagged, servers);
  const recordedVpcs = new Set((recorded.VPCs ?? []).map(({ lcuuid }) => lcuuid));
  const peer_connections = peersOf(whole.estate, content, {
    domain: domain.LCUUID,
    region: target.region,
    recorded: recordedVpcs,
  });
  const ids = new Set(servers.map(({ lcuuid }) => lcuuid));
  const unrecorded = content.payload.chosts.filter(({ uuid }) => !ids.has(uuid)).map(({ name }) => name);
  return {
    target,
    domain,
    payload: { ...content.payload, peer_connections, cloud_tags: tagging.tags },
    origins: content.origins,
    isLeft: false,
    outstanding: [
      ...stateOf(domain),
      ...(unrecorded.length === 0
        ? []
        : [`${unrecorded.length} servers are not recorded yet: ${some(unrecorded)}`]),
    ],
    notes: [
      ...(target.ids === 'built-in' && !builtIn
        ? [
            'ids of our own are used: DeepFlow still collects that cloud itself, and the same id must not be there twice',
          ]
        : []),
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

const some = (all: readonly string[]): string => `${all.slice(0, 3).join(', ')}${all.length > 3 ? ' …' : ''}`;
