/** No function carries another provider's SDK, nor its code: each bundle is looked into, with what is excepted and why. */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { foreignIn, packagesIn } from '../../.tools/foreign.mjs';
import type { Outputs } from '../../.tools/foreign.mjs';
import { root } from './run.ts';

const dist = path.join(root, 'dist', 'functions');
const bundles = readdirSync(dist).flatMap((file): readonly (readonly [string, Outputs])[] => {
  const [, name] = /^(\w+)\.meta\.json$/.exec(file) ?? [];
  if (name === undefined) return [];
  const { outputs }: { readonly outputs: Outputs } = JSON.parse(readFileSync(path.join(dist, file), 'utf8'));
  return [[name, outputs]];
});

/** As npm names what the clouds, and Kubernetes, publish for Node. */
const SDK =
  /^(?:@aws|@smithy|@alicloud|ali-oss|@azure|@typespec|@baiducloud|@huaweicloud|esdk-obs|qingcloud|qingstor|tencentcloud|cos-nodejs|@volc|@kubernetes|@google-cloud)/;

/** Signs and reads what the S3 store and references to AWS secrets ask: that is every function's. */
const STORE = ['@aws-sdk/xml-builder', '@smithy/core', '@smithy/signature-v4'];

const OWN: Readonly<Record<string, RegExp>> = {
  aws: /^(?:@aws-sdk|@aws|@smithy)\//,
  azure: /^(?:@azure|@typespec)\//,
  huawei: /^@huaweicloud\//,
  // Tokens of EKS are signed with AWS credentials: whatever finds those, and STS, which issues them for roles.
  kubernetes:
    /^(?:@kubernetes\/client-node|@aws-sdk\/(?:client-sts|core|credential-provider-[\w-]+|nested-clients|token-providers|signature-v4-multi-region)|@aws\/lambda-invoke-store|@smithy\/(?:credential-provider-imds|node-http-handler|types))$/,
};

describe('every bundle', () => {
  it('is here', () => {
    expect(bundles.map(([name]) => name).toSorted()).toEqual(
      'aliyun aws azure baidu deepflow huawei kubernetes qingcloud tencent volcengine'.split(' '),
    );
  });

  it.each(bundles)(
    '%s: SDKs are those of its own provider, and what the store is signed with',
    (name, outputs) => {
      const sdks = packagesIn(outputs).filter((one) => SDK.test(one));
      expect(sdks).toEqual(expect.arrayContaining(STORE));
      expect(sdks.filter((one) => !STORE.includes(one) && OWN[name]?.test(one) !== true)).toEqual([]);
      expect(foreignIn(outputs, name)).toEqual([]);
    },
  );

  it.each(bundles)('%s: of the folders of providers it has its own', (name, outputs) => {
    const files = Object.values(outputs).flatMap(({ inputs }) => Object.keys(inputs));
    const folders = files.flatMap((file) => /^functions\/(\w+)\//.exec(file)?.[1] ?? []);
    expect([...new Set(folders)]).toEqual([name]);
  });
});

const holding = (file: string): Outputs => ({ 'dist/functions/x.mjs': { inputs: { [file]: {} } } });

describe('what is foreign', () => {
  it.each([
    ['another cloud', 'aliyun', 'node_modules/@azure/identity/dist/index.js', '@azure/identity'],
    [
      'inside of a package',
      'tencent',
      'node_modules/a/node_modules/@volcengine/openapi/i.js',
      '@volcengine/openapi',
    ],
    [
      'a client that no token of EKS needs',
      'kubernetes',
      'node_modules/@aws-sdk/client-ec2/i.js',
      '@aws-sdk/client-ec2',
    ],
    ['code of another provider', 'baidu', 'functions/aws/client.ts', 'functions/aws'],
    ['what the command is made of', 'aws', 'node_modules/commander/index.js', 'commander'],
  ])('%s', (_, provider, file, named) => {
    expect(foreignIn(holding(file), provider)).toEqual([named]);
  });

  it.each([
    ['aws', 'node_modules/@aws-sdk/client-ec2/i.js'],
    ['kubernetes', 'node_modules/@aws-sdk/client-sts/i.js'],
    ['qingcloud', 'node_modules/@smithy/signature-v4/i.js'],
    ['qingcloud', 'functions/qingcloud/client.ts'],
    ['deepflow', 'shared/log/head.ts'],
  ])('is not, in %s: %s', (provider, file) => {
    expect(foreignIn(holding(file), provider)).toEqual([]);
  });
});
