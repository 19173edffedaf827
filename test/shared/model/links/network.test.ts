import { expect, test } from 'vitest';
import type { TagRecord } from '../../../../shared/model/kinds.ts';
import { connectionsOf } from '../../../../shared/model/links/connection.ts';
import {
  natsByAddress,
  natsOf,
  nicsAt,
  nicsOfTarget,
  routerOf,
  vpcOf,
} from '../../../../shared/model/links/network.ts';
import { estateOf, idsOf, made, to } from '../../../support/estate.ts';

const vpc = to('vpc', 'v1');
const subnet = made('subnet', 's1', { cidrs: ['10.0.1.0/24'] });
const other = made('subnet', 's2', { cidrs: ['10.0.2.0/24'] });
const toNat = { destination: '0.0.0.0/0', hop: 'nat_gateway', target: 'g1', active: true } as const;
const nic = (id: string, of: string) => made('nic', id, { vpc: to('vpc', of), addresses: at('10.2.0.1') });
const at = (ip: string) => [{ ip, public_ip: undefined }];

test('a subnet has the router that names it, else the main one of its VPC', () => {
  const estate = estateOf(
    made('router', 'main', { main: true }),
    made('router', 'own', { subnets: [subnet.ref] }),
    made('router', 'elsewhere', { main: true, vpc: to('vpc', 'v2') }),
  );
  expect(routerOf(estate, subnet)?.record.id).toBe('own');
  expect(routerOf(estate, other)?.record.id).toBe('main');
  expect(routerOf(estateOf(made('router', 'r', { subnets: [subnet.ref] })), other)).toBeUndefined();
});
test('a NAT gateway is in front of a subnet by an active route, or by an SNAT rule', () => {
  const estate = estateOf(
    made('router', 'main', { main: true, routes: [toNat, { ...toNat, target: 'g2', active: false }] }),
    made('router', 'own', { subnets: [other.ref] }),
    made('nat_gateway', 'g1'),
    made('nat_gateway', 'g2'),
    made('nat_gateway', 'g3'),
    made('nat_gateway', 'g4'),
    made('nat_rule', 'by subnet', { nat_gateway: to('nat_gateway', 'g3'), subnet: other.ref }),
    made('nat_rule', 'by block', { nat_gateway: to('nat_gateway', 'g4'), private_ip: '10.0.2.0/23' }),
    made('nat_rule', 'to a host', {
      nat_gateway: to('nat_gateway', 'g2'),
      direction: 'dnat',
      private_ip: '10.0.2.9',
    }),
    made('nat_rule', 'to a subnet', {
      nat_gateway: to('nat_gateway', 'g2'),
      direction: 'dnat',
      subnet: other.ref,
    }),
  );
  expect(idsOf(natsOf(estate, subnet))).toEqual(['g1']);
  expect(idsOf(natsOf(estate, other))).toEqual(['g3', 'g4']);
  expect([...natsByAddress(estate, vpc)].map(([ip, nats]) => [ip, idsOf(nats)])).toEqual([
    ['10.0.2.9', ['g2']],
  ]);
});
test('a target by address is the interface that holds it in its load balancer’s VPC', () => {
  const estate = estateOf(
    made('load_balancer', 'l1', { vpc }),
    made('nic', 'here', { vpc, addresses: at('10.0.1.5') }),
    made('nic', 'there', { vpc: to('vpc', 'v9'), addresses: at('10.0.1.5') }),
    made('nic', 'only there', { vpc: to('vpc', 'v9'), addresses: at('10.0.1.6') }),
  );
  expect(idsOf(nicsOfTarget(estate, made('lb_target', 't', { ip: '10.0.1.5' })))).toEqual(['here']);
  expect(idsOf(nicsOfTarget(estate, made('lb_target', 't', { ip: '10.0.1.6' })))).toEqual([]);
});
test('a target that is a device is the interface with the address, else all of the device', () => {
  const device = to('vm', 'i1');
  const estate = estateOf(
    made('nic', 'n1', { vpc, device, addresses: at('10.0.1.5') }),
    made('nic', 'n2', { vpc, device, addresses: at('10.0.1.6') }),
  );
  expect(idsOf(nicsOfTarget(estate, made('lb_target', 't', { device, ip: '10.0.1.6' })))).toEqual(['n2']);
  expect(idsOf(nicsOfTarget(estate, made('lb_target', 't', { device })))).toEqual(['n1', 'n2']);
});
const targetAt = (id: string) => made('lb_target', 't', { device: to('nic', id) });
test('a target that is an interface is that one, whosever it is', () => {
  const estate = estateOf(
    made('nic', 'n1', { vpc: to('vpc', 'v9'), device: to('vm', 'i1'), addresses: at('10.0.1.5') }),
    made('nic', 'n2', { vpc, device: to('vm', 'i1'), addresses: at('10.0.1.6') }),
  );
  expect(idsOf(nicsOfTarget(estate, targetAt('n1')))).toEqual(['n1']);
  expect(idsOf(nicsOfTarget(estate, targetAt('gone')))).toEqual([]);
});
const card = (id: string, of: string, db: string) =>
  made('nic', id, { vpc: to('vpc', of), device: to('rds', db) });
