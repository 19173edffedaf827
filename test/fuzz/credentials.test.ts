/**
 * What issues credentials answers, damaged: roles, agencies, tokens of identity providers, metadata of a server. They
 * are taken and used, or refused by name, and no error shows a secret.
 */
import { fileURLToPath } from 'node:url';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { it, onTestFinished, vi } from 'vitest';
import { askIn as aliyunIn } from '../../functions/aliyun/client.ts';
import * as aliyun from '../../functions/aliyun/credentials.ts';
import { connect as connectAws } from '../../functions/aws/client.ts';
import * as aws from '../../functions/aws/credentials.ts';
import { members } from '../../functions/aws/organization.ts';
import * as azure from '../../functions/azure/credentials.ts';
import { API as BAIDU } from '../../functions/baidu/apis.ts';
import { askIn as baiduIn } from '../../functions/baidu/client.ts';
import * as baidu from '../../functions/baidu/credentials.ts';
import { API as HUAWEI } from '../../functions/huawei/apis.ts';
import { askIn as huaweiIn } from '../../functions/huawei/client.ts';
import * as huawei from '../../functions/huawei/credentials.ts';
import { entraTokens } from '../../functions/kubernetes/entra.ts';
import * as qingcloud from '../../functions/qingcloud/credentials.ts';
import { ownerIn } from '../../functions/qingcloud/owner.ts';
import { askIn as tencentIn } from '../../functions/tencent/client.ts';
import * as tencent from '../../functions/tencent/credentials.ts';
import { askIn as volcengineIn } from '../../functions/volcengine/client.ts';
import * as volcengine from '../../functions/volcengine/credentials.ts';
import type { Call } from '../../shared/collect/call.ts';
import { CloudError } from '../../shared/collect/errors.ts';
import { GLOBAL } from '../../shared/collect/provider.ts';
import { fakeClock } from '../shared/store/fake-clock.ts';
import { serve } from '../support/serve.ts';
import { expectRefused } from './refused.ts';

const UNTIL = '2026-03-01T13:00:00Z';
const clock = fakeClock();
const call: Call = (_, attempt) => attempt(new AbortController().signal);
const OWN = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret', sessionToken: undefined };
const TOKEN_FILE = fileURLToPath(import.meta.url);

interface Taken {
  /** Asks whoever issues them. */
  readonly credentials: () => Promise<unknown>;
  /** Asks the cloud for something with them. */
  readonly use?: () => Promise<unknown>;
}

const sending = (endpoint: string, credentials: () => Promise<typeof OWN> = async () => OWN) => ({
  call,
  clock,
  endpoint,
  domain: 'example.com',
  credentials,
});
type Keys = Parameters<typeof sending>[1];

/** By whom they are issued, what is said, and how it is read. */
const ISSUERS: readonly (readonly [string, unknown, (url: string) => Taken])[] = [
  [
    'a role of Aliyun',
    {
      Credentials: {
        AccessKeyId: 'STS.1',
        AccessKeySecret: 'canary',
        SecurityToken: 'canary',
        Expiration: UNTIL,
      },
    },
    (url) => {
      const ask = aliyunIn('cn-hangzhou', sending(url));
      const role = { roleArn: 'acs:ram::1:role/reader', externalId: undefined };
      const credentials = aliyun.roleCredentials(ask, role, clock);
      const asker = aliyunIn('cn-hangzhou', sending(url, credentials as Keys));
      return { credentials, use: async () => asker('sts:GetCallerIdentity', {}) };
    },
  ],
  [
    'an OIDC provider of Aliyun',
    {
      Credentials: {
        AccessKeyId: 'STS.1',
        AccessKeySecret: 'canary',
        SecurityToken: 'canary',
        Expiration: UNTIL,
      },
    },
    (endpoint) => {
      const oidc = {
        roleArn: 'acs:ram::1:role/r',
        providerArn: 'acs:ram::1:oidc-provider/o',
        tokenFile: TOKEN_FILE,
      };
      const asking = { call, clock, region: 'cn-hangzhou', endpoint };
      return { credentials: aliyun.ownCredentials({ oidc }, {}, asking) };
    },
  ],
  [
    'a role of Baidu Cloud',
    { accessKeyId: 'A', secretAccessKey: 'canary', sessionToken: 'canary', expiration: UNTIL, userId: 'u' },
    (url) => {
      const entry = { id: 'a'.repeat(32), roleName: 'reader' };
      const credentials = baidu.roleCredentials(baiduIn(GLOBAL, sending(url)), entry, clock);
      const asker = baiduIn(GLOBAL, sending(url, credentials as Keys));
      return { credentials, use: async () => asker(BAIDU.regions, {}) };
    },
  ],
  [
    'an agency of Huawei Cloud',
    { credential: { access: 'A', secret: 'canary', securitytoken: 'canary', expires_at: UNTIL } },
    (url) => {
      const entry = { id: 'a'.repeat(32), agencyName: 'reader' };
      const credentials = huawei.agencyCredentials(huaweiIn(GLOBAL, sending(url)), entry, clock);
      const asker = huaweiIn(GLOBAL, sending(url, credentials as Keys));
      return { credentials, use: async () => asker(HUAWEI.projects, {}) };
    },
  ],
  [
    'a role of Tencent Cloud',
    {
      Response: {
        Credentials: { TmpSecretId: 'A', TmpSecretKey: 'canary', Token: 'canary' },
        ExpiredTime: 1_772_370_000,
        RequestId: 'r',
      },
    },
    (url) => {
      const ask = tencentIn('ap-guangzhou', sending(url));
      const role = { roleArn: 'qcs::cam::uin/1:roleName/reader', externalId: undefined };
      const credentials = tencent.roleCredentials(ask, role, clock);
      const asker = tencentIn('ap-guangzhou', sending(url, credentials as Keys));
      return { credentials, use: async () => asker('sts:GetCallerIdentity', {}) };
    },
  ],
  [
    'the metadata of a server of Tencent Cloud',
    {
      Code: 'Success',
      TmpSecretId: 'A',
      TmpSecretKey: 'canary',
      Token: 'canary',
      ExpiredTime: 1_772_370_000,
    },
    (metadata) => ({ credentials: tencent.ownCredentials({}, {}, { call, clock, metadata }) }),
  ],
  [
    'a role of Volcengine',
    {
      ResponseMetadata: { RequestId: 'r' },
      Result: { Credentials: { AccessKeyId: 'A', SecretAccessKey: 'canary', SessionToken: 'canary' } },
    },
    (url) => {
      const ask = volcengineIn('cn-beijing', sending(url));
      const credentials = volcengine.roleCredentials(ask, 'trn:iam::1:role/reader', clock);
      const asker = volcengineIn('cn-beijing', sending(url, credentials as Keys));
      return { credentials, use: async () => asker('sts:GetCallerIdentity', {}) };
    },
  ],
  [
    'the metadata of a server of QingCloud',
    { access_key: 'A', secret_key: 'canary', id_token: 'a.b.c', expiration: 1_772_370_000 },
    (metadata) => {
      const credentials = qingcloud.ownCredentials({}, {}, { call, clock, metadata });
      return { credentials, use: async () => ownerIn((await credentials()).sessionToken ?? '', undefined) };
    },
  ],
  [
    'Microsoft Entra',
    { token_type: 'Bearer', expires_in: 3599, ext_expires_in: 3599, access_token: 'canary' },
    (authority) => {
      const entry = { tenantId: 't', clientId: 'c', clientSecret: 's' };
      const ports = { authority, audience: 'https://management.azure.com', call, clock, env: {} };
      return { credentials: azure.credentialsOf(entry, ports) };
    },
  ],
  [
    'Microsoft Entra, for a cluster',
    { token_type: 'Bearer', expires_in: '3599', access_token: 'canary' },
    (authority) => {
      const tokens = entraTokens(
        { tenantId: 't', clientId: 'c', secret: 's', authority },
        { env: {}, clock },
      );
      return { credentials: async () => tokens(true) };
    },
  ],
];

