/** The controller double is held against what is known of the controller: https://github.com/deepflowio/deepflow/tree/main/server/controller. */
import { describe, expect, it } from 'vitest';
import { EMPTY } from '../../../../functions/deepflow/payload.ts';
import { createDouble } from './double.ts';
import type { Controller } from './double.ts';
import { NUMBERS, recorded } from './recorder.ts';
import { NOTHING } from './resources.ts';
import { v5 } from './uuid.ts';

const TABLE = '/v1/domain-additional-resources/';
const DOMAIN = 'domain-1';
const REGION = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
const own = { domain_uuid: DOMAIN };

/** The smallest table of which DeepFlow records a server that can be tagged, and one of everything else. */
const WHOLE = {
  azs: [{ name: 'az', uuid: 'az-1', ...own }],
  vpcs: [
    { name: 'vpc', uuid: 'vpc-1', ...own },
    { name: 'other', uuid: 'vpc-2', ...own },
  ],
  subnets: [
    { name: 'subnet', uuid: 'subnet-1', vpc_uuid: 'vpc-1', az_uuid: 'az-1', cidrs: ['10.0.0.0/24'], ...own },
  ],
  hosts: [{ name: 'host', uuid: 'host-1', az_uuid: 'az-1', ip: '192.0.2.1', ...own }],
  chosts: [
    {
      name: 'web',
      uuid: 'web-1',
      vpc_uuid: 'vpc-1',
      az_uuid: 'az-1',
      host_ip: '192.0.2.1',
      vinterfaces: [{ mac: '02:00:00:00:00:01', subnet_uuid: 'subnet-1', ips: ['10.0.0.5'] }],
      ...own,
    },
  ],
  lbs: [
    {
      name: 'lb',
      model: 1,
      vpc_uuid: 'vpc-1',
      region_uuid: REGION,
      vinterfaces: [{ mac: '02:00:00:00:00:02', subnet_uuid: 'subnet-1', ips: ['10.0.0.6'] }],
      lb_listeners: [
        { protocol: 'TCP', ip: '10.0.0.6', port: 80, lb_target_servers: [{ ip: '10.0.0.5', port: 8080 }] },
        { protocol: 'TCP', ip: '10.0.0.6', port: 81, lb_target_servers: [{ ip: '10.0.0.5', port: 8081 }] },
      ],
      ...own,
    },
  ],
};
const TAG = {
  resource_type: 'chost',
  resource_name: 'web',
  tags: [{ key: 'team', value: 'a' }],
  ...own,
};
const PEER = {
  name: 'peer',
  uuid: 'peer-1',
  local_vpc_uuid: 'vpc-1',
  local_region_uuid: REGION,
  remote_vpc_uuid: 'vpc-2',
  remote_region_uuid: REGION,
  ...own,
};

interface Said {
  readonly status: number;
  readonly code: string | undefined;
  readonly said: string;
  readonly data: unknown;
}

function ask(
  double: Controller,
  method: string,
  path: string,
  body: unknown = '',
  headers: Readonly<Record<string, string>> = {},
): Said {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const answer = double.handle({ method, path, headers, body: text });
  if (answer === undefined) throw new Error('no answer');
  if (answer.body === '') return { status: answer.status, code: undefined, said: '', data: undefined };
  const { OPT_STATUS: code, DESCRIPTION: said, DATA: data } = JSON.parse(answer.body);
  return { status: answer.status, code, said, data };
}

const put = (double: Controller, body: unknown): Said => ask(double, 'PUT', TABLE, body);

const make = (double: Controller, over: object): Said =>
  ask(double, 'POST', '/v1/domains/', { NAME: 'n', TYPE: 5, CONFIG: { region_uuid: REGION }, ...over });

/** A domain of no content, whose table is `WHOLE`; recorded where that is said. */
function filled(isRecorded: boolean): Controller {
  const double = createDouble();
  double.addDomain({ name: 'ours', type: 5, lcuuid: DOMAIN });
  double.runTasks();
  expect(put(double, WHOLE)).toMatchObject({ status: 200, code: 'SUCCESS', data: null });
  if (isRecorded) double.record();
  return double;
}

/** `WHOLE` with another first item of one list. */
const first = (list: keyof typeof WHOLE, change: object): object => ({
  ...WHOLE,
  [list]: [{ ...WHOLE[list][0], ...change }, ...WHOLE[list].slice(1)],
});
const card = (change: object): object => ({
  vinterfaces: [{ ...WHOLE.chosts[0]?.vinterfaces[0], ...change }],
});
const tag = (change: object): object => ({ ...WHOLE, cloud_tags: [{ ...TAG, ...change }] });
const pair = (key: string, value: string): object => tag({ tags: [{ key, value }] });
const peer = (change: object): object => ({ ...WHOLE, peer_connections: [{ ...PEER, ...change }] });