test('a device that tells no VPC is where its interfaces are, if that is one', () => {
  const estate = estateOf(
    card('n1', 'v2', 'here'),
    card('n2', 'v2', 'here'),
    card('n3', 'v2', 'both'),
    card('n4', 'v3', 'both'),
  );
  const of = (id: string, own?: typeof vpc) => vpcOf(estate, made('rds', id, { vpc: own }));
  expect(of('here')).toBe(to('vpc', 'v2'));
  expect(of('here', vpc)).toBe(vpc);
  expect(of('both')).toBeUndefined();
  expect(of('none')).toBeUndefined();
});
test('an address of a peered VPC is found there, unless several peered ones have it', () => {
  const peering = made('peer_connection', 'p1');
  const third = made('peer_connection', 'p2', {
    side: 'accepter',
    local_vpc: to('vpc', 'v3'),
    remote_vpc: vpc,
  });
  expect(idsOf(nicsAt(estateOf(peering, third, nic('n2', 'v2')), vpc, '10.2.0.1'))).toEqual(['n2']);
  expect(idsOf(nicsAt(estateOf(peering, third, nic('n3', 'v3')), vpc, '10.2.0.1'))).toEqual(['n3']);
  expect(idsOf(nicsAt(estateOf(peering, third, nic('n2', 'v2'), nic('n3', 'v3')), vpc, '10.2.0.1'))).toEqual(
    [],
  );
});

const requester = made('peer_connection', 'p1', {
  local_owner: 'a1',
  remote_owner: 'a2',
  tags: [
    ['k', 'mine'],
    ['x', '1'],
  ],
});
const accepter = made('peer_connection', 'p1', {
  side: 'accepter',
  local_vpc: to('vpc', 'v2'),
  remote_vpc: vpc,
  local_owner: 'a2',
  remote_owner: 'a1',
  tags: [
    ['k', 'theirs'],
    ['y', '2'],
  ],
});
const sides = [
  { ...requester, ref: to('peer_connection', 'p1.r') },
  { ...accepter, ref: to('peer_connection', 'p1.a') },
] as const;

test.each([
  ['both sides under one id', sides],
  ['both sides under ids of their own', [sides[0], { ...sides[1], id: 'p9' }]],
] as const)('%s are one connection', (_, records) => {
  const [connection, ...more] = connectionsOf(estateOf(...records));
  expect(more).toEqual([]);
  expect(connection).toMatchObject({
    provider: 'aws',
    id: 'p1',
    tags: [
      ['k', 'mine'],
      ['x', '1'],
      ['y', '2'],
    ],
    requester: { vpc: to('vpc', 'v1'), owner: 'a1' },
    accepter: { vpc: to('vpc', 'v2'), owner: 'a2' },
  });
  expect([connection?.requester.record?.record.id, connection?.accepter.record?.record.side]).toEqual([
    'p1',
    'accepter',
  ]);
});
test('one side alone tells both ends', () => {
  const [connection, ...more] = connectionsOf(estateOf(sides[1]));
  expect(more).toEqual([]);
  expect(connection).toMatchObject({
    requester: { vpc: to('vpc', 'v1'), owner: 'a1', record: undefined },
    accepter: { vpc: to('vpc', 'v2'), owner: 'a2' },
  });
});
/** Where they lead. */
const ends = (...records: readonly TagRecord[]) =>
  connectionsOf(estateOf(...records)).map(({ accepter: { vpc: of, region, owner } }) => ({
    of,
    region,
    owner,
  }));
test('where the other end is, its VPC tells, if this side does not', () => {
  const away = made('vpc', 'v2', { region: to('region', 'far'), owner: 'a9' });
  const side = made('peer_connection', 'p1', { remote_region: undefined, remote_owner: undefined });
  const of = to('vpc', 'v2');
  expect(ends(side, away)).toEqual([{ of, region: to('region', 'far'), owner: 'a9' }]);
  expect(ends(side)).toEqual([{ of, region: undefined, owner: undefined }]);
  const own = { ...side, remote_region: to('region', 'said'), remote_owner: 'a2' };
  expect(ends(own, away)).toEqual([{ of, region: to('region', 'said'), owner: 'a2' }]);
});
test('sides that are no pair each stand for themselves', () => {
  const twin = { ...sides[1], ref: to('peer_connection', 'p1.b') };
  expect(connectionsOf(estateOf(...sides, twin))).toHaveLength(3);
});
