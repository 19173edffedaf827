/**
 * DeepFlow's controller as far as domains and additional resources go: the HTTP it answers, what it stores, and what
 * its recorder makes of it later. Shapes and oddities are those of
 * https://github.com/deepflowio/deepflow/tree/main/server/controller (http/router/resource/domain.go, http/service/resource,
 * cloud/cloud.go, recorder).
 */
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { EMPTY, LISTS, ofDomains } from '../../../../functions/deepflow/payload.ts';
import type { Chost, Lb, Payload } from '../../../../functions/deepflow/payload.ts';
import { Refused, checkKeys, checkPayload } from './checks.ts';
import type { Rows } from './checks.ts';

export interface DoubleDomain {
  readonly lcuuid: string;
  readonly name: string;
  readonly clusterId: string;
  readonly type: number;
  readonly region: string;
  /** Servers that DeepFlow collects itself: of the cloud of this domain. */
  platform: readonly {
    readonly lcuuid: string;
    readonly name: string;
    readonly tags?: Readonly<Record<string, string>>;
  }[];
}

/** What DeepFlow would label traffic with. */
export interface Knowledge {
  readonly azs: readonly string[];
  readonly vpcs: readonly string[];
  readonly subnets: readonly string[];
  /** `<name> <address> …`, in order. */
  readonly chosts: readonly string[];
  readonly lbs: readonly string[];
  readonly peers: readonly string[];
  /** `<server> <key>=<value>` */
  readonly tags: readonly string[];
}

type Mischief =
  | { readonly kind: 'empty' }
  | { readonly kind: 'slow' }
  | { readonly kind: 'html' }
  | { readonly kind: 'status'; readonly status: number; readonly code: string; readonly description: string };

export interface Double {
  readonly url: string;
  readonly domains: Map<string, DoubleDomain>;
  /** Requests, as `<method> <path>`. */
  readonly requests: string[];
  readonly puts: Payload[];
  addDomain(domain: Partial<DoubleDomain> & Pick<DoubleDomain, 'name' | 'type'>): DoubleDomain;
  /** The table, as another writer would replace it. */
  write(payload: Payload): void;
  table(): Payload;
  /** The recorder runs: what is stored becomes what is known; `only`: of each list, so many items. */
  record(only?: number): void;
  /** Of one domain. */
  knows(lcuuid: string): Knowledge;
  /** Before the next request whose `<method> <path>` begins so. */
  before(request: string, run: () => void): void;
  misbehave(request: string, mischief: Mischief, times?: number): void;
  close(): Promise<void>;
}

export const REGION = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
const OID = Buffer.from('6ba7b8129dad11d180b400c04fd430c8', 'hex');
const STATUS: Readonly<Record<string, number>> = {
  SUCCESS: 200,
  FAIL: 500,
  SERVER_ERROR: 500,
  SERVICE_UNAVAILABLE: 503,
};

interface Stored extends Payload {
  /** By uuid of the server that had the name then. */
  readonly chostTags: ReadonlyMap<string, Readonly<Record<string, string>>>;
}

interface State {
  stored: Map<string, Stored>;
  rows: Map<string, Payload & { readonly tags: ReadonlyMap<string, Readonly<Record<string, string>>> }>;
  problems: Map<string, string>;
}