const row = (uuid: string) => ({
  uuid,
  name: uuid,
  vpc: 'v0',
  az: '',
  type: 1,
  host: '',
  tags: undefined,
});

describe('a PUT is refused', () => {
  it.each([
    ['no JSON', '{', 'INVALID_PARAMETERS', 400, ''],
    ['a key that no level knows', first('azs', { colour: 1 }), 'INVALID_PARAMETERS', 400, 'colour'],
    [
      'a port that is text',
      first('lbs', { lb_listeners: [{ port: '80' }] }),
      'INVALID_PARAMETERS',
      400,
      'port',
    ],
    ['a port of half', first('lbs', { lb_listeners: [{ port: 0.5 }] }), 'INVALID_PARAMETERS', 400, 'port'],
    ['a name that is a number', first('azs', { name: 1 }), 'INVALID_PARAMETERS', 400, 'name'],
    [
      'blocks that are no list',
      first('subnets', { cidrs: '10.0.0.0/24' }),
      'INVALID_PARAMETERS',
      400,
      'cidrs',
    ],
    ['a truth that is text', first('subnets', { is_vip: 'no' }), 'INVALID_PARAMETERS', 400, 'is_vip'],
    ...(['azs', 'vpcs', 'subnets', 'hosts', 'chosts', 'lbs'] as const).map(
      (list) =>
        [
          `${list} of no domain`,
          first(list, { domain_uuid: 'x' }),
          'RESOURCE_NOT_FOUND',
          400,
          'domain (uuid: x)',
        ] as const,
    ),
    ['a tag of no domain', tag({ domain_uuid: 'x' }), 'RESOURCE_NOT_FOUND', 400, 'domain (uuid: x)'],
    ['a peering of no domain', peer({ domain_uuid: 'x' }), 'RESOURCE_NOT_FOUND', 400, 'domain (uuid: x)'],
    ['a subnet in no zone', first('subnets', { az_uuid: 'x' }), 'RESOURCE_NOT_FOUND', 400, 'az (uuid: x)'],
    ['a subnet in no VPC', first('subnets', { vpc_uuid: 'x' }), 'RESOURCE_NOT_FOUND', 400, 'vpc (uuid: x)'],
    [
      'a block that is none',
      first('subnets', { cidrs: ['10.0.0/24'] }),
      'INVALID_PARAMETERS',
      400,
      'cidr:  is invalid',
    ],
    ['a host in no zone', first('hosts', { az_uuid: 'x' }), 'RESOURCE_NOT_FOUND', 400, 'az (uuid: x)'],
    [
      'a host with addresses in no subnet',
      first('hosts', card({ subnet_uuid: '' })),
      'RESOURCE_NOT_FOUND',
      400,
      'subnet',
    ],
    [
      'a host in an unknown subnet',
      first('hosts', card({ subnet_uuid: 'x' })),
      'RESOURCE_NOT_FOUND',
      400,
      'subnet (uuid: x)',
    ],
    [
      'an address of a host that is none',
      first('hosts', card({ ips: ['10.0.0.300'] })),
      'INVALID_PARAMETERS',
      400,
      'ip:  is invalid',
    ],
    ...(['chosts', 'lbs'] as const).map(
      (list) =>
        [
          `an address of ${list} that is none`,
          first(list, card({ ips: ['10.0.0.300'] })),
          'RESOURCE_NOT_FOUND',
          400,
          'ip: 10.0.0.300 is not in any cidr',
        ] as const,
    ),
    [
      'an address with a zone',
      first('chosts', card({ subnet_uuid: 'subnet-1', ips: ['fe80::1%eth0'] })),
      'RESOURCE_NOT_FOUND',
      400,
      'is not in any cidr',
    ],
    ['a server in no zone', first('chosts', { az_uuid: 'x' }), 'RESOURCE_NOT_FOUND', 400, 'az (uuid: x)'],
    ['a server in no VPC', first('chosts', { vpc_uuid: 'x' }), 'RESOURCE_NOT_FOUND', 400, 'vpc (uuid: x)'],
    ['a server on no host', first('chosts', { host_ip: '192.0.2.9' }), 'RESOURCE_NOT_FOUND', 400, 'host'],
    [
      'a server in no subnet',
      first('chosts', card({ subnet_uuid: 'x' })),
      'RESOURCE_NOT_FOUND',
      400,
      'subnet (uuid: x)',
    ],
    [
      'an address outside of its subnet',
      first('chosts', card({ ips: ['10.0.1.5'] })),
      'RESOURCE_NOT_FOUND',
      400,
      '10.0.1.5',
    ],
    [
      'a load balancer of another region',
      first('lbs', { region_uuid: 'x' }),
      'RESOURCE_NOT_FOUND',
      400,
      'region',
    ],
    [
      'a load balancer in no VPC',
      first('lbs', { vpc_uuid: 'x' }),
      'RESOURCE_NOT_FOUND',
      400,
      'vpc (uuid: x)',
    ],
    [
      'a load balancer in no subnet',
      first('lbs', card({ subnet_uuid: 'x' })),
      'RESOURCE_NOT_FOUND',
      400,
      'subnet (uuid: x)',
    ],
    ['a tag of another kind', tag({ resource_type: 'vpc' }), 'INVALID_POST_DATA', 400, 'not support'],
    ['a server of a sub-domain', tag({ subdomain_uuid: 'x' }), 'INVALID_POST_DATA', 400, 'not support'],
    [
      'a name that is not recorded',
      tag({ resource_name: 'x' }),
      'INVALID_POST_DATA',
      400,
      '(resource name: x)',
    ],
    [
      'a namespace where there is none',
      tag({ resource_type: 'pod_ns' }),
      'RESOURCE_NOT_FOUND',
      400,
      'not found',
    ],
    [
      'a namespace of no sub-domain',
      tag({ resource_type: 'pod_ns', subdomain_uuid: 'x' }),
      'RESOURCE_NOT_FOUND',
      400,
      'subdomain (uuid: x)',
    ],
    ['a tag without a key', pair('', 'a'), 'FAIL', 500, 'empty'],
    ['a tag without a value', pair('a', ''), 'FAIL', 500, 'empty'],
    ...[' ', ':', '`', '\\', "'"].map(
      (one) => [`a key with ${one}`, pair(`a${one}b`, 'v'), 'FAIL', 500, 'not allowed'] as const,
    ),
    ...[' ', ':', '`', '\\'].map(
      (one) => [`a value with ${one}`, pair('k', `a${one}b`), 'FAIL', 500, 'not allowed'] as const,
    ),
    [
      'a peering of a VPC with itself',
      peer({ remote_vpc_uuid: 'vpc-1' }),
      'INVALID_POST_DATA',
      400,
      'both sides',
    ],
    [
      'a peering of another region',
      peer({ local_region_uuid: 'x' }),
      'INVALID_POST_DATA',
      400,
      'region (uuid: x)',
    ],
    [
      'a peering of a VPC that is not recorded',
      peer({ remote_vpc_uuid: 'x' }),
      'INVALID_POST_DATA',
      400,
      'vpc (uuid: x)',
    ],
    ['nothing', {}, 'SERVER_ERROR', 500, 'empty slice'],
  ] as const)('for %s', (_, body, code, status, said) => {
    const double = filled(true);
    const before = double.table();
    const answer = put(double, body);
    expect(answer).toMatchObject({ code, status });
    expect(answer.said).toContain(said);
    expect(double.table()).toEqual(before);
  });

  it('for its names before it is for an address outside of its subnet', () => {
    const body = {
      ...first('chosts', card({ ips: ['10.0.1.5'] })),
      cloud_tags: [{ ...TAG, resource_name: 'x' }],
    };
    expect(put(filled(true), body)).toMatchObject({ code: 'INVALID_POST_DATA' });
  });

  it('for names and peerings that are in the same PUT and not in the database', () => {
    const double = filled(false);
    expect(put(double, tag({}))).toMatchObject({ code: 'RESOURCE_NOT_FOUND' });
    expect(put(double, peer({}))).toMatchObject({ code: 'INVALID_POST_DATA' });
    double.record();
    expect(put(double, { ...tag({}), peer_connections: [PEER] })).toMatchObject({ code: 'SUCCESS' });
  });
});

