// Accounts of every kind that the publisher carries, and what DeepFlow is to know of them, by rules written by hand.
import * as fc from 'fast-check';
import type { Kind, Models, TagRecord } from '../../../shared/model/kinds.ts';
import type { Tag } from '../../../shared/model/parts.ts';
import { ref } from '../../../shared/model/ref.ts';
import type { Knowledge } from '../../simulator/deepflow/domains/knowledge.ts';
import { listsOf, nicOf, serverOf, subnetOf, vpcOf } from './estate.ts';
import type { Lists } from './log-of.ts';
import { balancerOf, cacheOf, databaseOf, listenerOf, natOf, peeringOf, targetOf } from './more.ts';

/** Owns VPC 2 and its subnet, and lets others use them. */
export const OWNER = '999900001111';
export const SHARED = 2;

const tags = fc.uniqueArray(
  fc.tuple(
    fc.constantFrom('team', 'a b', 'x:y', "it's", '订单'),
    fc.constantFrom('v', 'w w', "it's", 'x:`y', ''),
  ),
  { selector: ([key]) => key, maxLength: 3 },
);
const device = fc.record({ vpc: fc.nat(2) });
/** Of a server: how many cards, whether both have one MAC, and whether an address of it is in no subnet. */
const server = fc.record({
  vpc: fc.nat(2),
  tags,
  cards: fc.nat(2),
  isPublic: fc.boolean(),
  hasTwins: fc.boolean(),
  isAstray: fc.boolean(),
});
const balancer = fc.record({
  vpc: fc.nat(1),
  ports: fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { maxLength: 3 }),
});

/** One state of an account; `failing`: sources whose list fails, so that what stood before stands. */
export const estates = fc.record({
  servers: fc.array(server, { minLength: 1, maxLength: 6 }),
  balancers: fc.array(balancer, { maxLength: 2 }),
  rds: fc.array(device, { maxLength: 2 }),
  redis: fc.array(device, { maxLength: 1 }),
  nats: fc.array(device, { maxLength: 1 }),
  peers: fc.subarray([1, SHARED]),
  failing: fc.subarray(['load-balancer', 'lb-listener', 'lb-target', 'rds', 'peer-connection']),
});
export type Estate = typeof estates extends fc.Arbitrary<infer One> ? One : never;

const nameOf = (n: number): string => `server ${n}`;

/** What each source of the account lists. */
export function sourcesOf({
  servers,
  balancers,
  rds,
  redis,
  nats,
  peers,
}: Estate): Readonly<Record<string, readonly TagRecord[]>> {
  const plans = servers.map((one, n) => ({ ...one, name: nameOf(n) }));
  const nics = plans.flatMap((one, n): readonly Models['nic'][] => {
    const nic = nicOf(n, one);
    const astray = one.isAstray ? [{ ip: '10.9.9.9', public_ip: undefined }] : [];
    const first = { ...nic, addresses: [...nic.addresses, ...astray] };
    const second: Models['nic'] = {
      ...nic,
      ref: ref('aws', 'nic', `eni-${n}-2`),
      id: `eni-${n}-2`,
      mac: one.hasTwins ? nic.mac : `0a:00:00:00:01:0${n}`,
      addresses: [{ ip: `10.${one.vpc}.1.${n + 50}`, public_ip: undefined }],
    };
    return [first, second].slice(0, one.cards);
  });
  return {
    ...listsOf({ vpcs: 2, servers: [] }),
    vm: plans.map((one, n) => serverOf(n, one)),
    nic: nics,
    'load-balancer': balancers.map(({ vpc }, n) => balancerOf(`lb${n}`, vpc, 200 + n)),
    'lb-listener': balancers.flatMap(({ ports }, n) => ports.map((port) => listenerOf(`lb${n}`, port))),
    'lb-target': balancers.map((_, n) => targetOf(`lb${n}`, 0)),
    rds: rds.map(({ vpc }, n) => databaseOf(`rds ${n}`, vpc, `10.${vpc}.1.${100 + n}`)),
    redis: redis.map(({ vpc }, n) => cacheOf(`redis ${n}`, vpc, `10.${vpc}.1.${110 + n}`)),
    'nat-gateway': nats.map(({ vpc }, n) => natOf(`nat ${n}`, vpc, `10.${vpc}.1.${120 + n}`)),
    'peer-connection': peers.map((to) => peeringOf(`0 to ${to}`, 0, to)),
  };
}

/** As they are listed: what fails is an error. */
export const listed = (estate: Estate): Lists =>
  Object.fromEntries(
    Object.entries(sourcesOf(estate)).map(([source, list]) => [
      source,
      estate.failing.some((one) => one === source) ? new Error('denied') : list,
    ]),
  );

/** What the owner of the shared VPC lists. */
export const ownersLists: Lists = {
  ...listsOf({ vpcs: 0, servers: [] }),
  vpc: [{ ...vpcOf(SHARED), owner: OWNER }],
  subnet: [{ ...subnetOf(SHARED), owner: OWNER }],
};