export async function startDouble(): Promise<Double> {
  const domains = new Map<string, DoubleDomain>();
  const requests: string[] = [];
  const puts: Payload[] = [];
  const state: State = { stored: new Map(), rows: new Map(), problems: new Map() };
  const hooks: { readonly request: string; readonly run: () => void }[] = [];
  const mischiefs: { readonly request: string; readonly mischief: Mischief; left: number }[] = [];

  const addDomain: Double['addDomain'] = (given) => {
    const clusterId =
      given.clusterId ?? `d-${createHash('sha1').update(given.name).digest('hex').slice(0, 10)}`;
    const lcuuid = given.lcuuid ?? v5(v5(clusterId));
    const domain = { region: REGION, platform: [], ...given, clusterId, lcuuid };
    domains.set(lcuuid, domain);
    return domain;
  };

  const rowsOf = (lcuuid: string): Rows => {
    const rows = state.rows.get(lcuuid) ?? { ...EMPTY, tags: new Map() };
    const platform = domains.get(lcuuid)?.platform ?? [];
    return {
      azs: new Set(rows.azs.map(({ uuid }) => uuid)),
      vpcs: new Set(rows.vpcs.map(({ uuid }) => uuid)),
      subnets: new Map(rows.subnets.map(({ uuid, cidrs }) => [uuid, cidrs])),
      vms: new Map(
        [...platform, ...rows.chosts.map(({ uuid, name }) => ({ lcuuid: uuid, name }))].map((vm) => [
          vm.name,
          vm.lcuuid,
        ]),
      ),
      podNamespaces: new Set(),
      hostIps: new Set(rows.hosts.map(({ ip }) => ip)),
    };
  };

  function write(payload: Payload): void {
    const all = new Set(LISTS.flatMap((list) => payload[list].map(({ domain_uuid }) => domain_uuid)));
    // An insert of no rows is an error, and the transaction is rolled back.
    if (all.size === 0) throw new Refused('SERVER_ERROR', 'empty slice found');
    state.stored = new Map(
      [...all].map((domain) => {
        const own = ofDomains(payload, new Set([domain]));
        const { vms } = rowsOf(domain);
        const chostTags = new Map(
          own.cloud_tags.map(({ resource_name: name, tags }) => [
            vms.get(name) ?? '',
            Object.fromEntries(tags.map(({ key, value }) => [key, value])),
          ]),
        );
        return [domain, { ...own, chostTags }];
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
    const payload = { ...EMPTY, ...(value as Partial<Payload>) };
    checkPayload(payload, {
      domains: new Map([...domains.values()].map(({ lcuuid, region }) => [lcuuid, region])),
      rows: rowsOf,
    });
    write(payload);
    puts.push(payload);
    return null;
  }

  /** With what reading back loses: listeners share all targets, and tags of a server that is gone have no name. */
  function readBack(): Payload {
    if (state.stored.size === 0) throw new Refused('FAIL', 'record not found');
    const parts = [...state.stored].map(([domain, { chostTags, ...own }]): Payload => {
      const names = new Map([...rowsOf(domain).vms].map(([name, uuid]) => [uuid, name]));
      const cloud_tags = [...chostTags].map(([uuid, tags]) => ({
        resource_type: 'chost' as const,
        resource_name: names.get(uuid) ?? '',
        domain_uuid: domain,
        subdomain_uuid: '',
        tags: Object.entries(tags).map(([key, of]) => ({ key, value: of })),
      }));
      return { ...own, lbs: own.lbs.map(sharing), cloud_tags };
    });
    return Object.fromEntries(
      LISTS.map((list) => [list, parts.flatMap((part) => [...part[list]])]),
    ) as unknown as Payload;
  }

  function record(only = Number.POSITIVE_INFINITY): void {
    for (const { lcuuid, type, platform } of domains.values()) {
      const stored = state.stored.get(lcuuid);
      state.problems.delete(lcuuid);
      if (platform.length === 0 && type !== 5) {
        state.problems.set(lcuuid, 'invalid vm count (0).');
        continue;
      }
      const distinct = <T extends { readonly uuid: string }>(items: readonly T[]): readonly T[] =>
        [...new Map(items.toReversed().map((item) => [item.uuid, item])).values()]
          .toReversed()
          .slice(0, only);
      const chosts = distinct(stored?.chosts ?? []);
      const vifs = chosts.flatMap(({ vinterfaces }) => vinterfaces);
      const isWhole =
        platform.length > 0 || ((stored?.subnets.length ?? 0) > 0 && vifs.length > 0 && chosts.length > 0);
      if (!isWhole) continue; // "some data is missing", in the log alone
      state.rows.set(lcuuid, {
        ...EMPTY,
        azs: distinct(stored?.azs ?? []),
        vpcs: distinct(stored?.vpcs ?? []),
        subnets: distinct(stored?.subnets ?? []),
        hosts: distinct(stored?.hosts ?? []),
        chosts,
        lbs: (stored?.lbs ?? []).slice(0, only),
        peer_connections: distinct(stored?.peer_connections ?? []),
        tags: stored?.chostTags ?? new Map(),
      });
    }
  }

  function route(method: string, path: string, body: string): unknown {
    if (method === 'GET' && path === '/v2/domains/')
      return [...domains.values()].map((domain) => shown(domain, state));
    if (method === 'POST' && path === '/v1/domains/') {
      const { NAME, TYPE, CLUSTER_ID, CONFIG } = JSON.parse(body);
      if (!/^[A-Za-z0-9][A-Za-z0-9-]{0,31}$/.test(CLUSTER_ID))
        throw new Refused('INVALID_PARAMETERS', `cluster_id (${CLUSTER_ID}) is invalid`);
      const isTaken = [...domains.values()].some(
        ({ name, clusterId }) => name === NAME || clusterId === CLUSTER_ID,
      );
      if (isTaken) throw new Refused('RESOURCE_ALREADY_EXIST', `domain (${NAME}) already exist`);
      addDomain({ name: NAME, type: TYPE, clusterId: CLUSTER_ID, region: CONFIG.region_uuid });
      return null;
    }
    if (method === 'PUT' && path === '/v1/domain-additional-resources/') return put(body);
    if (method === 'GET' && path === '/v1/domain-additional-resources/') return upper(readBack());
    const [, lcuuid] = /^\/v1\/info\/([^/]+)\/$/.exec(path) ?? [];
    if (method === 'GET' && lcuuid !== undefined) {
      const domain = domains.get(lcuuid);
      if (domain === undefined) throw new Refused('RESOURCE_NOT_FOUND', `domain (${lcuuid}) not found`);
      const rows = state.rows.get(lcuuid);
      const own = rows?.chosts.map(({ uuid, name }) => ({ lcuuid: uuid, name })) ?? [];
      return {
        Verified: rows !== undefined,
        VMs: [...domain.platform, ...own],
        VPCs: rows?.vpcs.map(({ uuid, name }) => ({ lcuuid: uuid, name })) ?? null,
      };
    }
    throw new Refused('RESOURCE_NOT_FOUND', `no route ${method} ${path}`);
  }

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const { method = '', url: path = '' } = incoming;
    const request = `${method} ${path}`;
    requests.push(request);
    for (const hook of hooks.splice(0)) {
      if (request.startsWith(hook.request)) hook.run();
      else hooks.push(hook);
    }
    const found = mischiefs.find((one) => one.left > 0 && request.startsWith(one.request));
    if (found !== undefined) {
      found.left -= 1;
      if (found.mischief.kind === 'slow') return;
      if (found.mischief.kind === 'empty') return void response.writeHead(200).end();
      if (found.mischief.kind === 'html')
        return void response.writeHead(413, { 'content-type': 'text/html' }).end('<html>413</html>');
      const { status, code, description } = found.mischief;
      return answer(response, status, { OPT_STATUS: code, DESCRIPTION: description, DATA: null });
    }
    if (!path.endsWith('/')) return void response.writeHead(307, { location: `${path}/` }).end();
    if (Number.isNaN(Number(incoming.headers['x-user-id'] ?? 1))) return void response.writeHead(200).end();
    try {
      answer(response, 200, {
        OPT_STATUS: 'SUCCESS',
        DESCRIPTION: '',
        DATA: route(method, path, Buffer.concat(chunks).toString()),
      });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      answer(response, STATUS[error.code] ?? 400, {
        OPT_STATUS: error.code,
        DESCRIPTION: error.message,
        DATA: null,
      });
    }
  }

  const server = createServer((incoming, response) => {
    void serve(incoming, response).catch((error: unknown) => response.writeHead(501).end(String(error)));
  });
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    domains,
    requests,
    puts,
    addDomain,
    write,
    table: () => (state.stored.size === 0 ? EMPTY : readBack()),
    record,
    knows: (lcuuid) => knowledgeOf(domains.get(lcuuid), state),
    before: (request, run) => void hooks.push({ request, run }),
    misbehave: (request, mischief, times = 1) => void mischiefs.push({ request, mischief, left: times }),
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function shown(
  { lcuuid, name, clusterId, type, region, platform }: DoubleDomain,
  { rows, problems }: State,
): object {
  const problem = problems.get(lcuuid) ?? '';
  return {
    ID: lcuuid,
    NAME: name,
    CLUSTER_ID: clusterId,
    TYPE: type,
    ENABLED: 1,
    STATE: problem === '' ? 1 : 4,
    ERROR_MSG: problem,
    CONFIG: { region_uuid: region },
    VM_COUNT: platform.length + (rows.get(lcuuid)?.chosts.length ?? 0),
    SYNCED_AT: '2026-01-01 00:00:00',
    LCUUID: lcuuid,
  };
}

const sharing = (lb: Lb): Lb => {
  const all = lb.lb_listeners.flatMap(({ lb_target_servers: servers }) => servers);
  return {
    ...lb,
    lb_listeners: lb.lb_listeners.map((listener) => ({ ...listener, lb_target_servers: all })),
  };
};

function knowledgeOf(domain: DoubleDomain | undefined, { rows }: State): Knowledge {
  const own = rows.get(domain?.lcuuid ?? '') ?? {
    ...EMPTY,
    tags: new Map<string, Readonly<Record<string, string>>>(),
  };
  const platform = domain?.platform ?? [];
  const names = new Map([
    ...platform.map((vm) => [vm.lcuuid, vm.name] as const),
    ...own.chosts.map((vm) => [vm.uuid, vm.name] as const),
  ]);
  const tagsOf = (uuid: string): Readonly<Record<string, string>> =>
    platform.find(({ lcuuid }) => lcuuid === uuid)?.tags ?? own.tags.get(uuid) ?? {};
  return {
    azs: own.azs.map(({ name }) => name).toSorted(),
    vpcs: own.vpcs.map(({ name }) => name).toSorted(),
    subnets: own.subnets.map(({ name, cidrs }) => [name, ...cidrs.toSorted()].join(' ')).toSorted(),
    chosts: own.chosts.map((one) => [one.name, ...addressesOf(one)].join(' ')).toSorted(),
    lbs: own.lbs
      .map((one) =>
        [one.name, ...addressesOf(one), ...one.lb_listeners.map(({ port }) => `:${port}`)].join(' '),
      )
      .toSorted(),
    peers: own.peer_connections.map(({ name }) => name).toSorted(),
    tags: [...names]
      .flatMap(([uuid, name]) =>
        Object.entries(tagsOf(uuid)).map(([key, value]) => `${name} ${key}=${value}`),
      )
      .toSorted(),
  };
}

const addressesOf = ({ vinterfaces }: Pick<Chost, 'vinterfaces'>): readonly string[] =>
  vinterfaces.flatMap(({ ips }) => ips).toSorted();

function upper(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(upper);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key.toUpperCase(), upper(member)]));
}

function v5(name: string): string {
  const hash = createHash('sha1').update(OID).update(name).digest();
  const bytes = [...hash.subarray(0, 16)].map((byte, n) =>
    n === 6 ? (byte & 15) | 0x50 : n === 8 ? (byte & 63) | 0x80 : byte,
  );
  return Buffer.from(bytes)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