describe('a PUT is taken', () => {
  it.each([
    ['a value with a single quote', pair('k', "it's")],
    ['a key of another level', first('azs', { port: 'any' })],
    ['what is null', { ...WHOLE, hosts: null, chosts: [{ ...WHOLE.chosts[0], host_ip: null }] }],
    ['a host without addresses and subnet', first('hosts', { vinterfaces: [{ mac: 'm' }] })],
    ['a block with host bits', first('subnets', { cidrs: ['10.0.0.7/24'] })],
    ['a reference to what this very PUT removes', { ...WHOLE, vpcs: WHOLE.vpcs.slice(1) }],
  ])('with %s', (_, body) => {
    expect(put(filled(true), body)).toMatchObject({ code: 'SUCCESS', status: 200 });
  });

  it('and replaces the table of the whole organisation', () => {
    const double = filled(true);
    double.addDomain({ name: 'another', type: 5, lcuuid: 'domain-2' });
    expect(put(double, { azs: [{ name: 'x', uuid: 'x', domain_uuid: 'domain-2' }] }).code).toBe('SUCCESS');
    expect(double.table()).toEqual({ ...EMPTY, azs: [{ name: 'x', uuid: 'x', domain_uuid: 'domain-2' }] });
  });

  it('with types of its own where none are said: a LAN, KVM, bare metal, a listener named by its address', () => {
    expect(put(filled(false), first('subnets', { type: 2 }))).toMatchObject({ code: 'SUCCESS' });
    expect(filled(false).table()).toMatchObject({
      subnets: [{ type: 4 }],
      hosts: [{ type: 3 }],
      chosts: [{ type: 2 }],
      lbs: [{ lb_listeners: [{ name: '10.0.0.6-80' }, { name: '10.0.0.6-81' }] }],
    });
  });
});

