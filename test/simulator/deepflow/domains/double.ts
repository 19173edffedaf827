/**
 * DeepFlow's controller as far as domains, sub-domains and additional resources go: the HTTP it answers, what it stores,
 * and what its tasks and its recorder make of it later. Shapes and oddities are those of
 * https://github.com/deepflowio/deepflow/tree/main/server/controller (http/router/resource/domain.go, http/service/resource,
 * cloud/cloud.go, cloud/sub_domain.go, recorder).
 */
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { EMPTY, LISTS } from '../../../../functions/deepflow/payload.ts';
import { ofDomains } from '../../../../functions/deepflow/payload-lists.ts';
import type { CloudTag, Payload } from '../../../../functions/deepflow/payload.ts';
import { additionalOf, together } from './additional.ts';
import { EXAMPLE, fromYaml, yamlOf } from './advanced.ts';
import { isWithin } from './blocks.ts';
import { checkKeys, checkPayload } from './checks.ts';
import { readFile } from './filereader.ts';
import { partOf } from './listing.ts';
import { answered, readBackOf } from './read-back.ts';
import { NUMBERS, recorded } from './recorder.ts';
import { Crashed, Refused } from './refused.ts';
import { shaped, withDefaults } from './shape.ts';
import { NOTHING } from './resources.ts';
import type { Resources, Tags, VmRow } from './resources.ts';
import { inDatabase } from './knowledge.ts';
import type { Knowledge } from './knowledge.ts';
import { v5 } from './uuid.ts';

/** A server that DeepFlow collects itself. */
export interface PlatformVm {
  readonly lcuuid: string;
  readonly name: string;
  readonly tags?: Tags;
  readonly vpc?: string;
  readonly ip?: string;
}

export interface DoubleDomain {
  readonly lcuuid: string;
  readonly displayName: string;
  readonly name: string;
  readonly clusterId: string;
  readonly type: number;
  /** `undefined`: its CONFIG was damaged by hand. */
  readonly region: string | undefined;
  /** Of type 5: what it reads. */
  readonly path: string | undefined;
  /** Servers of the cloud of this domain, which DeepFlow collects itself. */
  platform: readonly PlatformVm[];
  /** Of type 11: the names that are pushed. */
  namespaces: readonly string[];
}

export interface DoubleSubDomain {
  readonly lcuuid: string;
  readonly name: string;
  readonly clusterId: string;
  readonly domain: string;
  config: Readonly<Record<string, unknown>>;
}

/** What is pushed of a cluster (`KubernetesAPISync`), by its cluster id. */
export interface Pushed {
  readonly namespaces: readonly string[];
  /** Addresses of its nodes. */
  readonly nodes: readonly string[];
}

type Mischief =
  | { readonly kind: 'empty' }
  | { readonly kind: 'slow' }
  | { readonly kind: 'html' }
  | { readonly kind: 'status'; readonly status: number; readonly code: string; readonly description: string };

