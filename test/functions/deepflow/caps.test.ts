import { expect, test } from 'vitest';
import { CAPS, countsOf, withinCaps } from '../../../functions/deepflow/caps.ts';
import type { Content } from '../../../functions/deepflow/own.ts';
import { EMPTY } from '../../../functions/deepflow/payload.ts';
import type { Chost, Subnet } from '../../../functions/deepflow/payload.ts';
import { nowhereOf } from '../../../functions/deepflow/places.ts';

const domain = 'd';
const numbers = (size: number): readonly number[] => Array.from({ length: size }, (_, n) => n);
const named = (kind: string) => (n: number) => ({
  name: `${kind} ${n}`,
  uuid: `${kind}-${n}`,
  domain_uuid: domain,
});
const subnetOf = (n: number, vpc: number): Subnet => ({
  ...named('subnet')(n),
  vpc_uuid: `vpc-${vpc}`,
  az_uuid: '',
  type: 4,
  is_vip: false,
  cidrs: ['10.0.0.0/24'],
});
const serverOf = (n: number, vpc: number): Chost => ({
  ...named('server')(n),
  vpc_uuid: `vpc-${vpc}`,
  az_uuid: 'az-1',
  host_ip: '',
  type: 1,
  vinterfaces: [{ name: '', mac: '02:00:00:00:00:01', subnet_uuid: `subnet-${vpc}`, ips: ['10.0.0.1'] }],
});
const contentOf = (payload: Partial<Content['payload']>): Content => ({
  payload: { ...EMPTY, ...payload },
  origins: new Map(
    (payload.vpcs ?? []).map(({ uuid }) => [uuid, { ref: `aws/vpc/${uuid}`, account: '', region: '' }]),
  ),
  tagged: new Map((payload.chosts ?? []).map(({ name }) => [name, { name } as never])),
  leftOut: [],
});

const NONE = countsOf(EMPTY);

test('DeepFlow has 64,000 numbers for VPCs: the one beyond is named, and left out alone', () => {
  const content = contentOf({ vpcs: numbers(64_001).map(named('vpc')) });
  const { payload, leftOut } = withinCaps(content, domain, NONE);
  expect(payload.vpcs).toHaveLength(64_000);
  expect(leftOut).toEqual(['aws/vpc/vpc-64000: DeepFlow has numbers for 64000 vpcs and no more']);
});

test('what others have takes of the numbers too', () => {
  const content = contentOf({ vpcs: numbers(3).map(named('vpc')) });
  const { payload } = withinCaps(content, domain, { ...NONE, vpcs: 63_998 });
  expect(payload.vpcs.map(({ uuid }) => uuid)).toEqual(['vpc-0', 'vpc-1']);
});

test('what was in a VPC that is left out goes with it: nothing refers to what is not there', () => {
  const content = contentOf({
    azs: [{ ...named('az')(0), uuid: nowhereOf(domain) }, named('az')(1)],
    vpcs: [0, 1].map(named('vpc')),
    subnets: [subnetOf(0, 0), subnetOf(1, 1)],
    chosts: [serverOf(0, 0), serverOf(1, 1)],
    lbs: [
      {
        name: 'lb',
        domain_uuid: domain,
        region_uuid: 'r',
        vpc_uuid: 'vpc-1',
        model: 1,
        vinterfaces: [],
        lb_listeners: [],
      },
    ],
  });
  const { payload, tagged, leftOut } = withinCaps(content, domain, NONE, { ...CAPS, vpcs: 1, azs: 1 });
  expect(payload.subnets.map(({ uuid }) => uuid)).toEqual(['subnet-0']);
  expect(payload.chosts).toMatchObject([{ uuid: 'server-0', az_uuid: nowhereOf(domain) }]);
  expect(payload.lbs).toEqual([]);
  expect([...tagged.keys()]).toEqual(['server 0']);
  expect(leftOut).toEqual([
    'az 1: DeepFlow has numbers for 1 azs and no more',
    'aws/vpc/vpc-1: DeepFlow has numbers for 1 vpcs and no more',
    'subnet 1: its VPC is left out',
    'server 1: its VPC is left out',
    'load balancer lb: its VPC is left out',
  ]);
});

test('a server in a subnet that is left out stays, without that interface', () => {
  const content = contentOf({
    vpcs: [named('vpc')(0)],
    subnets: [subnetOf(1, 0), subnetOf(0, 0)],
    chosts: [serverOf(0, 0)],
  });
  const { payload } = withinCaps(content, domain, NONE, { ...CAPS, subnets: 1 });
  expect(payload.chosts).toMatchObject([{ uuid: 'server-0', vinterfaces: [] }]);
});

test('within them, nothing is touched', () => {
  const content = contentOf({ vpcs: [named('vpc')(0)] });
  expect(withinCaps(content, domain, NONE)).toBe(content);
});