describe('what is read back', () => {
  it('has keys in upper case, and targets of a load balancer behind each of its listeners', () => {
    const { data } = ask(filled(false), 'GET', TABLE);
    const both = [
      { IP: '10.0.0.5', PORT: 8080 },
      { IP: '10.0.0.5', PORT: 8081 },
    ];
    expect(data).toMatchObject({
      AZS: [{ NAME: 'az', UUID: 'az-1', DOMAIN_UUID: DOMAIN }],
      LBS: [{ LB_LISTENERS: [{ LB_TARGET_SERVERS: both }, { LB_TARGET_SERVERS: both }] }],
    });
  });

  it('has no key for a zone, sub-domain or name that is empty, and a name of an interface of a host alone', () => {
    const double = filled(true);
    const named = { ...WHOLE.chosts[0]?.vinterfaces[0], name: 'eth0' };
    const body = {
      ...tag({}),
      subnets: [{ ...WHOLE.subnets[0], az_uuid: '' }],
      hosts: [{ ...WHOLE.hosts[0], vinterfaces: [{ ...named, mac: '02:00:00:00:00:09' }] }],
      chosts: [{ ...WHOLE.chosts[0], vinterfaces: [named] }],
    };
    expect(put(double, body).code).toBe('SUCCESS');
    const { data } = ask(double, 'GET', TABLE);
    const shown = { MAC: '02:00:00:00:00:01', SUBNET_UUID: 'subnet-1', IPS: ['10.0.0.5'] };
    expect(data).toMatchObject({
      SUBNETS: [expect.not.objectContaining({ AZ_UUID: expect.anything() })],
      CLOUD_TAGS: [expect.not.objectContaining({ SUBDOMAIN_UUID: expect.anything() })],
      HOSTS: [{ VINTERFACES: [{ ...shown, MAC: '02:00:00:00:00:09', NAME: 'eth0' }] }],
    });
    expect((data as { CHOSTS: readonly { VINTERFACES: unknown }[] }).CHOSTS[0]?.VINTERFACES).toEqual([shown]);
  });

  it('shows addresses of an interface behind each that has the same card and subnet', () => {
    const double = filled(true);
    const server = (name: string, ips: readonly string[]) => ({
      ...WHOLE.chosts[0],
      ...card({ ips }),
      name,
      uuid: name,
    });
    put(double, { ...WHOLE, chosts: [server('a', ['10.0.0.5']), server('b', ['10.0.0.7'])] });
    const both = [{ ips: ['10.0.0.5', '10.0.0.7'] }];
    expect(double.table().chosts).toMatchObject([{ vinterfaces: both }, { vinterfaces: both }]);
  });

  it('shows listeners and interfaces of load balancers of one name and VPC behind each of them', () => {
    const double = filled(true);
    const listener = { ...WHOLE.lbs[0]?.lb_listeners[0], port: 443 };
    const other = { ...WHOLE.lbs[0], vinterfaces: [], lb_listeners: [listener] };
    put(double, { ...WHOLE, lbs: [...WHOLE.lbs, other] });
    const all = [{ port: 80 }, { port: 81 }, { port: 443 }];
    expect(double.table().lbs).toMatchObject([
      { lb_listeners: all, vinterfaces: [{}] },
      { lb_listeners: all, vinterfaces: [{}] },
    ]);
  });

  it('names a tag by what is recorded: by nothing where that is gone', () => {
    const double = filled(true);
    put(double, tag({}));
    expect(double.table().cloud_tags.map((one) => one.resource_name)).toEqual(['web']);
    put(double, { ...tag({}), chosts: [{ ...WHOLE.chosts[0], uuid: 'web-2', name: 'new' }] });
    double.record();
    expect(double.table().cloud_tags.map((one) => one.resource_name)).toEqual(['']);
  });

  it('of an empty table is an error', () => {
    expect(ask(createDouble(), 'GET', TABLE)).toMatchObject({
      status: 500,
      code: 'FAIL',
      said: 'record not found',
    });
  });

  it('is a part of it where that is asked for', () => {
    const double = filled(false);
    expect(ask(double, 'GET', `${TABLE}?type=vpc&name=other`).data).toMatchObject({
      AZS: [],
      VPCS: [{ NAME: 'other' }],
    });
    expect(ask(double, 'GET', `${TABLE}?type=chost`).data).toMatchObject({
      CHOSTS: [{ NAME: 'web' }],
      VPCS: [],
    });
    expect(ask(double, 'GET', `${TABLE}?name=other`)).toMatchObject({
      status: 400,
      code: 'PARAMETER_ILLEGAL',
    });
    expect(ask(double, 'GET', `${TABLE}?type=pod`)).toMatchObject({ status: 500, code: 'FAIL' });
  });

  it('is YAML under advanced, which replaces it too, ignores unknown keys, and asks for what is required', () => {
    const double = filled(false);
    const { data } = ask(double, 'GET', `${TABLE}advanced/`);
    expect(data).toContain('  - name: az\n    uuid: az-1\n');
    const body = `azs:\n- name: x\n  uuid: x\n  domain_uuid: ${DOMAIN}\n  colour: red\n`;
    expect(ask(double, 'PATCH', `${TABLE}advanced/`, body).data).toContain('name: x');
    expect(double.table()).toEqual({ ...EMPTY, azs: [{ name: 'x', uuid: 'x', ...own }] });
    const bare = ask(double, 'PATCH', `${TABLE}advanced/`, `azs:\n- name: x\n  domain_uuid: ${DOMAIN}\n`);
    expect(bare).toMatchObject({ status: 400, code: 'INVALID_PARAMETERS' });
    const tagOf = (more: string) =>
      ask(
        double,
        'PATCH',
        `${TABLE}advanced/`,
        `cloud_tags:\n- {resource_name: x, domain_uuid: ${DOMAIN}, ${more}}\n`,
      );
    expect(tagOf('resource_type: vpc, tags: []').code).toBe('INVALID_POST_DATA');
    expect(tagOf('resource_type: chost').code).toBe('INVALID_PARAMETERS');
    const lb = `lbs:\n- {name: l, model: 1, vpc_uuid: v, region_uuid: r, domain_uuid: ${DOMAIN}, lb_listeners: [{protocol: HTTP, ip: 10.0.0.6, port: 80}]}\n`;
    expect(ask(double, 'PATCH', `${TABLE}advanced/`, lb)).toMatchObject({
      code: 'INVALID_PARAMETERS',
      said: expect.stringContaining('lb_listeners.protocol'),
    });
    // A PUT does not ask.
    expect(put(double, { azs: [{ name: 'x', ...own }] }).code).toBe('SUCCESS');
    expect(typeof ask(double, 'GET', `${TABLE}example/`).data).toBe('string');
  });
});

