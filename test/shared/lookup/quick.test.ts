import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { EstateIndex } from '../../../shared/lookup/estate-index.ts';
import { spaceLanes } from '../../../shared/lookup/space-lanes.ts';
import { plainLabel } from '../../../shared/lookup/answer.ts';
import { Quick } from '../../../shared/lookup/quick.ts';
import { Search } from '../../../shared/lookup/search.ts';
import type { TagRecord } from '../../../shared/model/kinds.ts';
import { addressOf } from '../../../shared/model/links/address.ts';
import { Belongings } from '../../../shared/model/links/belongings.ts';
import { made, to } from '../../support/estate.ts';

const IPS = ['10.0.0.1', '10.0.0.2', '198.51.100.1'] as const;
const VPCS = ['v1', 'v2'] as const;
const QUESTIONS = IPS.flatMap((ip) => [undefined, ...VPCS].map((vpc) => ({ ip, vpc })));
const ids = (...all: readonly string[]) => fc.constantFrom(...all);
const name = ids('a', 'b');
const of = ids(...VPCS);
const groups = fc
  .subarray(['sg1', 'sg2'], { minLength: 1 })
  .map((all) => all.map((id) => to('security_group', id)));

/** Records that answers of servers are made of, in every way that they may be odd. */
const record: fc.Arbitrary<TagRecord> = fc.oneof(
  fc
    .record({
      id: ids('n1', 'n2', 'n3'),
      name,
      of,
      device: ids('i1', 'i1', 'i2', 'i3'),
      ip: ids(...IPS),
      groups,
      subnet: ids('s1', 's1', 's2', 's2', ''),
    })
    .map(({ id, name: called, of: vpc, device, ip, groups: security_groups, subnet }) =>
      made('nic', id, {
        name: called,
        vpc: to('vpc', vpc),
        subnet: subnet === '' ? undefined : to('subnet', subnet),
        device: device === 'i3' ? to('rds', device) : to('vm', device),
        addresses: [{ ip, public_ip: ip === IPS[1] ? IPS[2] : undefined }],
        security_groups,
      }),
    ),
  fc
    .record({ id: ids('i1', 'i2'), name, of, ip: ids(...IPS) })
    .map(({ id, name: called, of: vpc, ip }) =>
      made('vm', id, { name: called, vpc: to('vpc', vpc), ip, tags: [['n', called]] }),
    ),
  fc
    .record({ id: ids('e1', 'e2'), name, nic: ids('n1', 'n2') })
    .map(({ id, name: called, nic }) =>
      made('eip', id, { name: called, ip: '203.0.113.1', nic: to('nic', nic) }),
    ),
  fc
    .record({ id: ids('t1', 't2', 't3'), of: ids('i1', 'i2', 'n1', ...IPS), to: fc.subarray(['l1', 'l2']) })
    .map(({ id, of: target, to: balancers }) =>
      made('lb_target', id, {
        load_balancers: balancers.map((one) => to('load_balancer', one)),
        ...(target.includes('.') ? { ip: target } : { device: to(target === 'n1' ? 'nic' : 'vm', target) }),
      }),
    ),
  fc
    .record({ id: ids('l1', 'l2'), of, name })
    .map(({ id, of: vpc, name: called }) =>
      made('load_balancer', id, { name: called, vpc: to('vpc', vpc), tags: [['n', called]] }),
    ),
  fc.record({ id: ids('sg1', 'sg2'), name }).map((one) => made('security_group', one.id, { name: one.name })),
  fc
    .record({ id: ids('s1', 's2'), name, of })
    .map(({ id, name: called, of: vpc }) =>
      made('subnet', id, { name: called, vpc: to('vpc', vpc), az: to('az', 'z1') }),
    ),
  fc.record({ of, name }).map((one) => made('vpc', one.of, { name: one.name, tags: [['n', one.name]] })),
  name.map((called) => made('az', 'z1', { name: called })),
  fc.constant(made('region', 'r1')),
  of.map((vpc) => made('nat_gateway', 'g1', { vpc: to('vpc', vpc) })),
  ids(...IPS).map((ip) =>
    made('nat_rule', 'd1', { nat_gateway: to('nat_gateway', 'g1'), direction: 'dnat', private_ip: ip }),
  ),
  ids('i1', 'i2').map((vm) => made('node', 'k1', { vm: to('vm', vm) })),
);
const source = ids('0', '0', '0', '0', '1').map(Number);
const step = fc.oneof(
  { weight: 12, arbitrary: fc.record({ op: fc.constant('put' as const), record, source }) },
  { weight: 3, arbitrary: fc.record({ op: fc.constant('delete' as const), record, source }) },
  { weight: 1, arbitrary: fc.record({ op: fc.constant('rest' as const), record, source }) },
  { weight: 1, arbitrary: fc.record({ op: fc.constant('carry' as const), record, source }) },
  { weight: 1, arbitrary: fc.record({ op: fc.constant('sweep' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ op: fc.constant('stand' as const), source, standing: ids('kept', 'current') }),
  },
);

/** All that mostly is there, so that most steps change what answers stand on. */
const ordinary: readonly TagRecord[] = [
  ...IPS.map((ip, n) =>
    made('nic', `n${n + 1}`, {
      vpc: to('vpc', 'v1'),
      subnet: to('subnet', 's1'),
      device: to('vm', 'i1'),
      addresses: [{ ip, public_ip: undefined }],
      security_groups: [to('security_group', 'sg1')],
    }),
  ),
  made('region', 'r1'),
  made('az', 'z1'),
  ...VPCS.map((id) => made('vpc', id)),
  ...['s1', 's2'].map((id) => made('subnet', id, { az: to('az', 'z1') })),
  ...['sg1', 'sg2'].map((id) => made('security_group', id)),
  ...['l1', 'l2'].map((id) => made('load_balancer', id)),
  made('vm', 'i1', { vpc: to('vpc', 'v1') }),
];

test('an answer that reads no record is the one that reads them all, after every change', () => {
  let quickly = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 10, maxLength: 30 }), (steps) => {
      const index = new EstateIndex();
      for (const account of ['a', 'b']) {
        index.addSource({ provider: 'aws', account, region: 'r1', name: 's', standing: 'current' });
      }
      for (const one of ordinary) index.put(one, 0);
      const quick = new Quick(index, new Belongings(index, () => index.commons));
      for (const one of steps) {
        if (one.op === 'put') index.put(one.record, one.source);
        else if (one.op === 'delete') index.delete(one.record.ref, one.source, undefined);
        else if (one.op === 'rest') index.delete(one.record.ref, one.source, 1);
        else if (one.op === 'carry') index.carry(one.record, one.source, 1);
        else if (one.op === 'sweep') index.sweep('aws', new Set());
        else index.setStanding(one.source, one.standing === 'kept' ? 'kept' : 'current');
        for (const { ip, vpc } of QUESTIONS) {
          const space = vpc === undefined ? undefined : to('vpc', vpc);
          const found = quick.find(ip, space && spaceLanes(space));
          if (found === undefined) continue;
          quickly++;
          expect(JSON.parse(JSON.stringify(found))).toEqual(slowly(index, ip, space));
        }
      }
    }),
    { numRuns: 150 },
  );
  expect(quickly).toBeGreaterThan(500);
});

