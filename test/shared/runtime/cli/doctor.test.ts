import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { CloudError } from '../../../../shared/collect/errors.ts';
import type { AnyProvider } from '../../../../shared/runtime/commands/context.ts';
import { knock } from '../../../../shared/runtime/process-io.ts';
import { everything } from '../../../../shared/store/store.ts';
import { accountOf, twoKinds } from '../two-kinds.ts';
import type { TwoKinds } from '../two-kinds.ts';
import { machine } from './machine.ts';
import type { Machine } from './machine.ts';

const identify = async () => ({ account: '1', principal: 'me', clockAheadMs: -400_000 });

interface Doctored {
  readonly made: Machine;
  readonly cloud: TwoKinds;
  readonly probed: string[];
}

async function doctored(over: Partial<AnyProvider> = {}, rest?: string): Promise<Doctored> {
  const cloud: TwoKinds = {
    accounts: new Map([['1', accountOf({ east: ['a'], west: ['c'] })]]),
    listed: [],
  };
  const probed: string[] = [];
  const provider: AnyProvider = {
    ...twoKinds(cloud),
    async probe(api, action) {
      probed.push(`${Object(api).region} ${action}`);
    },
    ...over,
  };
  return { made: await machine({ qingcloud: async () => provider }, rest), cloud, probed };
}

describe('doctor', () => {
  it('asks for every permission in every region, lists nothing and writes nothing', async () => {
    const { made, cloud, probed } = await doctored();
    const { code, out } = await made.run('doctor');
    expect(out.split('\n')).toEqual([
      'ok          config: tagsync.yaml',
      `ok          store: ${made.url} can be read; writing and create-only puts are proved by the first sync`,
      'ok          qingcloud 1 (name of 1): is 1; our clock is 0 s ahead',
      'ok          qingcloud 1 (name of 1) global: 1 of 1 permissions',
      'ok          qingcloud 1 (name of 1) east: 1 of 1 permissions',
      'ok          qingcloud 1 (name of 1) west: 1 of 1 permissions',
      '',
    ]);
    expect(code).toBe(0);
    expect(probed.toSorted()).toEqual(['east fake:vpc', 'global fake:region', 'west fake:vpc']);
    expect(cloud.listed).toEqual([]);
    for await (const { key } of everything(made.store, '')) expect(key).toBe('nothing');
  });

  it('proves create-only where a sync left its probe, and leaves that as it is', async () => {
    const { made } = await doctored();
    await made.run('sync');
    const probe = await made.store.get('probe/create-only');
    expect((await made.run('doctor')).out).toContain(
      'can be read and written, and creates an object only once',
    );
    expect(await made.store.get('probe/create-only')).toEqual(probe);
  });

  it('names what is denied once, the kinds it feeds, and ends in 2', async () => {
    const { made } = await doctored({
      async probe(_, action) {
        if (action === 'fake:vpc') throw new CloudError('denied', 'fake:vpc: AccessDenied');
      },
    });
    const { code, out } = await made.run('doctor');
    expect(code).toBe(2);
    expect(out).toContain('incomplete  qingcloud 1 (name of 1) east: 0 of 1 permissions\n');
    expect(out).toContain(
      [
        'incomplete  qingcloud 1 (name of 1): fake:vpc in east, west: fake:vpc: AccessDenied (denied): check the',
      ].join('\n'),
    );
    expect(out).toMatch(/\n {12}incomplete: vpc\n/);
  });

  it.each([
    ['aws', '{"Effect":"Allow","Action":"fake:vpc","Resource":"*"}'],
    ['aliyun', '{"Effect":"Allow","Action":"fake:vpc","Resource":"*"}'],
    ['tencent', '{"effect":"allow","action":["fake:vpc"],"resource":["*"]}'],
    ['huawei', '{"Effect":"Allow","Action":["fake:vpc"]}'],
    ['qingcloud', '{"action":["fake:vpc"],"effect":"allow","resource":"*"}'],
    ['volcengine', '{"Effect":"Allow","Action":["fake:vpc"],"Resource":["*"]}'],
  ] as const)('gives the policy line of %s', async (name, line) => {
    const provider: AnyProvider = {
      ...twoKinds({ accounts: new Map([['1', accountOf({ east: [] })]]), listed: [] }),
      name,
      async probe() {
        throw new CloudError('denied', 'no');
      },
    };
    const made = await machine({ [name]: async () => provider }, `providers: { ${name}: {} }`);
    expect((await made.run('doctor')).out).toContain(`            allow: ${line}\n`);
  });

  it('says which permissions the answers of a cloud cannot prove, and finds nothing amiss', async () => {
    const { made } = await doctored({
      probe: async (api, action) =>
        Object(api).region === 'east' && action === 'fake:vpc' ? 'unproved' : undefined,
    });
    const { code, out } = await made.run('doctor');
    expect(code).toBe(0);
    expect(out.split('\n').slice(3, 6)).toEqual([
      'ok          qingcloud 1 (name of 1) global: 1 of 1 permissions',
      'ok          qingcloud 1 (name of 1) east: 0 of 1 permissions; cannot be proved while they list nothing: fake:vpc',
      'ok          qingcloud 1 (name of 1) west: 1 of 1 permissions',
    ]);
  });

  it('does not miss what the configuration never calls', async () => {
    const { made, probed } = await doctored({
      unused: (config) => (Object(config).regions === undefined ? [] : ['fake:vpc']),
      async probe(api, action) {
        probed.push(`${Object(api).region} ${action}`);
        if (action === 'fake:vpc') throw new CloudError('denied', 'no');
      },
    });
    const { code, out } = await made.run('doctor');
    expect(out).not.toContain('fake:vpc');
    expect(code).toBe(0);
    expect(probed).toEqual(['global fake:region']);
  });

  it('is content with a service that is not offered, and tells what did not answer', async () => {
    const { made } = await doctored({
      async probe(_, action) {
        throw new CloudError(action === 'fake:vpc' ? 'unsupported' : 'invalid', `${action}: said so`);
      },
    });
    const { code, out } = await made.run('doctor', '--json');
    expect(code).toBe(2);
    expect(JSON.parse(out).filter(({ status }: { status: string }) => status !== 'ok')).toEqual([
      { what: 'qingcloud 1 (name of 1) global', status: 'incomplete', text: '0 of 1 permissions' },
      {
        what: 'qingcloud 1 (name of 1)',
        status: 'incomplete',
        text: 'fake:region in global: fake:region: said so (invalid): install the newest release, or report it',
        kinds: ['region'],
      },
    ]);
  });

  it('tells a clock that is off, an account that does not open, and one that is not there', async () => {
    const { made, cloud } = await doctored({
      async *accounts() {
        const ports = { only: [] } as never;
        for await (const account of twoKinds(cloud).accounts({ regions: [] }, ports)) {
          yield { ...account, identify };
        }
        yield {
          id: '2',
          name: undefined,
          failure: new CloudError('denied', 'sts:AssumeRole: no'),
          wants: () => true,
        };
      },
    });
    const { code, out } = await made.run('doctor');
    expect(code).toBe(1);
    expect(out).toContain('is me; our clock is 400 s behind: set it right, or requests will be refused\n');
    expect(out).toContain('failed      qingcloud 2: sts:AssumeRole: no (denied): check the credentials');
    expect((await made.run('doctor', '--account', '3')).out).toContain(
      'failed      qingcloud: no account is configured or selected',
    );
  });

  it('knocks at the sinks and sends nothing', async () => {
    const bytes: Buffer[] = [];
    const server = createServer((socket) => socket.on('data', (chunk) => bytes.push(chunk)));
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    const { made } = await doctored(
      {},
      `providers: { qingcloud: {} }\nsinks: [{ type: webhook, name: one, url: "http://127.0.0.1:${port}/secret/path" }]`,
    );
    made.knock = knock;
    const up = await made.run('doctor');
    await new Promise((resolve) => {
      server.close(resolve);
    });
    expect(up.out).toContain(
      `ok          sink one: 127.0.0.1:${port} takes connections; no event was sent\n`,
    );
    expect(bytes).toEqual([]);
    const down = await made.run('doctor');
    expect(down.code).toBe(1);
    expect(down.out).toContain(
      `failed      sink one: webhook "one" at 127.0.0.1:${port}: cannot be reached (ECONNREFUSED): check the URL`,
    );
    expect(down.out).not.toContain('secret/path');
  });
});