describe('headers and paths', () => {
  it('a path without its last slash is led on', () => {
    const answer = createDouble().handle({ method: 'GET', path: TABLE.slice(0, -1), headers: {}, body: '' });
    expect(answer).toEqual({ status: 301, headers: { location: TABLE }, body: '' });
    const write = createDouble().handle({ method: 'PUT', path: TABLE.slice(0, -1), headers: {}, body: '{}' });
    expect(write).toEqual({ status: 307, headers: { location: TABLE }, body: '' });
  });

  it.each([
    [{ 'x-org-id': 'one' }, { status: 400, code: 'ORG_ID_INVALID' }],
    [{ 'x-org-id': '7' }, { status: 400, code: 'GET_ORG_DB_FAIL' }],
    [{ 'x-user-id': 'me' }, { status: 200, code: undefined }],
    [{ 'x-user-type': 'admin' }, { status: 200, code: undefined }],
    [
      { 'x-org-id': '1', 'x-user-id': '1', 'x-user-type': '1' },
      { status: 200, code: 'SUCCESS' },
    ],
  ])('%j', (headers, answer) => {
    expect(ask(filled(false), 'GET', TABLE, '', headers as never)).toMatchObject(answer);
  });

  it('a domain whose CONFIG has no region ends the handler: 500, and an empty body', () => {
    const double = createDouble();
    double.addDomain({ name: 'damaged', type: 5, lcuuid: DOMAIN, region: undefined });
    expect(put(double, WHOLE)).toEqual({ status: 500, code: undefined, said: '', data: undefined });
  });
});

