import { afterEach, describe, expect, it } from 'vitest';
import { ownCredentials, roleCredentials } from '../../../functions/tencent/credentials.ts';
import { fake, call, clock, NOW, serve } from './cloud.ts';
import type { Server } from '../../support/serve.ts';

const asking = { call, clock, metadata: 'http://127.0.0.1:1' };
const PATH = '/latest/meta-data/cam/security-credentials/';

let server: Server | undefined;
afterEach(() => server?.close());

describe('own credentials', () => {
  it('are the keys of the entry before those of the environment', async () => {
    const env = { TENCENTCLOUD_SECRET_ID: 'other', TENCENTCLOUD_SECRET_KEY: 'other' };
    const entry = { accessKeyId: 'AKID', secretAccessKey: 'key' };
    expect(await ownCredentials(entry, env, asking)()).toEqual({ ...entry, sessionToken: undefined });
  });

  it.each([
    ['TENCENTCLOUD_SECRET_ID', 'TENCENTCLOUD_SECRET_KEY', 'TENCENTCLOUD_SESSION_TOKEN'],
    ['TENCENTCLOUD_SECRETID', 'TENCENTCLOUD_SECRETKEY', 'TENCENTCLOUD_SESSIONTOKEN'],
  ])('are %s and its like', async (id, key, token) => {
    const env = { [id]: 'AKID', [key]: 'key', [token]: 'token' };
    expect(await ownCredentials({}, env, asking)()).toEqual({
      accessKeyId: 'AKID',
      secretAccessKey: 'key',
      sessionToken: 'token',
    });
  });

  it('are those of the role of the server, asked for once until they expire', async () => {
    let now = NOW;
    server = await serve(({ url }) => ({
      text:
        url.pathname === PATH
          ? 'my-role'
          : JSON.stringify({
              Code: 'Success',
              TmpSecretId: `id-${now}`,
              TmpSecretKey: 'key',
              Token: 'token',
              ExpiredTime: now / 1000 + 600,
            }),
    }));
    const moving = { ...clock, now: () => now };
    const credentials = ownCredentials({}, {}, { call, clock: moving, metadata: server.url });
    const first = { accessKeyId: `id-${NOW}`, secretAccessKey: 'key', sessionToken: 'token' };
    expect(await Promise.all([credentials(), credentials()])).toEqual([first, first]);
    now += 500_000;
    expect(await credentials()).toEqual(first);
    expect(server.got.map(({ url }) => url.pathname)).toEqual([PATH, `${PATH}my-role`]);
    now += 50_000;
    expect(await credentials()).toMatchObject({ accessKeyId: `id-${now}` });
  });

  it('are none where there is no role and no such server', async () => {
    const credentials = ownCredentials({}, {}, asking);
    await expect(credentials()).rejects.toMatchObject({ reason: 'denied' });
    server = await serve(() => ({ status: 404, text: 'not found' }));
    await expect(ownCredentials({}, {}, { ...asking, metadata: server.url })()).rejects.toThrow(
      'no usable credentials were found',
    );
  });
});

describe('credentials of a role', () => {
  it('are renewed before they expire', async () => {
    let now = NOW;
    const { api, asked } = fake({
      'sts:AssumeRole': () => ({
        Credentials: { TmpSecretId: `id-${now}`, TmpSecretKey: 'key', Token: 'token' },
        ExpiredTime: now / 1000 + 7200,
      }),
    });
    const role = { roleArn: 'qcs::cam::uin/2:roleName/reader', externalId: 'x' };
    const credentials = roleCredentials(api.ask, role, { ...clock, now: () => now });
    await Promise.all([credentials(), credentials()]);
    now += 6_500_000;
    expect(await credentials()).toMatchObject({ accessKeyId: `id-${NOW}`, sessionToken: 'token' });
    now += 200_000;
    expect(await credentials()).toMatchObject({ accessKeyId: `id-${now}` });
    expect(asked.map(({ params }) => params)).toEqual([
      { RoleArn: role.roleArn, RoleSessionName: 'cloud-tag-sync', ExternalId: 'x' },
      { RoleArn: role.roleArn, RoleSessionName: 'cloud-tag-sync', ExternalId: 'x' },
    ]);
  });
});
