/** Texts that people write as YAML, damaged: the configuration and a kubeconfig. Accepted, or refused by name, and never larger than they look. */
import { expect, it } from 'vitest';
import { fromKubeconfig } from '../../functions/kubernetes/kubeconfig.ts';
import { CloudError } from '../../shared/collect/errors.ts';
import { ConfigError, loadConfig } from '../../shared/runtime/config.ts';
import { parseYaml } from '../../shared/runtime/yaml.ts';
import { fakeClock } from '../shared/store/fake-clock.ts';
import { expectRefused } from './refused.ts';

const CONFIGURATION = `# as "tagsync init" begins
store: { type: s3, bucket: bucket, region: eu-west-1 }
guard:
  maxShare: 0.3
  confirm: &confirm { listings: 3, minutes: 30 }
tags:
  allow: &all ['*']
  deny: ["aws:*", 'a\\b']
providers:
  aws:
    regions: { include: *all }
    accounts:
      - id: 111122223333
        name: >-
          of the
          house
  tencent:
sinks:
  - type: webhook
    name: a
    url: https://host/x
`;

const KUBECONFIG = `apiVersion: v1
kind: Config
current-context: here
contexts:
  - name: here
    context: { cluster: c, user: u }
clusters:
  - name: c
    cluster:
      server: https://10.0.0.1:6443
      certificate-authority-data: LS0tLS1CRUdJTg==
users:
  - name: u
    user:
      token: |
        canary
`;

const load = async (text: string): Promise<unknown> =>
  loadConfig({
    env: { TAGSYNC_CONFIG: text },
    readFile: () => Promise.reject(Object.assign(new Error('none'), { code: 'ENOENT' })),
    readYaml: parseYaml,
    path: undefined,
    resolve: async () => 'secret',
  });
const open = async (kubeconfig: string): Promise<unknown> =>
  fromKubeconfig(
    { kubeconfig: `${kubeconfig}\n`, context: undefined },
    { env: {}, clock: fakeClock() },
  ).access(true);

it('the configuration is accepted, or refused with what is wrong', () =>
  expectRefused({
    sound: [CONFIGURATION],
    read: load,
    isNamed: (error) => error instanceof ConfigError,
    atLeast: 1 / 4,
  }));

it('a kubeconfig is understood, or refused by name', () =>
  expectRefused({
    sound: [KUBECONFIG],
    read: open,
    isNamed: (error) => error instanceof CloudError && !error.message.includes('canary'),
    atLeast: 1 / 4,
  }));

/** Ten lines, each of which names the one before it ten times: ten to the power of ten values. */
const BOMB = Array.from({ length: 10 }, (_, n) =>
  n === 0 ? 'x0: &x0 [0]' : `x${n}: &x${n} [${Array.from({ length: 10 }, () => `*x${n - 1}`).join()}]`,
).join('\n');
const ITSELF = 'x: &x [*x]';
/** Each is one deeper than the one before. */
const DEEP = Array.from({ length: 300 }, (_, n) =>
  n === 0 ? 'x0: &x0 [0]' : `x${n}: &x${n} [*x${n - 1}]`,
).join('\n');

it.each([
  ['as much as no memory holds', BOMB],
  ['themselves', ITSELF],
  ['more than anything is deep', DEEP],
])('aliases that stand for %s are refused before anybody looks at it', async (_, more) => {
  await expect(load(`store: s3://bucket/p\n${more}\n`)).rejects.toThrow(
    new ConfigError('TAGSYNC_CONFIG: its aliases stand for too much: write out what they mean'),
  );
  await expect(open(`${KUBECONFIG}${more}`)).rejects.toMatchObject({
    name: 'CloudError',
    message: expect.stringContaining('its aliases stand for too much'),
  });
});

it('a long configuration without aliases is no bomb', async () => {
  const accounts = Array.from(
    { length: 30_000 },
    (_, n) => `      - { id: 'a${n}', name: n${n}, externalId: x }`,
  );
  await expect(
    load(`store: s3://bucket/p\nproviders:\n  aws:\n    accounts:\n${accounts.join('\n')}\n`),
  ).resolves.toBeDefined();
});