describe('what is recorded', () => {
  it('comes later, and a type that is not said is bare metal', () => {
    const double = filled(false);
    expect(double.knows(DOMAIN).chosts).toEqual([]);
    double.record();
    expect(double.knows(DOMAIN)).toMatchObject({
      chosts: ['web 10.0.0.5 on host'],
      lbs: ['lb 10.0.0.6 :80 :81'],
      subnets: ['subnet 10.0.0.0/24'],
    });
  });

  it.each([
    ['no network', { ...WHOLE, subnets: [], chosts: [{ ...WHOLE.chosts[0], vinterfaces: [] }], lbs: [] }],
    ['no interface', { ...WHOLE, chosts: [{ ...WHOLE.chosts[0], vinterfaces: [] }], lbs: [] }],
    ['no server', { ...WHOLE, chosts: [] }],
  ])('is left as it was where there is %s', (_, body) => {
    const double = filled(true);
    expect(put(double, body).code).toBe('SUCCESS');
    double.record();
    expect(double.knows(DOMAIN).chosts).toEqual(['web 10.0.0.5 on host']);
  });

  it.each([
    ['zones', first('azs', { name: 'x'.repeat(65) }), 'azs'],
    ['VPCs', { ...WHOLE, vpcs: [...WHOLE.vpcs, { name: 'x'.repeat(257), uuid: 'vpc-3', ...own }] }, 'vpcs'],
    ['servers', first('chosts', { name: '🚀' }), 'chosts'],
  ] as const)(
    '%s with a name that no column holds take all new ones of theirs with them',
    (_, body, list) => {
      const double = createDouble();
      double.addDomain({ name: 'ours', type: 5, lcuuid: DOMAIN });
      put(double, body);
      double.record();
      expect(double.knows(DOMAIN)[list]).toEqual([]);
    },
  );

  it('of a page of interfaces is none where a card does not fit', () => {
    const double = createDouble();
    double.addDomain({ name: 'ours', type: 5, lcuuid: DOMAIN });
    put(double, first('lbs', card({ mac: 'x'.repeat(33), ips: ['10.0.0.6'] })));
    double.record();
    expect(double.knows(DOMAIN).chosts).toEqual(['web on host']);
  });

  it('of blocks with host bits, which have no id of their own, is one', () => {
    const double = createDouble();
    double.addDomain({ name: 'ours', type: 5, lcuuid: DOMAIN });
    put(double, first('subnets', { cidrs: ['10.0.0.7/24', '10.0.1.7/24', '10.0.2.0/24'] }));
    double.record();
    expect(double.knows(DOMAIN).subnets).toEqual(['subnet 10.0.0.7/24 10.0.2.0/24']);
    expect(double.knows(DOMAIN).chosts).toEqual(['web 10.0.0.5 on host']);
  });

  it('of a page of 1,000 new ones is none where one does not fit, and what was there stays as it was', () => {
    const page = (from: number) => Array.from({ length: 1000 }, (_, n) => row(`vm ${from + n}`));
    const merged = {
      ...NOTHING,
      vpcs: [{ uuid: 'v0', name: 'v0' }],
      networks: [{ uuid: 'n', name: 'n', vpc: 'v0', az: '', type: 4, cidrs: [] }],
      vms: [...page(0), { ...row('bad'), name: 'x'.repeat(257) }, ...page(2000)],
      vifs: [{ uuid: 'i', mac: '', device: 'vm 0', network: 'n', vpc: '' }],
    };
    const given = { others: [], only: 99_999, numbers: NUMBERS };
    const now = recorded(merged, NOTHING, given);
    expect(now?.vms.map(({ uuid }) => uuid)).toEqual([...page(0), row('vm 2999')].map(({ uuid }) => uuid));
    const renamed = { ...merged, vms: [{ ...row('vm 0'), name: 'x'.repeat(257) }] };
    expect(recorded(renamed, now ?? NOTHING, given)?.vms).toEqual([row('vm 0')]);
  });

  it.each(['azs', 'vpcs', 'subnets', 'chosts'] as const)(
    'a row of %s is of the domain that recorded its id last, and gone when either drops it',
    (list) => {
      const double = filled(true);
      double.addDomain({ name: 'another', type: 5, lcuuid: 'domain-2' });
      const ids = { azs: 'az-1', vpcs: 'vpc-1', subnets: 'subnet-1', chosts: 'web-1' };
      const others = JSON.parse(
        JSON.stringify({ ...WHOLE, hosts: [], lbs: [] })
          .replaceAll(DOMAIN, 'domain-2')
          .replaceAll(/"(az|vpc|subnet|web)-1"/g, '"$1-9"')
          .replaceAll('192.0.2.1', ''),
      );
      const same = JSON.parse(JSON.stringify(others).replaceAll(ids[list].replace('1', '9'), ids[list]));
      const both = (more: typeof others) => ({
        ...WHOLE,
        azs: [...WHOLE.azs, ...more.azs],
        vpcs: [...WHOLE.vpcs, more.vpcs[0]],
        subnets: [...WHOLE.subnets, ...more.subnets],
        chosts: [...WHOLE.chosts, ...more.chosts],
      });
      const counts = () => [DOMAIN, 'domain-2'].map((one) => double.knows(one)[list].length);
      const [before = 0] = counts();
      expect(put(double, both(same)).code).toBe('SUCCESS');
      double.record();
      expect(counts()).toEqual([before - 1, 1]);
      expect(put(double, both(others)).code).toBe('SUCCESS');
      double.record();
      // The first still takes it for there.
      expect(counts()).toEqual([before - 1, 1]);
      double.restart();
      double.record();
      expect(counts()).toEqual([before, 1]);
    },
  );

  it('has 64,000 numbers for VPCs, and 499,999 for servers, of all domains together', () => {
    expect(NUMBERS).toMatchObject({
      vpcs: 64_000,
      azs: 64_000,
      networks: 64_000,
      hosts: 64_000,
      vms: 499_999,
    });
    const vpcs = ['v0', 'v1', 'v2'].map((uuid) => ({ uuid, name: uuid }));
    const merged = {
      ...NOTHING,
      vpcs,
      networks: [{ uuid: 'n', name: 'n', vpc: 'v0', az: '', type: 4, cidrs: [] }],
      vms: ['a', 'b'].map(row),
      vifs: [{ uuid: 'i', mac: '', device: 'a', network: 'n', vpc: '' }],
    };
    const others = [{ ...NOTHING, vpcs: [{ uuid: 'theirs', name: 'theirs' }] }];
    const numbers = { ...NUMBERS, vpcs: 3, vms: 1 };
    const now = recorded(merged, NOTHING, { others, only: 99, numbers });
    expect(now?.vpcs.map(({ uuid }) => uuid)).toEqual(['v0', 'v1']);
    expect(now?.vms.map(({ uuid }) => uuid)).toEqual(['a']);
  });

  it('is nothing of a domain without servers of its own, unless it reads a file', () => {
    const double = createDouble();
    double.addDomain({ name: 'aws', type: 6, lcuuid: DOMAIN });
    put(double, WHOLE);
    double.record();
    expect(double.knows(DOMAIN).chosts).toEqual([]);
    expect(ask(double, 'GET', '/v2/domains/').data).toMatchObject([
      { STATE: 4, ERROR_MSG: '2026-01-01 00:00:00 invalid vm count (0).' },
    ]);
  });

  it('has tags that a cloud gave before those of the table, and is shown with the table before it is recorded', () => {
    const double = createDouble();
    const platform = [
      { lcuuid: 'a', name: 'a', tags: { found: 'there' } },
      { lcuuid: 'b', name: 'b' },
    ];
    double.addDomain({ name: 'aws', type: 6, lcuuid: DOMAIN, platform });
    double.record();
    const tags = ['a', 'b'].map((name) => ({ ...TAG, resource_name: name }));
    expect(put(double, { cloud_tags: tags }).code).toBe('SUCCESS');
    expect(ask(double, 'GET', `/v1/info/${DOMAIN}/`).data).toMatchObject({
      Verified: true,
      LBs: null,
      VMs: [{ cloud_tags: { found: 'there' } }, { cloud_tags: { team: 'a' } }],
    });
    expect(double.knows(DOMAIN).tags).toEqual(['a found=there']);
    double.record();
    expect(double.knows(DOMAIN).tags).toEqual(['a found=there', 'b team=a']);
    // Those that were put on it stay, until the cloud is asked again.
    put(double, { cloud_tags: [{ ...TAG, resource_name: 'b', tags: [{ key: 'team', value: 'b' }] }] });
    const shown = () => (ask(double, 'GET', `/v1/info/${DOMAIN}/`).data as { VMs: readonly object[] }).VMs[1];
    expect(shown()).toMatchObject({ cloud_tags: { team: 'a' } });
    double.runTasks();
    expect(shown()).toMatchObject({ cloud_tags: { team: 'b' } });
  });
});

