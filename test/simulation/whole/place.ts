// One region of one account of a simulated cloud: what is in it, and how it changes.
import type { Scope } from '../../../shared/collect/collector.ts';
import type { Kind } from '../../../shared/model/kinds.ts';
import { createPresence } from './presence.ts';
import type { Presence } from './presence.ts';

export const SOURCES = ['vpc', 'subnet', 'vm', 'nic', 'az'] as const;
export type Source = (typeof SOURCES)[number];

/** What rows are made of, whatever the cloud calls it. */
export interface Made {
  readonly id: string;
  readonly scope: Scope;
  readonly zone: string;
  readonly vpc: string;
  readonly subnet: string;
  readonly server: string;
  readonly ip: string;
  readonly mac: string;
  /** Tells a server from the one that had its id before. */
  readonly incarnation: number;
}

/** The lists of one region as its simulator has them: replaced, never changed in place. */
export interface Rows {
  readonly list: (source: Source) => readonly object[];
  readonly replace: (source: Source, rows: readonly object[]) => void;
  readonly idOf: (source: Source, row: object) => string;
  readonly made: (source: Source, made: Made) => object;
  readonly renamed: (source: 'vpc' | 'vm', row: object, name: string) => object;
  /** Of a kind whose ids are an account's own, the account is in the ref. */
  readonly isOwn: (source: string) => boolean;
  /** Sources that are listed by number or by offset. */
  readonly isOffset: (source: string) => boolean;
  /** What ids of servers begin with: where nothing else says so, an interface is a server's by that. */
  readonly server: 'i' | 'ins';
  /** VPCs of a page. */
  readonly page: number;
}

/** Ids of servers are used again. */
const SERVER_IDS = 9;

export interface Place {
  readonly scope: Scope;
  readonly presence: Presence;
  readonly sources: readonly string[];
  readonly isOffset: (source: string) => boolean;
  /** Of its records, as who accepts removals names it. */
  readonly kindOf: (source: string) => Kind;
  /** The ref of its record. */
  readonly refOf: (source: string, id: string) => string;
  /** Ids that are there. */
  readonly ids: (source: string) => readonly string[];
  /** One thing comes, goes or is renamed. */
  readonly mutate: (random: () => number) => void;
  /** Behind what comes and goes stand more than a page holds. */
  readonly fill: () => void;
  /** All servers go; what is given back brings them again. */
  readonly collapse: () => () => void;
}

/** Of the servers of all places. */
export function addressOf(server: string): string {
  const [, nth, n] = server.split('-');
  return `10.0.${nth}.${Number(n) + 10}`;
}

export function macOf(server: string): string {
  const [, nth, n] = server.split('-');
  return `00:16:3e:00:0${nth}:${Number(n).toString(16).padStart(2, '0')}`;
}

/** The id of its network interface. */
export const cardOf = (server: string): string => server.replace(/^[^-]+/, 'eni');

export function createPlace(scope: Scope, nth: number, rows: Rows): Place {
  const presence = createPresence();
  const VPC = `vpc-${nth}-home`;
  const SUBNET = `subnet-${nth}`;
  /** Accounts see the same zones, and only one of them holds one: here each has its own. */
  const zoneOf = (n: number): string => `${scope.region}-${nth}${n}`;
  let names = 0;
  let vpcs = 0;
  let incarnations = 0;

  const ids = (source: Source): readonly string[] => rows.list(source).map((row) => rows.idOf(source, row));

  function add(source: Source, id: string, at: number, given: Partial<Made> = {}): void {
    const usual = { zone: zoneOf(0), vpc: VPC, subnet: SUBNET, server: '', ip: '', mac: '' };
    const made = rows.made(source, { id, scope, ...usual, incarnation: incarnations, ...given });
    rows.replace(source, rows.list(source).toSpliced(at, 0, made));
    presence.came(source, id);
  }

  function remove(source: Source, id: string): void {
    const left = rows.list(source).filter((row) => rows.idOf(source, row) !== id);
    if (left.length === rows.list(source).length) return;
    rows.replace(source, left);
    presence.went(source, id);
  }

  function rename(source: 'vpc' | 'vm', id: string, name: string): void {
    const all = rows.list(source);
    rows.replace(
      source,
      all.map((row) => (rows.idOf(source, row) === id ? rows.renamed(source, row, name) : row)),
    );
    presence.changed();
  }

  function addServer(n: number, at: number): void {
    const server = `${rows.server}-${nth}-${n}`;
    if (ids('vm').includes(server)) return;
    const ip = addressOf(server);
    incarnations++;
    add('nic', cardOf(server), at, { server, ip, mac: macOf(server) });
    add('vm', server, at, { ip });
  }

  function removeServer(server: string): void {
    remove('vm', server);
    remove('nic', cardOf(server));
  }

  function mutateVpcs(random: () => number): void {
    const moving = ids('vpc').filter((id) => id.startsWith(`vpc-${nth}-m`));
    const dice = random();
    const one = moving[Math.floor(random() * moving.length)];
    const count = rows.list('vpc').length;
    if (dice < 0.45 && moving.length > 2 && one !== undefined) remove('vpc', one);
    else if (dice < 0.85 || one === undefined) {
      const at = Math.floor(random() * (count + 1));
      add('vpc', `vpc-${nth}-m${vpcs++}`, random() < 0.3 ? count : at);
    } else rename('vpc', one, `v${++names}`);
  }

  function mutateServers(random: () => number): void {
    const dice = random();
    const servers = ids('vm');
    const one = servers[Math.floor(random() * servers.length)];
    const at = Math.floor(random() * (servers.length + 1));
    if (dice < 0.4 && servers.length > 2 && one !== undefined) removeServer(one);
    else if (dice < 0.8 || one === undefined) addServer(Math.floor(random() * SERVER_IDS), at);
    else rename('vm', one, `s${++names}`);
  }

  function mutateZones(random: () => number): void {
    const zone = zoneOf(1 + Math.floor(random() * 2));
    if (ids('az').includes(zone)) remove('az', zone);
    else add('az', zone, Math.floor(random() * (ids('az').length + 1)));
  }

  function mutate(random: () => number): void {
    const dice = random();
    if (dice < 0.4) mutateVpcs(random);
    else if (dice < 0.95) mutateServers(random);
    else mutateZones(random);
  }

  add('az', zoneOf(0), 0);
  for (let n = 0; n < 4; n++) add('vpc', `vpc-${nth}-m${vpcs++}`, n);
  add('vpc', VPC, vpcs);
  add('subnet', SUBNET, 0);
  for (let n = 0; n < 5; n++) addServer(n, n);

  return {
    scope,
    presence,
    sources: SOURCES,
    isOffset: rows.isOffset,
    kindOf: (source) => source as Source,
    refOf: (source, id) =>
      [scope.provider, source, ...(rows.isOwn(source) ? [scope.account] : []), id].join('/'),
    ids: (source) => ids(source as Source),
    mutate,
    fill() {
      for (let n = 0; n < rows.page; n++) add('vpc', `vpc-${nth}-s${n}`, rows.list('vpc').length);
    },
    collapse() {
      const all = ids('vm');
      for (const server of all) removeServer(server);
      return () => all.forEach((server, at) => addServer(Number(server.split('-').at(-1)), at));
    },
  };
}
