import { expect, test } from 'vitest';
import { ownId } from '../../../functions/deepflow/ids.ts';
import { EMPTY } from '../../../functions/deepflow/payload.ts';
import type { Chost, Payload } from '../../../functions/deepflow/payload.ts';
import { createDeepflow } from './deepflow.ts';
import { addressOf, macOf } from './place.ts';
import { createWorld } from './world.ts';
import type { Process } from './world.ts';

const CALM = { seed: 1, faults: 0, stalls: 0, stallMs: 0, ahead: 0, leapMs: 0 };
const SERVER = 'aliyun/vm/i-0-1';
const CARD = 'aliyun/nic/eni-0-1';
const ZONE = 'aliyun/az/zone';

/** A table with a zone, and a server in it with its interface; `writes` puts it there with other servers. */
function writing() {
  const broken: string[] = [];
  const gone = new Set<string>();
  let [holder, mayShare] = ['p1', false];
  const { double, service, foreign } = createDeepflow({
    commits: () => 1,
    refs: () => [SERVER, CARD, ZONE],
    isMissingSince: (ref) => gone.has(ref),
    readAt: () => 1,
    holdsLease: ({ id }) => id === holder,
    holderOf: () => holder,
    mayShareLease: () => mayShare,
    note: () => {},
    broken: (error) => void broken.push(String(error)),
  });
  const { lcuuid: domain_uuid } = double.addDomain({ name: 'ours', type: 5 });
  const id = (ref: string): string => ownId(domain_uuid, ref);
  const az = { name: 'zone', uuid: id(ZONE), domain_uuid };
  const vpc = { name: 'vpc', uuid: 'vpc', domain_uuid };
  const subnet = { ...vpc, vpc_uuid: vpc.uuid, az_uuid: '', type: 4, is_vip: false } as const;
  const whole: Payload = {
    ...EMPTY,
    azs: [foreign, az],
    vpcs: [vpc],
    subnets: [{ ...subnet, name: 'subnet', uuid: 'subnet', cidrs: ['10.0.0.0/16'] }],
    chosts: [chostOf(macOf('i-0-1'), [addressOf('i-0-1')])],
  };
  function chostOf(mac: string, ips: readonly string[]): Chost {
    const vinterfaces = ips.length === 0 ? [] : [{ name: '', mac, subnet_uuid: 'subnet', ips }];
    const where = { domain_uuid, vpc_uuid: vpc.uuid, az_uuid: az.uuid, host_ip: '' };
    return { name: 'server', uuid: id(SERVER), ...where, type: 1, vinterfaces };
  }
  const world = createWorld(() => {});
  const processes = [world.start(CALM), world.start(CALM), world.start(CALM)] as const;
  return {
    broken,
    gone,
    whole,
    processes,
    bare: { ...whole, chosts: [chostOf('', [])] },
    madeUp: { ...whole, chosts: [chostOf('02:00:00:00:00:01', [addressOf('i-0-1')])] },
    holds: (next: string, shared = false): void => void ([holder, mayShare] = [next, shared]),
    write: (payload: Payload, process: Process = processes[0]): void => {
      const url = new URL('http://p.deepflow/v1/domain-additional-resources/');
      const answered = service.answer(process, {
        method: 'PUT',
        url,
        headers: {},
        body: JSON.stringify(payload),
      });
      expect(answered?.status).toBe(200);
    },
  };
}

test('an address stays while its server does, and a card while its interface does', () => {
  const { broken, gone, whole, bare, madeUp, write } = writing();
  write(whole);
  expect(broken).toEqual([]);
  write(madeUp);
  expect(broken.splice(0)).toEqual([expect.stringMatching(/loses \S+ 00:16:3e:00:00:01 of .*eni-0-1/)]);
  write(whole);
  gone.add(CARD);
  write(madeUp);
  expect(broken).toEqual([]);
  write(bare);
  expect(broken).toEqual([expect.stringMatching(/loses \S+ 10\.0\.0\.11 of aliyun\/vm\/i-0-1/)]);
});

test('a zone stays while no commit removes it', () => {
  const { broken, gone, whole, write } = writing();
  const outside = {
    ...whole,
    azs: whole.azs.slice(0, 1),
    chosts: [],
  };
  write(whole);
  gone.add(SERVER);
  write(outside);
  expect(broken.splice(0)).toEqual([expect.stringContaining(`of ${ZONE}`)]);
  write(whole);
  gone.add(ZONE);
  write(outside);
  expect(broken).toEqual([]);
});

test('nobody writes while the lease is another’s, unless by a clock that is wrong', () => {
  const { broken, whole, write, holds, processes } = writing();
  const [one, two] = processes;
  write(whole, one);
  holds(two.id);
  write(whole, one);
  expect(broken.splice(0)).toEqual([expect.stringContaining("the lease is another's")]);
  holds(two.id, true);
  write(whole, one);
  expect(broken).toEqual([]);
});

test('what two lose who write at once is not held against them, but against who comes next', () => {
  const { broken, whole, bare, write, holds, processes } = writing();
  const [one, two, three] = processes;
  write(whole, one);
  holds(two.id, true);
  write(bare, one);
  write(whole, two);
  write(bare, two);
  expect(broken).toEqual([]);
  write(whole, two);
  holds(three.id, true);
  write(bare, three);
  expect(broken).toEqual([expect.stringContaining('10.0.0.11')]);
});