describe('a cluster in a domain', () => {
  const FILE = `azs: [{name: a}]
tenants: [{name: v}]
networks: [{name: n, tenant_name: v, az: a}]
subnets: [{name: s, cidr: 10.0.0.0/24, network_name: n}]
vms: [{name: m, tenant_name: v, az: a, ports: [{ip_address: 10.0.0.5, mac_address: m1, subnet_name: s}]}]
`;
  const NS = { resource_type: 'pod_ns', resource_name: 'shop', tags: [{ key: 'team', value: 'a' }], ...own };
  /** With a sub-domain in its VPC, nodes at these addresses, and one namespace. */
  function clustered(...nodes: readonly string[]): Controller {
    const double = createDouble();
    const { displayName } = double.addDomain({ name: 'ours', type: 5, lcuuid: DOMAIN, path: '/f' });
    double.files.set('/f', FILE);
    const config = { vpc_uuid: v5(`${displayName}_vpc_v`) };
    double.subDomains.set('sub', { lcuuid: 'sub', name: 'k', clusterId: 'c', domain: DOMAIN, config });
    double.pushed.set('c', { nodes, namespaces: ['shop'] });
    double.record();
    return double;
  }

  it.each(['10.0.0.5', '10.0.0.9'])(
    'is known by a node at %s: a server, or in a subnet of a zone',
    (node) => {
      const double = clustered('192.0.2.1', node);
      expect(put(double, { cloud_tags: [{ ...NS, subdomain_uuid: 'sub' }] }).code).toBe('SUCCESS');
      double.record();
      expect(double.knows(DOMAIN).namespaces).toEqual(['c/shop team=a']);
      expect(ask(double, 'GET', '/v2/sub-domains/').data).toMatchObject([{ STATE: 1, ERROR_MSG: '' }]);
      expect(ask(double, 'GET', '/v2/domains/').data).toMatchObject([{ STATE: 1, ERROR_MSG: '' }]);
    },
  );

  it('and else puts itself, and its domain, in a warning', () => {
    const double = clustered('192.0.2.1');
    const problem = 'gather node is not associated with cloud vm';
    expect(ask(double, 'GET', '/v2/sub-domains/').data).toMatchObject([{ STATE: 4, ERROR_MSG: problem }]);
    expect(ask(double, 'GET', '/v2/domains/').data).toMatchObject([
      { STATE: 4, ERROR_MSG: `共有1个附属容器集群存在异常\n${problem}` },
    ]);
    double.files.clear();
    double.record();
    expect(ask(double, 'GET', '/v2/domains/').data).toMatchObject([
      { STATE: 3, ERROR_MSG: expect.stringMatching(/^2026-01-01 00:00:00 open \/f: .+\n\n共有1个.+\n/) },
    ]);
  });

  it('has its namespaces tagged by its sub-domain alone: without it, a name of it is taken and nothing comes of it', () => {
    const double = clustered('10.0.0.5');
    expect(put(double, { cloud_tags: [NS] }).code).toBe('SUCCESS');
    expect(double.table().cloud_tags).toMatchObject([{ resource_name: 'shop', subdomain_uuid: 'sub' }]);
    double.record();
    expect(double.knows(DOMAIN).namespaces).toEqual([]);
  });

  it('of another domain that the PUT names is looked for too', () => {
    const double = clustered('10.0.0.5');
    double.addDomain({ name: 'another', type: 5, lcuuid: 'domain-2' });
    const elsewhere = { ...NS, domain_uuid: 'domain-2', subdomain_uuid: 'sub' };
    expect(put(double, { cloud_tags: [elsewhere] }).code).toBe('RESOURCE_NOT_FOUND');
    expect(put(double, { azs: WHOLE.azs, cloud_tags: [elsewhere] }).code).toBe('SUCCESS');
    double.record();
    expect(double.knows(DOMAIN).namespaces).toEqual([]);
  });
});