it.each(ISSUERS)('%s', { timeout: 120_000 }, async (_, sound, take) => {
  const { url, answer } = await answering();
  await expectRefused({
    sound: [JSON.stringify(sound)],
    read: async (text) => {
      answer(text);
      const { credentials, use } = take(url);
      await credentials();
      answer('{"Response":{},"Result":{}}');
      await use?.().catch((error: unknown) => {
        if (!isNamed(error)) throw error;
      });
    },
    isNamed,
    atLeast: 1 / 4,
  });
});

const XML = (inside: string): string =>
  `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>${inside}</AssumeRoleResult></AssumeRoleResponse>`;
const ASSUMED = XML(
  `<Credentials><AccessKeyId>A</AccessKeyId><SecretAccessKey>canary</SecretAccessKey><SessionToken>canary</SessionToken><Expiration>${UNTIL}</Expiration></Credentials>`,
);
const MEMBERS = JSON.stringify({
  Accounts: [{ Id: '111122223333', Name: 'main', State: 'ACTIVE', Status: 'ACTIVE' }],
});

it.each([
  ['a role of AWS', ASSUMED, useRole],
  ['the members of an organization of AWS', MEMBERS, listMembers],
] as const)('%s', { timeout: 120_000 }, async (_, sound, read) => {
  const { url, answer } = await answering();
  vi.stubEnv('AWS_ENDPOINT_URL', url); // the SDK looks for it there
  onTestFinished(() => void vi.unstubAllEnvs());
  await expectRefused({
    sound: [sound],
    read: async (text) => {
      answer(text);
      await read(() => answer('<GetCallerIdentityResponse/>'));
    },
    isNamed,
    atLeast: 1 / 8,
  });
});

const awsBy = (credentials: Parameters<typeof connectAws>[1]['credentials']) =>
  connectAws('eu-west-1', { account: '1', listenerRules: false, call, credentials, clock });
const asOwn = async () => ({ accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' });

async function useRole(used: () => void): Promise<void> {
  const role = { roleArn: 'arn:aws:iam::1:role/r', externalId: undefined };
  const credentials = aws.roleCredentials(awsBy(asOwn).sts, role, clock);
  await credentials();
  used();
  await awsBy(credentials)
    .sts.send(new GetCallerIdentityCommand({}))
    .catch((error: unknown) => {
      if (!isNamed(error)) throw error;
    });
}

async function listMembers(): Promise<void> {
  const self = { account: '1', principal: 'arn:aws:iam::1:user/u' };
  await members(awsBy(asOwn).organizations, { roleName: 'reader' }, [], self, { wants: () => true });
}

const isNamed = (error: unknown): boolean =>
  error instanceof CloudError && !`${error.message} ${JSON.stringify(error)}`.includes('canary');

/** Answers every request alike; a list of roles has one. */
async function answering(): Promise<{ readonly url: string; readonly answer: (text: string) => void }> {
  let said = '';
  const server = await serve(clock.now(), ({ url }) => ({
    text: url.pathname.endsWith('/security-credentials/') ? 'reader' : said,
  }));
  onTestFinished(() => server.close());
  return { url: server.url, answer: (text) => void (said = text) };
}