test('a server that was carried for an interface, and let go of, is in its answers while it is there, and no other is then', () => {
  const index = new EstateIndex();
  index.addSource({ provider: 'aws', account: 'a', region: 'r1', name: 's', standing: 'kept' });
  for (const one of ordinary) if (one.kind !== 'vm') index.put(one, 0);
  const quick = new Quick(index, new Belongings(index, () => index.commons));
  const told = (): readonly string[] | undefined => quick.find(IPS[0], undefined)?.labels.map(({ id }) => id);
  expect(told()?.slice(0, 2)).toEqual(['n1', 'sg1']);
  index.carry(made('vm', 'i1', { vpc: to('vpc', 'v1') }), 0, 1);
  expect(told()).toBe(undefined); // what is stale is told by those who read the records
  index.sweep('aws', new Set());
  index.put(made('vm', 'i9'), 0); // where the other was
  expect(told()?.slice(0, 2)).toEqual(['n1', 'sg1']);
});

/** With nothing remembered from earlier states. */
function slowly(index: EstateIndex, ip: string, space: ReturnType<typeof to<'vpc'>> | undefined): unknown {
  const address = addressOf(ip);
  const meanings = address === undefined ? [] : new Search(index).find(address, ip, space);
  expect(meanings.length).toBe(1);
  const [only] = meanings;
  const { labels, vpc } = new Belongings(index, () => 0).of(only?.holders ?? [], ip);
  return JSON.parse(JSON.stringify({ address: ip, space: only?.space ?? vpc, block: undefined, labels }));
}

test('a label says what was so when it was asked for, whatever is written afterwards', () => {
  const index = new EstateIndex();
  index.addSource({ provider: 'aws', account: 'a', region: 'r1', name: 's', standing: 'current' });
  for (const one of ordinary) index.put(one, 0);
  const nic = made('nic', 'n1', {
    name: 'before',
    tags: [['n', 'x']],
    vpc: to('vpc', 'v1'),
    subnet: to('subnet', 's1'),
    device: to('vm', 'i1'),
    addresses: [{ ip: IPS[0], public_ip: undefined }],
    security_groups: [to('security_group', 'sg1')],
  });
  index.put(nic, 0);
  const quick = new Quick(index, new Belongings(index, () => index.commons));
  const before = quick.find(IPS[0], undefined)?.labels[0];
  expect(before && plainLabel(before)).toEqual({
    role: 'self',
    kind: 'nic',
    ref: nic.ref,
    id: 'n1',
    name: 'before',
    tags: { n: 'x' },
    account: 'a',
  });
  const late = quick.find(IPS[0], undefined)?.labels[0];
  index.put({ ...nic, name: 'after' }, 0);
  index.setStanding(0, 'kept');
  expect(late).toMatchObject({ name: 'before', standing: 'current' });
  expect(before).toMatchObject({ name: 'before', standing: 'current', id: 'n1', ref: nic.ref });
  expect(quick.find(IPS[0], undefined)?.labels[0]).toMatchObject({ name: 'after', standing: 'kept' });
});