/** One request as the controller's HTTP server has it. */
export interface Incoming {
  readonly method: string;
  readonly path: string;
  /** By names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

export interface Outgoing {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The controller without its server: who calls `handle` brings the way there. */
export interface Controller {
  /** `undefined`: it never answers. */
  handle(request: Incoming): Outgoing | undefined;
  readonly domains: Map<string, DoubleDomain>;
  readonly subDomains: Map<string, DoubleSubDomain>;
  /** By path, what is in the server's file system. */
  readonly files: Map<string, string>;
  /** By cluster id. */
  readonly pushed: Map<string, Pushed>;
  /** Those that have a controller. */
  readonly regions: Set<string>;
  /** Requests, as `<method> <path>`. */
  readonly requests: string[];
  readonly puts: Payload[];
  addDomain(domain: Partial<DoubleDomain> & Pick<DoubleDomain, 'name' | 'type'>): DoubleDomain;
  /** By hand: its rows and sub-domains go with it, its part of the table stays. */
  deleteDomain(lcuuid: string): void;
  /** The table, as another writer would replace it. */
  write(payload: Payload): void;
  table(): Payload;
  /** Each domain's task runs, and the recorder after it; `only`: of each list, it writes so many. */
  record(only?: number): void;
  /** Each domain's task runs, and the recorder has not got to it. */
  runTasks(): void;
  /** The controller is started anew: its tasks have not run yet, the database is as it was. */
  restart(): void;
  /** Of one domain: what traffic is labelled with. */
  knows(lcuuid: string): Knowledge;
  /** Before the next request whose `<method> <path>` begins so. */
  before(request: string, run: () => void): void;
  misbehave(request: string, mischief: Mischief, times?: number): void;
}

export interface Double extends Controller {
  readonly url: string;
  close(): Promise<void>;
}

export const REGION = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
const STATUS: Readonly<Record<string, number>> = {
  SUCCESS: 200,
  FAIL: 500,
  SERVER_ERROR: 500,
  SERVICE_UNAVAILABLE: 503,
};

interface Stored extends Payload {
  /** By uuid of the server, or of the namespace, that had the name then; `insideTags`: of those in a sub-domain. */
  readonly chostTags: ReadonlyMap<string, Tags>;
  readonly nsTags: ReadonlyMap<string, Tags>;
  readonly insideTags: ReadonlyMap<string, Tags>;
}

/** What a domain or sub-domain says of itself. */
interface Said {
  readonly state: number;
  readonly problem: string;
}

/** A domain's task: what it last got, and whether it ever did. */
interface Task extends Said {
  readonly platform: Resources;
  readonly isVerified: boolean;
}

const [NORMAL, EXCEPTION, WARNING] = [1, 3, 4];
const FINE: Said = { state: NORMAL, problem: '' };
/** Whose word is heard before whose. */
const LEVELS = [NORMAL, WARNING, EXCEPTION];
const NEVER: Task = { platform: NOTHING, isVerified: false, ...FINE };
/** Before what a task could not do. */
const WHEN = '2026-01-01 00:00:00';
const FILEREADER = 5;
const KUBERNETES = 11;
const OWNED = ['azs', 'vpcs', 'networks', 'hosts', 'vms', 'lbs', 'peers', 'namespaces'] as const;

export function createDouble(): Controller {
  const domains = new Map<string, DoubleDomain>();
  const subDomains = new Map<string, DoubleSubDomain>();
  const files = new Map<string, string>([['/dev/null', '']]);
  const regions = new Set([REGION]);
  const pushed = new Map<string, Pushed>();
  const requests: string[] = [];
  const puts: Payload[] = [];
  let stored = new Map<string, Stored>();
  const tasks = new Map<string, Task>();
  /** Of the database, by domain. */
  const rows = new Map<string, Resources>();
  /** What the recorder of a domain takes for its rows. */
  let believed = new Map<string, Resources>();
  /** By list and id, the domain that has the row. */
  const owners = new Map<string, string>();
  /** Rows that were deleted stay for a while, and are counted. */
  const everVms = new Map<string, Set<string>>();
  /** By lcuuid, of domains and sub-domains. */
  const said = new Map<string, Said>();
  /** By lcuuid, when the task got what is recorded. */
  const synced = new Map<string, string>();
  let minutes = 0;
  const hooks: { readonly request: string; readonly run: () => void }[] = [];
  const mischiefs: { readonly request: string; readonly mischief: Mischief; left: number }[] = [];

  const rowsOf = (lcuuid: string): Resources => rows.get(lcuuid) ?? NOTHING;

  function forget(lcuuid: string): void {
    rows.delete(lcuuid);
    believed.delete(lcuuid);
    for (const [row, owner] of owners) if (owner === lcuuid) owners.delete(row);
    tasks.delete(lcuuid);
    said.delete(lcuuid);
    everVms.delete(lcuuid);
    for (const one of subDomains.values()) if (one.domain === lcuuid) subDomains.delete(one.lcuuid);
  }

  const addDomain: Double['addDomain'] = (given) => {
    const clusterId = given.clusterId ?? madeClusterId(given.name);
    const displayName = given.displayName ?? v5(clusterId);
    const lcuuid = given.lcuuid ?? v5(displayName);
    const path = given.type === FILEREADER ? '/dev/null' : undefined;
    const rest = { region: REGION, platform: [], namespaces: [], path };
    const domain = { ...rest, ...given, clusterId, displayName, lcuuid };
    forget(lcuuid);
    domains.set(lcuuid, domain);
    return domain;
  };

  function write(payload: Payload): void {
    const all = new Set(LISTS.flatMap((list) => payload[list].map(({ domain_uuid }) => domain_uuid)));
    // An insert of no rows is an error, and the transaction is rolled back.
    if (all.size === 0)
      throw new Refused('SERVER_ERROR', 'apply domain additional resources error: empty slice found');
    const inside = [...all].flatMap((domain) => [...rowsOf(domain).namespaces]);
    stored = new Map(
      [...all].map((domain) => {
        const own = ofDomains(payload, new Set([domain]));
        const { vms, namespaces } = rowsOf(domain);
        const of = (type: CloudTag['resource_type'], uuidOf: (tag: CloudTag) => string | undefined) =>
          new Map(
            own.cloud_tags.flatMap((tag) => {
              const uuid = tag.resource_type === type ? uuidOf(tag) : undefined;
              const tags = Object.fromEntries(tag.tags.map(({ key, value }) => [key, value]));
              return uuid === undefined ? [] : [[uuid, tags] as const];
            }),
          );
        // Of several of one name, an arbitrary one: here the last.
        const chostTags = of(
          'chost',
          ({ resource_name: name }) => vms.findLast((vm) => vm.name === name)?.uuid,
        );
        // Looked for among those of sub-domains too, and only ever put on the others.
        const nsTags = of('pod_ns', ({ resource_name: name, subdomain_uuid: sub }) =>
          sub ? undefined : namespaces.findLast((one) => one.name === name)?.uuid,
        );
        const insideTags = of('pod_ns', ({ resource_name: name, subdomain_uuid: sub }) =>
          sub ? inside.findLast((one) => one.name === name && one.subDomain === sub)?.uuid : undefined,
        );
        return [domain, { ...own, chostTags, nsTags, insideTags }];
      }),
    );
  }

  function put(body: string): null {
    let value: unknown;
    try {
      value = JSON.parse(body);
    } catch (cause) {
      throw new Refused('INVALID_PARAMETERS', String(cause));
    }
    checkKeys(value);
    apply(shaped(value));
    puts.push({ ...EMPTY, ...(value as Partial<Payload>) });
    return null;
  }

  function patch(body: string): string {
    apply(fromYaml(body));
    return yamlOf(readBack());
  }

  function apply(payload: Payload): void {
    checkPayload(payload, {
      domains: new Map([...domains.values()].map(({ lcuuid, region }) => [lcuuid, region])),
      rows: rowsOf,
    });
    write(withDefaults(payload));
  }

  /** With what reading back loses, and in another order: what is kept in maps has none. Tags of what is gone have no name. */
  function readBack(): Payload {
    if (stored.size === 0) throw new Refused('FAIL', 'record not found');
    const all = [...rows.values()];
    const names = new Map(all.flatMap(({ vms }) => vms.map(({ uuid, name }) => [uuid, name] as const)));
    const namespaces = new Map(all.flatMap((own) => own.namespaces.map((one) => [one.uuid, one] as const)));
    const parts = [...stored]
      .toReversed()
      .map(([domain, { chostTags, nsTags, insideTags, ...own }]): Payload => {
        const cloud_tags = [
          ...[...chostTags].toReversed().map(([uuid, tags]) => ({
            resource_type: 'chost' as const,
            resource_name: names.get(uuid) ?? '',
            domain_uuid: domain,
            subdomain_uuid: '',
            tags: pairsOf(tags),
          })),
          ...[...nsTags, ...insideTags].toReversed().map(([uuid, tags]) => ({
            resource_type: 'pod_ns' as const,
            resource_name: namespaces.get(uuid)?.name ?? '',
            domain_uuid: domain,
            subdomain_uuid: namespaces.get(uuid)?.subDomain ?? '',
            tags: pairsOf(tags),
          })),
        ];
        return { ...readBackOf(own), cloud_tags };
      });
    return Object.fromEntries(
      LISTS.map((list) => [list, parts.flatMap((part) => [...part[list]])]),
    ) as unknown as Payload;
  }

  /** What its cloud has, asked now; throws what the domain then says of itself. */
  function platformOf({ type, path, displayName, platform, namespaces, lcuuid }: DoubleDomain): Resources {
    if (type === KUBERNETES)
      return {
        ...NOTHING,
        namespaces: namespaces.map((name) => ({
          uuid: v5(`${lcuuid} ${name}`),
          name,
          subDomain: '',
          tags: undefined,
        })),
        vms: namespaces.length === 0 ? [] : [vmOf({ lcuuid: v5(`${lcuuid} node`), name: 'node' })],
        ...NET,
      };
    if (type === FILEREADER) {
      if (path === undefined) throw new Error('path must be specified');
      const file = files.get(path);
      if (file === undefined) throw new Error(`open ${path}: no such file or directory`);
      return readFile(file, displayName);
    }
    const vpcs = new Set(platform.map(({ vpc }) => vpc ?? VPC.uuid));
    const addressed = platform.filter(({ ip }) => ip !== undefined);
    return {
      ...NOTHING,
      ...NET,
      vpcs: [VPC, ...[...vpcs].filter((vpc) => vpc !== VPC.uuid).map((uuid) => ({ uuid, name: uuid }))],
      vms: platform.map(vmOf),
      vifs: [
        ...NET.vifs,
        ...addressed.map((vm) => ({
          uuid: `vif ${vm.lcuuid}`,
          mac: '',
          device: vm.lcuuid,
          network: NET.networks[0]?.uuid ?? '',
          vpc: vm.vpc ?? VPC.uuid,
        })),
      ],
      ips: addressed.map(({ lcuuid: uuid, ip = '' }) => ({ uuid: `ip ${uuid}`, ip, vif: `vif ${uuid}` })),
    };
  }

  function runTasks(): void {
    minutes += 1;
    for (const domain of domains.values()) {
      const before = tasks.get(domain.lcuuid) ?? NEVER;
      try {
        const platform = platformOf(domain);
        const isEmpty = platform.vms.length === 0 && domain.type !== FILEREADER && domain.type !== KUBERNETES;
        tasks.set(
          domain.lcuuid,
          isEmpty
            ? { ...before, state: WARNING, problem: `${WHEN} invalid vm count (0).` }
            : { platform, isVerified: true, ...FINE },
        );
      } catch (error) {
        // What it got before stands.
        const problem = `${WHEN} ${error instanceof Error ? error.message : String(error)}`;
        tasks.set(domain.lcuuid, { ...before, state: EXCEPTION, problem });
      }
    }
  }

  /** What a task shows: its own, its clusters' and the table's. */
  function mergedOf({ lcuuid }: DoubleDomain): Resources | undefined {
    const task = tasks.get(lcuuid) ?? NEVER;
    if (!task.isVerified) return undefined;
    const own = stored.get(lcuuid);
    // They are put on what the task got, and stay on it until it gets that anew.
    const vms = task.platform.vms.map((vm) => ({ ...vm, tags: vm.tags ?? own?.chostTags.get(vm.uuid) }));
    const platform = { ...task.platform, vms };
    tasks.set(lcuuid, { ...task, platform });
    const namespaces = clustersIn(lcuuid).flatMap((cluster) => [...cluster.namespaces]);
    const merged = together(platform, own === undefined ? NOTHING : additionalOf(own));
    return {
      ...merged,
      vms: merged.vms.map((vm) => ({ ...vm, tags: vm.tags ?? own?.chostTags.get(vm.uuid) })),
      namespaces: [...merged.namespaces, ...namespaces].map((one) => ({
        ...one,
        tags: (one.subDomain === '' ? own?.nsTags : own?.insideTags)?.get(one.uuid),
      })),
    };
  }

  /** Of each sub-domain, what its gatherer gets; nothing of a domain whose own task never got anything. */
  function clustersIn(lcuuid: string): readonly (Said & {
    readonly sub: DoubleSubDomain;
    readonly namespaces: Resources['namespaces'];
  })[] {
    const { platform, isVerified } = tasks.get(lcuuid) ?? NEVER;
    const inside = [...subDomains.values()].filter(({ domain }) => isVerified && domain === lcuuid);
    return inside.map((sub) => {
      const told = pushed.get(sub.clusterId);
      const none = { sub, namespaces: [], state: WARNING };
      if (told === undefined)
        return { ...none, problem: `${WHEN} no found cluster (${sub.clusterId}) entries` };
      if (!told.nodes.some((ip) => isIn(platform, sub.config['vpc_uuid'], ip)))
        return { ...none, problem: 'gather node is not associated with cloud vm' };
      const namespaces = told.namespaces.map((name) => ({
        uuid: v5(`${sub.clusterId} ${name}`),
        name,
        subDomain: sub.lcuuid,
        tags: undefined,
      }));
      return { sub, namespaces, ...FINE };
    });
  }

  /** What a domain says of itself and of the clusters in it: the worst of them, and each of their words. */
  function saidOf(lcuuid: string): Said {
    const { state, problem } = tasks.get(lcuuid) ?? NEVER;
    const clusters = clustersIn(lcuuid);
    const states = [state, ...clusters.map((cluster) => cluster.state)];
    const problems = clusters.flatMap((cluster) => cluster.problem || []);
    const all =
      problems.length === 0 ? [] : [`共有${problems.length}个附属容器集群存在异常\n${problems.join('\n')}`];
    return {
      state: LEVELS.findLast((level) => states.includes(level)) ?? NORMAL,
      problem: [...(problem === '' ? [] : [problem]), ...all].join('\n\n'),
    };
  }

  function record(only = Number.POSITIVE_INFINITY): void {
    runTasks();
    for (const domain of domains.values()) {
      const { lcuuid } = domain;
      said.set(lcuuid, saidOf(lcuuid));
      for (const { sub, state, problem } of clustersIn(lcuuid)) said.set(sub.lcuuid, { state, problem });
      const merged = mergedOf(domain);
      if (merged === undefined) continue;
      const others = [...rows].filter(([other]) => other !== lcuuid).map(([, own]) => own);
      const before = believed.get(lcuuid) ?? NOTHING;
      const now = recorded(merged, before, { others, only, numbers: NUMBERS });
      if (now === undefined) continue;
      believed.set(lcuuid, now);
      synced.set(
        lcuuid,
        new Date(Date.UTC(2026, 0, 1, 0, minutes)).toISOString().slice(0, 19).replace('T', ' '),
      );
      written(lcuuid, before, now);
      everVms.set(
        lcuuid,
        new Set([...(everVms.get(lcuuid) ?? []), ...rowsOf(lcuuid).vms.map(({ uuid }) => uuid)]),
      );
    }
  }

  /** A row is told by its id alone: what a domain adds is taken from the one that has it, and what it drops is gone, whoever has it. */
  function written(lcuuid: string, before: Resources, now: Resources): void {
    for (const list of OWNED) {
      const had = new Set(before[list].map(({ uuid }) => uuid));
      const has = new Set(now[list].map(({ uuid }) => uuid));
      for (const uuid of has) if (!had.has(uuid)) owners.set(`${list} ${uuid}`, lcuuid);
      for (const uuid of had) if (!has.has(uuid)) owners.delete(`${list} ${uuid}`);
    }
    for (const [domain, all] of believed) rows.set(domain, ownedBy(domain, all));
  }

  function ownedBy(domain: string, all: Resources): Resources {
    const of = <T extends { readonly uuid: string }>(
      list: keyof Resources,
      items: readonly T[],
    ): readonly T[] => items.filter(({ uuid }) => owners.get(`${list} ${uuid}`) === domain);
    return {
      ...all,
      azs: of('azs', all.azs),
      vpcs: of('vpcs', all.vpcs),
      networks: of('networks', all.networks),
      hosts: of('hosts', all.hosts),
      vms: of('vms', all.vms),
      lbs: of('lbs', all.lbs),
      peers: of('peers', all.peers),
      namespaces: of('namespaces', all.namespaces),
    };
  }

  function createDomain(body: string): object {
    const { NAME, TYPE, CLUSTER_ID = '', CONFIG } = JSON.parse(body);
    if (typeof NAME !== 'string' || NAME === '' || typeof TYPE !== 'number')
      throw new Refused('INVALID_POST_DATA', 'NAME and TYPE are required');
    refuseTaken('domain', NAME, CLUSTER_ID);
    // Which regions there are is not asked; one without a controller has nobody to run its domains.
    const region = CONFIG?.region_uuid || REGION;
    if (!CONFIG?.controller_ip && !regions.has(region))
      throw new Refused('INVALID_PARAMETERS', 'can not find controller ip, please specify or create one');
    const clusterId = CLUSTER_ID === '' ? {} : { clusterId: CLUSTER_ID };
    return shown(addDomain({ name: NAME, type: TYPE, ...clusterId, region, path: CONFIG?.path }));
  }

  function refuseTaken(what: 'domain' | 'sub_domain', name: string, clusterId: string): void {
    const lists = [
      ['domain', [...domains.values()]],
      ['sub_domain', [...subDomains.values()]],
    ] as const;
    for (const [kind, those] of lists) {
      // The name of a sub-domain is held against sub-domains alone.
      if ((what === 'domain' || kind === 'sub_domain') && those.some((one) => one.name === name))
        throw new Refused('RESOURCE_ALREADY_EXIST', `${kind} (${name}) already exist`);
    }
    if (clusterId === '') return;
    if (!/^[A-Za-z0-9][A-Za-z0-9-]{0,31}$/.test(clusterId))
      throw new Refused('INVALID_PARAMETERS', `${what} cluster_id (${clusterId}) invalid`);
    for (const [kind, those] of lists) {
      const taken = those.find((one) => one.clusterId === clusterId);
      if (taken !== undefined)
        throw new Refused(
          'RESOURCE_ALREADY_EXIST',
          `${what} cluster_id (${clusterId}) already exist in ${kind} (${taken.name})`,
        );
    }
  }

  function createSubDomain(body: string): object {
    const { DOMAIN, NAME, CLUSTER_ID = '', CONFIG } = JSON.parse(body);
    if (!DOMAIN || !NAME || !CONFIG)
      throw new Refused('INVALID_POST_DATA', 'DOMAIN, NAME and CONFIG are required');
    if (!domains.has(DOMAIN)) throw new Refused('FAIL', 'record not found');
    refuseTaken('sub_domain', NAME, CLUSTER_ID);
    // Unlike a domain's, its lcuuid is random.
    const lcuuid = v5(`random ${requests.length}`);
    const clusterId = CLUSTER_ID === '' ? madeClusterId(NAME) : CLUSTER_ID;
    const sub = { lcuuid, name: NAME, clusterId, domain: DOMAIN, config: CONFIG };
    subDomains.set(lcuuid, sub);
    return shownSub(sub);
  }

  function configureSubDomain(lcuuid: string, body: string): object {
    const sub = subDomains.get(lcuuid);
    const { NAME, CONFIG } = JSON.parse(body);
    if (NAME !== undefined) throw new Refused('FAIL', 'name field cannot be modified');
    if (sub === undefined) throw new Refused('RESOURCE_NOT_FOUND', `sub_domain (${lcuuid}) not found`);
    if (CONFIG !== undefined) sub.config = CONFIG;
    return shownSub(sub);
  }

  function shownSub({ lcuuid, name, clusterId, domain, config }: DoubleSubDomain): object {
    const { state, problem } = said.get(lcuuid) ?? FINE;
    return {
      LCUUID: lcuuid,
      NAME: name,
      CLUSTER_ID: clusterId,
      DOMAIN: domain,
      STATE: state,
      ERROR_MSG: problem,
      // Whose agent pushes is put in when it is read.
      CONFIG: { ...config, ...(pushed.has(clusterId) && { vtap_id: 'an agent' }) },
    };
  }

  function shown(domain: DoubleDomain): object {
    const { lcuuid, displayName, name, clusterId, type, region, path } = domain;
    const { state, problem } = said.get(lcuuid) ?? FINE;
    return {
      ID: clusterId,
      NAME: name,
      DISPLAY_NAME: displayName,
      CLUSTER_ID: clusterId,
      TYPE: type,
      ENABLED: 1,
      STATE: state,
      ERROR_MSG: problem,
      CONFIG: { region_uuid: region, ...(path !== undefined && { path }) },
      VM_COUNT: everVms.get(lcuuid)?.size ?? 0,
      SYNCED_AT: synced.get(lcuuid) ?? '',
      LCUUID: lcuuid,
    };
  }

  /** As a task has it: ahead of the database where the recorder has not run. */
  function infoOf(lcuuid: string): object {
    const domain = domains.get(lcuuid);
    if (domain === undefined) throw new Refused('RESOURCE_NOT_FOUND', `domain (${lcuuid}) not found`);
    const merged = mergedOf(domain);
    if (merged === undefined) return { Verified: false, VMs: null, VPCs: null, SubDomainResources: null };
    const inside = [...subDomains.values()].filter((sub) => sub.domain === lcuuid);
    const of = (sub: string) => merged.namespaces.filter(({ subDomain }) => subDomain === sub).map(tagged);
    return {
      Verified: true,
      AZs: listed(merged.azs.map(placed)),
      Hosts: listed(merged.hosts.map(placed)),
      VPCs: listed(merged.vpcs.map(placed)),
      Networks: listed(merged.networks.map(placed)),
      LBs: listed(merged.lbs.map(placed)),
      PeerConnections: listed(merged.peers.map(placed)),
      VMs: listed(merged.vms.map(tagged)),
      PodNamespaces: listed(of('')),
      SubDomainResources: Object.fromEntries(
        inside.map((sub) => [sub.lcuuid, { PodNamespaces: listed(of(sub.lcuuid)) }]),
      ),
    };
  }

  function route(method: string, target: string, body: string): unknown {
    const { pathname: path, searchParams: query } = new URL(target, 'http://deepflow');
    const [, isSub, lcuuid = ''] = /^\/(?:v1\/info|v2\/(sub-domains))\/([^/]+)\/$/.exec(path) ?? [];
    switch (`${method} ${path}`) {
      case 'GET /v2/domains/':
        // Go's nil slice; the newest first.
        return listed([...domains.values()].toReversed().map(shown));
      case 'POST /v1/domains/':
        return createDomain(body);
      case 'GET /v2/sub-domains/':
        return listed([...subDomains.values()].toReversed().map(shownSub));
      case 'POST /v2/sub-domains/':
        return createSubDomain(body);
      case 'PUT /v1/domain-additional-resources/':
        return put(body);
      case 'GET /v1/domain-additional-resources/':
        return answered(partOf(readBack, query));
      case 'GET /v1/domain-additional-resources/example/':
        return EXAMPLE;
      case 'GET /v1/domain-additional-resources/advanced/':
        return yamlOf(readBack());
      case 'PATCH /v1/domain-additional-resources/advanced/':
        return patch(body);
      default:
        if (method === 'PATCH' && isSub !== undefined) return configureSubDomain(lcuuid, body);
        if (method === 'GET' && isSub === undefined && lcuuid !== '') return infoOf(lcuuid);
        throw new Refused('RESOURCE_NOT_FOUND', `no route ${method} ${path}`);
    }
  }

  function handle({ method, path, headers, body }: Incoming): Outgoing | undefined {
    const request = `${method} ${path}`;
    requests.push(request);
    for (const hook of hooks.splice(0)) {
      if (request.startsWith(hook.request)) hook.run();
      else hooks.push(hook);
    }
    const found = mischiefs.find((one) => one.left > 0 && request.startsWith(one.request));
    if (found !== undefined) {
      found.left -= 1;
      if (found.mischief.kind === 'slow') return undefined;
      if (found.mischief.kind === 'empty') return EMPTY_ANSWER;
      if (found.mischief.kind === 'html')
        return { status: 413, headers: { 'content-type': 'text/html' }, body: '<html>413</html>' };
      const { status, code, description } = found.mischief;
      return answer(status, { OPT_STATUS: code, DESCRIPTION: description, DATA: null });
    }
    const [bare = '', ...query] = path.split('?');
    if (!bare.endsWith('/')) {
      const location = [`${bare}/`, ...query].join('?');
      return { status: method === 'GET' ? 301 : 307, headers: { location }, body: '' };
    }
    const [org, ...user] = ['x-org-id', 'x-user-type', 'x-user-id'].map((name) => headers[name] ?? '1');
    try {
      if (!INTEGER.test(org ?? '')) throw new Refused('ORG_ID_INVALID', `org id (${org}) is invalid`);
      if (!user.every((id) => INTEGER.test(id))) return EMPTY_ANSWER;
      if (Number(org) !== 1) throw new Refused('GET_ORG_DB_FAIL', `org (${org}) has no database`);
      return answer(200, { OPT_STATUS: 'SUCCESS', DESCRIPTION: '', DATA: route(method, path, body) });
    } catch (error) {
      if (error instanceof Crashed) return { status: 500, headers: {}, body: '' };
      if (!(error instanceof Refused)) throw error;
      return answer(STATUS[error.code] ?? 400, {
        OPT_STATUS: error.code,
        DESCRIPTION: error.message,
        DATA: null,
      });
    }
  }

  return {
    handle,
    domains,
    subDomains,
    files,
    pushed,
    regions,
    requests,
    puts,
    addDomain,
    deleteDomain: (lcuuid) => {
      domains.delete(lcuuid);
      forget(lcuuid);
    },
    write,
    table: () => (stored.size === 0 ? EMPTY : readBack()),
    record,
    runTasks,
    restart: () => {
      tasks.clear();
      believed = new Map(rows);
    },
    knows: (lcuuid) => inDatabase(rowsOf(lcuuid), subDomains),
    before: (request, run) => void hooks.push({ request, run }),
    misbehave: (request, mischief, times = 1) => void mischiefs.push({ request, mischief, left: times }),
  };
}

/** On loopback. */
export async function startDouble(): Promise<Double> {
  const controller = createDouble();
  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const { method = '', url: path = '', headers } = incoming;
    const texts = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, value?.toString()]),
    );
    const body = Buffer.concat(chunks).toString();
    const outgoing = controller.handle({ method, path, headers: texts, body });
    if (outgoing !== undefined) response.writeHead(outgoing.status, outgoing.headers).end(outgoing.body);
  }

  const server = createServer((incoming, response) => {
    void serve(incoming, response).catch((error: unknown) => response.writeHead(501).end(String(error)));
  });
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening));
  return {
    ...controller,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

/** Theirs is random. */
const madeClusterId = (name: string): string =>
  `d-${createHash('sha1').update(name).digest('hex').slice(0, 10)}`;

/** As Go's `strconv.Atoi` has it. */
const INTEGER = /^[+-]?\d+$/;

const EMPTY_ANSWER: Outgoing = { status: 200, headers: {}, body: '' };

const answer = (status: number, body: unknown): Outgoing => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

/** Of a node: it is a server of the platform in that VPC, or in a subnet of it that has a zone; what the table adds is not looked at. */
function isIn({ vifs, ips, networks }: Resources, vpc: unknown, node: string): boolean {
  const cards = new Set(vifs.filter((vif) => vif.vpc === vpc).map(({ uuid }) => uuid));
  return (
    ips.some(({ ip, vif }) => ip === node && cards.has(vif)) ||
    networks.some(
      (network) =>
        network.vpc === vpc && network.az !== '' && network.cidrs.some((cidr) => isWithin(cidr, node)),
    )
  );
}

/** Where a domain that DeepFlow collects itself has its servers. */
const VPC = { uuid: 'vpc of the platform', name: 'vpc of the platform' };
const NET = {
  vpcs: [VPC],
  networks: [
    { uuid: 'network', name: 'network', vpc: VPC.uuid, az: '', type: 4, cidrs: ['0.0.0.0/0', '::/0'] },
  ],
  vifs: [{ uuid: 'vif', mac: '', device: '', network: 'network', vpc: VPC.uuid }],
};

const vmOf = ({ lcuuid, name, tags, vpc = VPC.uuid }: PlatformVm): VmRow => ({
  uuid: lcuuid,
  name,
  vpc,
  az: '',
  type: 1,
  host: '',
  tags,
});

const pairsOf = (tags: Tags) =>
  Object.entries(tags)
    .toReversed()
    .map(([key, value]) => ({ key, value }));

const tagged = ({ uuid, name, tags }: Pick<VmRow, 'uuid' | 'name' | 'tags'>) => ({
  lcuuid: uuid,
  name,
  cloud_tags: tags ?? {},
});

const placed = ({ uuid, name }: { readonly uuid: string; readonly name: string }) => ({ lcuuid: uuid, name });

/** Go's nil slice. */
const listed = <T>(all: readonly T[]): readonly T[] | null => (all.length === 0 ? null : all);