type Records = Readonly<Record<string, readonly TagRecord[]>>;

/** By source: what stands, and of which the removal waits for a person, as one text. */
export interface Standing {
  readonly lists: Records;
  readonly waiting: Readonly<Record<string, string>>;
}
export const NOTHING: Standing = { lists: {}, waiting: {} };

/**
 * What stands after a commit: a list that failed takes nothing away, nor does one that is empty after it was not; and
 * what that one lacked waits as long as the next ones lack just the same.
 */
export function standing(before: Standing, now: Lists): Standing {
  const lists: Record<string, readonly TagRecord[]> = {};
  const waiting: Record<string, string> = {};
  for (const [source, list] of Object.entries(now)) {
    const had = before.lists[source] ?? [];
    const isFailed = list instanceof Error;
    const there = isFailed ? had : list;
    const gone = had.filter((one) => !there.some((other) => other.ref === one.ref));
    const text = gone.map((one) => one.ref).join();
    const waits = isFailed
      ? before.waiting[source]
      : gone.length > 0 && (list.length === 0 || before.waiting[source] === text)
        ? text
        : undefined;
    lists[source] = waits === undefined ? there : [...there, ...gone];
    if (waits !== undefined) waiting[source] = waits;
  }
  return { lists, waiting };
}

const SUBNETS = [
  'subnet 0 10.0.1.0/24 2001:db8::/64',
  'subnet 1 10.1.1.0/24 2001:db8:1::/64',
  'subnet 2 10.2.1.0/24 2001:db8:2::/64',
];

/** Characters that DeepFlow refuses are `_`, and a tag without a value is none. */
const told = (name: string, of: readonly Tag[]): readonly string[] =>
  of
    .filter(([, value]) => value !== '')
    .map(([key, value]) => `${name} ${key.replaceAll(/[ :']/g, '_')}=${value.replaceAll(/[ :`]/g, '_')}`);

const vpcIn = (link: string | undefined): number => Number(link?.at(-1));

/** What DeepFlow knows of what stands, whichever way it went there. */
export function knowledgeOf(
  lists: Readonly<Record<string, readonly TagRecord[]>>,
  way: 'table' | 'file',
): Knowledge {
  const of = <K extends Kind>(kind: K): readonly Models[K][] =>
    Object.values(lists).flatMap((list) =>
      list.filter((record): record is Models[K] & TagRecord => record.kind === kind),
    );
  const nics = of('nic');
  const servers = of('vm');
  const others = [...of('rds'), ...of('redis'), ...of('nat_gateway')];
  // What an interface that stands is in is needed too, wherever its server says that it is itself.
  const cards = nics.filter((nic) => servers.some((one) => one.ref === nic.device));
  const isShared = [...servers, ...others, ...cards].some(({ vpc }) => vpcIn(vpc) === SHARED);
  const outer = new Map<number, string[]>();
  const chosts = servers.map(({ name, ref: ofServer, ip, vpc }) => {
    const own = nics.filter((nic) => nic.device === ofServer).flatMap(({ addresses }) => addresses);
    const publics = own.flatMap(({ public_ip: one }) => one ?? []);
    for (const one of publics) outer.set(vpcIn(vpc), [...(outer.get(vpcIn(vpc)) ?? []), one]);
    // A server without a card says its address itself.
    const inner = own.length === 0 ? [ip ?? ''] : own.flatMap((one) => one.ip ?? []);
    return [name, ...[...inner.filter((one) => one !== '10.9.9.9'), ...publics].toSorted()].join(' ');
  });
  return {
    azs: ['aws no zone', 'eu-west-1a', ...(way === 'file' ? ['aws additional resources'] : [])].toSorted(),
    vpcs: ['vpc 0', 'vpc 1', ...(isShared ? ['vpc 2'] : [])],
    subnets: [
      ...SUBNETS.slice(0, isShared ? 3 : 2),
      ...[...outer].map(([vpc, ips]) =>
        [`public addresses of vpc-${vpc}`, ...ips.map((ip) => `${ip}/32`).toSorted()].join(' '),
      ),
    ].toSorted(),
    hosts: [],
    chosts: [...chosts, ...others.map(({ name, addresses: [one] }) => `${name} ${one?.ip}`)].toSorted(),
    lbs: of('load_balancer')
      .map(({ name, ref: own, addresses: [one] }) => {
        const ports = of('lb_listener').filter((each) => each.load_balancer === own);
        // In the order of their refs, as everything is.
        const ordered = ports.toSorted((a, b) => (a.ref < b.ref ? -1 : 1));
        return [name, one?.ip, ...ordered.map(({ port }) => `:${port}`)].join(' ');
      })
      .toSorted(),
    // One that leads to a VPC that nothing of this account is in is not in the domain.
    peers: of('peer_connection')
      .filter(({ remote_vpc: to }) => vpcIn(to) !== SHARED || isShared)
      .map(({ name }) => name)
      .toSorted(),
    tags: [...servers, ...others].flatMap(({ name, tags: own }) => told(name, own)).toSorted(),
    namespaces: [],
  };
}