describe('a domain that is made', () => {
  it('is answered, of a cluster id of its own where none is said; of no domain there is no list', () => {
    const double = createDouble();
    expect(ask(double, 'GET', '/v2/domains/').data).toBeNull();
    expect(make(double, { CLUSTER_ID: 'c' })).toMatchObject({
      code: 'SUCCESS',
      data: { NAME: 'n', CLUSTER_ID: 'c' },
    });
    expect(make(double, { NAME: 'm', CONFIG: undefined })).toMatchObject({
      code: 'SUCCESS',
      data: { CLUSTER_ID: expect.stringMatching(/^d-/), CONFIG: { region_uuid: REGION } },
    });
  });

  it.each([
    [{ NAME: 'taken' }, 'RESOURCE_ALREADY_EXIST', 'domain (taken) already exist'],
    [{ NAME: 'inside' }, 'RESOURCE_ALREADY_EXIST', 'sub_domain (inside) already exist'],
    [{ CLUSTER_ID: '-a' }, 'INVALID_PARAMETERS', 'domain cluster_id (-a) invalid'],
    [{ CLUSTER_ID: 'c1' }, 'RESOURCE_ALREADY_EXIST', 'already exist in domain (taken)'],
    [{ CLUSTER_ID: 'c2' }, 'RESOURCE_ALREADY_EXIST', 'already exist in sub_domain (inside)'],
    [{ CONFIG: { region_uuid: 'x' } }, 'INVALID_PARAMETERS', 'can not find controller ip'],
    [{ NAME: '' }, 'INVALID_POST_DATA', 'required'],
  ])('is refused for %j', (over, code, said) => {
    const double = createDouble();
    const { lcuuid } = double.addDomain({ name: 'taken', type: 5, clusterId: 'c1' });
    const inside = { lcuuid: 's', name: 'inside', clusterId: 'c2', domain: lcuuid, config: {} };
    double.subDomains.set('s', inside);
    expect(make(double, over)).toMatchObject({ code, said: expect.stringContaining(said) });
    expect(double.domains.size).toBe(1);
  });
});
