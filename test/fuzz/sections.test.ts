/** Each section of the configuration, damaged: accepted, or refused with the path of what is wrong. */
import { expect, it } from 'vitest';
import { Config as Deepflow } from '../../functions/deepflow/config.ts';
import { providers } from '../../functions/providers.ts';
import { ConfigError, loadConfig, parseAt } from '../../shared/runtime/config.ts';
import { expectRefused } from './refused.ts';

const keys = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret', sessionToken: 'token' };
const regions = { include: ['a-*'], exclude: ['a-1'] };
const SECTIONS: Readonly<Record<string, object>> = {
  aws: {
    accounts: [
      { id: '111122223333', name: 'main', ...keys },
      { roleArn: 'arn:aws:iam::444455556666:role/tagsync', externalId: 'x' },
    ],
    regions: { include: ['eu-*'] },
    listenerRules: true,
  },
  aliyun: {
    resourceDirectory: { roleName: 'reader', include: ['1*'] },
    regions,
    endpoint: 'https://aliyun.example',
  },
  azure: {
    tenants: [
      {
        tenantId: '00000000-0000-4000-8000-000000000001',
        clientId: '00000000-0000-4000-8000-000000000002',
        clientSecret: 'secret',
        subscriptions: { include: ['prod-*'] },
        managementGroups: ['group'],
      },
    ],
    cloud: 'public',
    lists: 'graph',
  },
  baidu: { accounts: [{ id: '0a1b2c3d4e5f60718293a4b5c6d7e8f9', ...keys }], regions, domain: 'baidubce.com' },
  huawei: { accounts: [{ id: '0a1b2c3d4e5f60718293a4b5c6d7e8f9', agencyName: 'a', ...keys }], regions },
  qingcloud: { accounts: [{ id: 'usr-fuzz0001', ...keys }], regions },
  tencent: { accounts: [{ id: '100000000001', name: 'main', ...keys }], regions },
  volcengine: { accounts: [{ id: '2100000001', ...keys }], regions },
  kubernetes: {
    clusters: [
      { id: 'c1', server: 'https://10.0.0.1:6443', token: 'x', push: { servers: ['http://10.0.0.2:20035'] } },
    ],
  },
};
const isNamed = (error: unknown): boolean => error instanceof ConfigError;

it.each(Object.entries(SECTIONS))('providers.%s', async (name, section) => {
  const provider = await providers[name as keyof typeof providers]?.();
  if (provider === undefined) throw new Error(`no provider ${name}`);
  const { config } = provider;
  await expectRefused({
    sound: [JSON.stringify(section)],
    read: (text) => parseAt(config, valueOf(text), ['providers', name], 'tagsync.yaml'),
    isNamed,
    atLeast: 1 / 4,
  });
});

it('names every provider', () => {
  expect(Object.keys(SECTIONS).toSorted()).toEqual(Object.keys(providers).toSorted());
});

it('deepflow', () =>
  expectRefused({
    sound: [
      JSON.stringify({
        url: 'http://deepflow-server:20417',
        org: 1,
        publisher: true,
        regions: { 'aws/eu-west-1': 'ffffffff-ffff-ffff-ffff-ffffffffffff' },
        domains: [{ provider: 'aws', account: '1', mode: 'own', name: 'aws', ids: 'own' }],
        clusters: [{ id: 'c1', clusterId: 'd-1', name: 'one' }],
        offer: ['rds'],
        create: { config: { region_uuid: 'x' } },
        maxShare: 0.3,
        timeoutSeconds: 60,
      }),
    ],
    read: (text) => parseAt(Deepflow, valueOf(text), ['deepflow'], 'tagsync.yaml'),
    isNamed,
    atLeast: 1 / 4,
  }));

const queueUrl = 'https://sqs.eu-west-1.amazonaws.com/1/a.fifo';
it.each([
  [
    'exports',
    [
      { format: 'prometheus', name: 'targets.json', port: 9100 },
      { format: 'csv', name: 'a.csv' },
    ],
  ],
  ['refresh', { queueUrl, seconds: 10 }],
  ['fanOut', { queueUrl, periodSeconds: 300 }],
  ['sinks', [{ type: 'webhook', name: 'a', url: 'https://host/x', headers: { a: '${env:HEADER}' } }]],
  ['store', { type: 's3', bucket: 'bucket', prefix: 'p', region: 'eu-west-1' }],
])('%s', (name, section) =>
  expectRefused({
    sound: [JSON.stringify(section)],
    read: (text) => loaded({ store: 's3://bucket/prefix', [name]: valueOf(text) }),
    isNamed,
    atLeast: 1 / 4,
  }),
);

/** Text that is no JSON stands there as a text: YAML reads it so. */
function valueOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const loaded = (document: object): Promise<unknown> =>
  loadConfig({
    env: { TAGSYNC_CONFIG: JSON.stringify(document) },
    readFile: () => Promise.reject(Object.assign(new Error('none'), { code: 'ENOENT' })),
    path: undefined,
    resolve: async () => 'secret',
  });