const told = () => [{ url: 'https://server.example:20135', ca: 'a CA' }];

describe('doctor, of who is told', () => {
  const rest = 'providers: { qingcloud: {} }\ndeepflow: { url: "http://deepflow.example:20417" }';

  it('knocks at DeepFlow and at every server that a cluster is pushed to', async () => {
    const { made } = await doctored({ told }, rest);
    const knocked: unknown[] = [];
    made.knock = async (target, tls) => void knocked.push([target.href, tls]);
    const { code, out } = await made.run('doctor');
    expect(knocked).toEqual([
      ['http://deepflow.example:20417/', {}],
      ['https://server.example:20135/', { ca: 'a CA' }],
    ]);
    expect(out).toMatch(/^ok {10}deepflow: deepflow\.example:20417 takes connections$/m);
    expect(out).toMatch(/^ok {10}qingcloud push: server\.example:20135 takes TLS connections$/m);
    expect(code).toBe(0);
  });

  it('says which of them does not answer', async () => {
    const { made } = await doctored({ told }, rest);
    made.knock = async () => Promise.reject(Object.assign(new Error('no'), { code: 'ECONNREFUSED' }));
    const { code, out } = await made.run('doctor');
    expect(out).toMatch(
      /^failed {6}deepflow: DeepFlow at deepflow\.example:20417: cannot be reached \(ECONNREFUSED\)/m,
    );
    expect(out).toMatch(/^failed {6}qingcloud push: DeepFlow at server\.example:20135: cannot be reached/m);
    expect(code).toBe(1);
  });

  it('needs no secret of a provider that is not asked for', async () => {
    const both = 'providers: { qingcloud: {}, aws: { accounts: [{ externalId: "${env:NOT_HERE}" }] } }';
    const { made } = await doctored({}, both);
    expect((await made.run('doctor', '--provider', 'qingcloud')).code).toBe(0);
    const { code, err } = await made.run('doctor');
    expect(code).toBe(1);
    expect(err).toContain('the environment has no NOT_HERE');
  });
});
