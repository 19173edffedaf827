import { describe, expect, it } from 'vitest';
import { loadConfig, loadStoreConfig } from '../../../shared/runtime/config.ts';
import { parseYaml } from '../../../shared/runtime/yaml.ts';
import type { Config } from '../../../shared/runtime/config.ts';
import { createSecrets } from '../../../shared/runtime/secrets.ts';
import { stillClock } from './two-kinds.ts';

interface Given {
  readonly env?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string>>;
  readonly path?: string;
}

function portsOf({ env = {}, files = {}, path }: Given) {
  const readFile = async (name: string): Promise<string> => {
    const text = files[name];
    if (text === undefined) throw Object.assign(new Error(name), { code: 'ENOENT' });
    return text;
  };
  const { resolve } = createSecrets({ env, readFile, clock: stillClock() });
  return { env, readFile, readYaml: parseYaml, resolve, path };
}

const load = (given: Given): Promise<Config> => loadConfig(portsOf(given));
const loadText = (text: string, env = {}): Promise<Config> => load({ env, files: { 'tagsync.yaml': text } });

const sink = (rest: string): string =>
  `store: file:///x\nsinks: [{ type: webhook, name: a, url: "http://x"${rest === '' ? '' : `, ${rest}`} }]`;

describe('a configuration', () => {
  it('has defaults for all but the store', async () => {
    expect(await loadText('store: file:///var/lib/tagsync')).toEqual({
      store: { type: 'file', path: '/var/lib/tagsync' },
      singleWriter: false,
      guard: { maxShare: 0.3, minRemoved: 10, confirm: { listings: 3, overMs: 1_800_000 } },
      retention: {
        keep: 35 * 86_400_000,
        maxLag: 7 * 86_400_000,
        maxVersions: Infinity,
        orphanAfter: 2 * 86_400_000,
      },
      tags: { allow: ['*'], deny: [] },
      exports: [],
      sinks: [],
      memoryBytes: 256 * 1024 * 1024,
      providers: {},
      fanOut: undefined,
      where: 'tagsync.yaml',
    });
  });

  it('is read in full', async () => {
    const text = `
      store: { type: s3, bucket: a-bucket, region: eu-west-1, endpoint: "https://minio.example.com" }
      guard: { maxShare: 0.5, minRemoved: 3, confirm: never }
      retention: { days: 7, maxLagDays: 0.5 }
      tags: { allow: ["team*"], deny: ["*password*"] }
      memoryMegabytes: 64
      providers: { aws: { accounts: [{ id: 012345678901 }, { id: 123456789012 }] }, tencent: }
      fanOut: { queueUrl: "https://sqs.eu-west-1.amazonaws.com/1/q.fifo", periodSeconds: 60 }
    `;
    expect(await loadText(text)).toMatchObject({
      guard: { maxShare: 0.5, minRemoved: 3, confirm: 'never' },
      retention: { keep: 7 * 86_400_000, maxLag: 43_200_000 },
      tags: { allow: ['team*'], deny: ['*password*'] },
      memoryBytes: 64 * 1024 * 1024,
      providers: { aws: { accounts: [{ id: '012345678901' }, { id: '123456789012' }] }, tencent: {} },
      fanOut: { queueUrl: 'https://sqs.eu-west-1.amazonaws.com/1/q.fifo', periodMs: 60_000 },
    });
  });

  it('comes from --config, the environment, or one of the usual files, in this order', async () => {
    const files = {
      'a.yaml': 'store: file:///a',
      'b.yaml': 'store: file:///b',
      'tagsync.json': '{"store":"file:///j"}',
    };
    const env = { TAGSYNC_CONFIG_FILE: 'b.yaml', TAGSYNC_CONFIG: 'store: file:///env' };
    expect((await load({ files, env, path: 'a.yaml' })).where).toBe('a.yaml');
    expect((await load({ files, env })).where).toBe('b.yaml');
    expect(await load({ files, env: { TAGSYNC_CONFIG: env.TAGSYNC_CONFIG } })).toMatchObject({
      where: 'TAGSYNC_CONFIG',
      store: { path: '/env' },
    });
    expect(await load({ files })).toMatchObject({ where: 'tagsync.json', store: { path: '/j' } });
    await expect(load({})).rejects.toThrow(
      'no configuration: there is no tagsync.yaml, tagsync.yml, tagsync.json',
    );
    await expect(load({ path: 'no.yaml' })).rejects.toThrow(
      'no.yaml: cannot be read (ENOENT): "tagsync init" writes one',
    );
  });

  it('takes values from elsewhere, in the middle of a text too', async () => {
    const env = { BUCKET: 'from-env', TOKEN: 'a-token' };
    const files = {
      'tagsync.yaml': `
        store: s3://\${env:BUCKET}/a?region=eu-west-1
        sinks: [{ type: webhook, name: a, url: "https://x", headers: { authorization: "Bearer \${env:TOKEN}", x: "$\${y}" }, ca: "\${file:ca.pem}" }]`,
      'ca.pem': '-----BEGIN CERTIFICATE-----\n',
    };
    expect(await load({ env, files })).toMatchObject({
      store: { bucket: 'from-env', prefix: 'a' },
      sinks: [{ headers: { authorization: 'Bearer a-token', x: '${y}' }, ca: '-----BEGIN CERTIFICATE-----' }],
    });
  });

  it.each([
    [
      'store: [',
      'tagsync.yaml: not YAML or JSON: unexpected end of the stream within a flow collection at line 1',
    ],
    ['store: a\nstore: b', 'tagsync.yaml: not YAML or JSON: duplicated mapping key at line 2'],
    ['secret: *hidden', 'tagsync.yaml: not YAML or JSON: unidentified alias at line 1'],
    ['', 'tagsync.yaml: is empty: "tagsync init" writes an example'],
    ['- 1', 'tagsync.yaml: expected a section, got a list'],
    ['sinks: []', 'tagsync.yaml: store: missing, expected a section: add it'],
    ['store: 5', 'store: expected a section, got a number'],
    ['store: gs://bucket', 'store.type: expected "file" or "s3"'],
    ['store: { type: gs }', 'store.type: expected "file" or "s3"'],
    ['store: s3://b?region=x', 'store.bucket: expected the name of a bucket'],
    [
      'store: s3://bucket?secretAccessKey=x',
      'store: unknown "secretAccessKey (not in a URL)": correct the spelling',
    ],
    [
      'store: file:///x\nretension: {}',
      'tagsync.yaml: unknown "retension": correct the spelling or remove it',
    ],
    ['store: file:///x\nguard: { maxShare: 2 }', 'guard.maxShare: expected at most 1'],
    [
      'store: file:///x\nguard: { minRemoved: 1.5 }',
      'guard.minRemoved: expected a whole number, got a number',
    ],
    ['store: file:///x\nguard: { confirm: maybe }', 'guard.confirm: expected "never", got a string'],
    [
      'store: file:///x\nguard: { confirm: { listings: 3 } }',
      'guard.confirm.minutes: missing, expected a number: add it',
    ],
    ['store: file:///x\nretention: { days: 0 }', 'retention.days: expected at least 1'],
    ['store: file:///x\nsingleWriter: yes', 'singleWriter: expected true or false, got a string'],
    [
      'store: file:///x\ntags: { allow: [1] }',
      'tags.allow[0]: expected a string (in quotes, if it looks like a number)',
    ],
    ['store: file:///x\nproviders: { gcp: {} }', 'providers: unknown "gcp"'],
    [
      'store: file:///x\nsingleWriter: true\nrefresh: { queueUrl: "https://x" }',
      'refresh: excluded by singleWriter',
    ],
    [
      'store: file:///x\nrefresh: { queueUrl: "https://x", seconds: 61 }',
      'refresh.seconds: expected at most 60',
    ],
    [
      'store: file:///x\nsingleWriter: true\nfanOut: { queueUrl: "https://x" }',
      'fanOut: excluded by singleWriter',
    ],
    ['store: "${vault:x}"', 'store: not a reference: write ${env:NAME}, ${file:/path}, ${ssm:/name}'],
    [
      'store: "${env:NONE}"',
      'store: expected ${env:NONE} to have a value: the environment has no NONE: set it where',
    ],
    ['store: "${file:none}"', 'the file none cannot be read (ENOENT): create it'],
    [sink('type: kafka'), 'not YAML or JSON: duplicated mapping key'],
    [sink('').replace('webhook', 'kafka'), 'sinks[0].type: expected "webhook", got a string'],
    [sink('').replace('http://', 'ftp://'), 'sinks[0].url: expected a URL such as https://host/path'],
    [sink('secret: "${env:S}"'), 'sinks[0].secret: expected "whsec_" and 24 to 64 random bytes in base64'],
    [sink('secret: plain'), 'sinks[0].secret: expected a reference, since this is a secret'],
    [sink('headers: { "a b": c }'), 'sinks[0].headers: expected names and values that HTTP allows'],
    [sink('headers: { webhook-id: c }'), 'sinks[0].headers: expected names and values that HTTP allows'],
    [sink('cert: "${env:PEM}"'), 'sinks[0].cert: cert and key go together: give both or none'],
    [sink('}, { type: webhook, name: a, url: "http://y"'), 'sinks: two sinks have the same name: rename one'],
    [
      sink('name: "a b"').replace('name: a, ', ''),
      'sinks[0].name: expected up to 64 letters, digits and ._~-',
    ],
  ])('%j is refused', async (text, why) => {
    await expect(loadText(text, { S: 'hidden value', PEM: '-----BEGIN X-----' })).rejects.toThrow(why);
    await expect(loadText(text, { S: 'hidden value', PEM: '-----BEGIN X-----' })).rejects.not.toThrow(
      /hidden/,
    );
  });

  it('names several mistakes at once, but not all of many', async () => {
    const text = 'a: 1\nb: 2\nmemoryMegabytes: x\nsinks: 1\ntags: 1\nguard: 1\nretention: 1\n';
    await expect(loadText(text)).rejects.toThrow(/store: missing.+; sinks: expected a list.+; and \d more$/);
  });
});

const loadStore = (text: string) =>
  loadStoreConfig(portsOf({ files: { 'tagsync.yaml': text }, env: { B: 'bucket' } }));

describe('the store alone', () => {
  it('needs no secret of any other section', async () => {
    const text = 'store: s3://${env:B}?region=x\nproviders: { aws: { token: "${env:NONE}" } }\nsinks: 5';
    expect(await loadStore(text)).toMatchObject({ type: 's3', bucket: 'bucket' });
  });

  it('is refused as in the whole', async () => {
    await expect(loadStore('store: 5')).rejects.toThrow('store: expected a section, got a number');
    await expect(loadStore('stores: 5')).rejects.toThrow('store: missing');
    await expect(loadStore('- 5')).rejects.toThrow('expected a section, got a list');
    await expect(loadStore('store: file:///x\nretension: 5')).rejects.toThrow('unknown "retension"');
  });
});
