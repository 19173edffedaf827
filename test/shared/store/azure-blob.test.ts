import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { azureBlobStore } from '../../../shared/store/azure-blob.ts';
import { StoreConfig, openStore } from '../../../shared/store/open.ts';
import { NotCreateOnly, proveCreateOnly } from '../../../shared/store/probe.ts';
import { testStore } from '../../contract/store.ts';
import { startBlob } from '../../simulator/azure-blob/server.ts';
import type { BlobSimulator } from '../../simulator/azure-blob/server.ts';
import { fakeClock } from './fake-clock.ts';
import type { FakeClock } from './fake-clock.ts';

const ACCOUNT = 'tagsaccount';
const KEY = Buffer.from('canary-key-of-the-account-0123456789').toString('base64');
const SAS = 'sv=2021-12-02&sr=c&sp=racwdl&sig=canary%2Bsignature%3D';
const IDENTITY = { account: ACCOUNT, key: KEY, sas: SAS };
const KEYS = { accessKeyId: ACCOUNT, secretAccessKey: KEY };
const body = new TextEncoder().encode('some bytes');

for (const [name, prefix, pageSize] of [
  ['Azure Blob with a prefix, pages of two', 'teams/net', 2],
  ['Azure Blob without a prefix', '', 5000],
] as const) {
  testStore(name, async () => {
    const simulator = await startBlob(IDENTITY, ['tags']);
    simulator.pageSize = pageSize;
    const clock = fakeClock();
    simulator.now = clock.now;
    const place = { account: ACCOUNT, container: 'tags', prefix, endpoint: simulator.endpoint };
    const store = azureBlobStore({ ...place, credentials: async () => KEYS, clock });
    return { store, dispose: () => simulator.close() };
  });
}

describe('Azure Blob', () => {
  let blob: BlobSimulator;
  let clock: FakeClock;
  beforeEach(async () => {
    blob = await startBlob(IDENTITY, ['tags']);
    clock = fakeClock();
    blob.now = clock.now;
  });
  afterEach(() => blob.close());

  const open = (keys: Awaited<ReturnType<Parameters<typeof azureBlobStore>[0]['credentials']>> = KEYS) =>
    azureBlobStore({
      account: ACCOUNT,
      container: 'tags',
      prefix: 'net',
      endpoint: blob.endpoint,
      credentials: async () => keys,
      clock,
    });

  it('goes to the host of the account', async () => {
    const seen: string[] = [];
    const capture: typeof fetch = async (input) => {
      seen.push(input instanceof Request ? input.url : input.toString());
      return new Response('', { status: 201 });
    };
    const ports = { credentials: async () => KEYS, clock, fetch: capture };
    const store = azureBlobStore({ account: ACCOUNT, container: 'tags', prefix: 'net', ...ports });
    await store.put('log/a%2Fb', body);
    expect(seen).toEqual(['https://tagsaccount.blob.core.windows.net/tags/net/log/a%252Fb']);
    expect(store.url).toBe('azblob://tagsaccount/tags/net');
  });

  it.each(['honoured', 'by 412'] as const)('creates only, by the header of HTTP: %s', async (createOnly) => {
    blob.createOnly = createOnly;
    expect(await open().putIfAbsent('a', body)).toBe('created');
    expect(await open().putIfAbsent('a', new Uint8Array())).toBe('exists');
    expect((await open().get('a'))?.body).toEqual(body);
    expect(blob.seen[0]?.headers).toMatchObject({ 'if-none-match': '*', 'x-ms-blob-type': 'BlockBlob' });
    await proveCreateOnly(open());
  });

  it('that overwrites all the same is refused', async () => {
    blob.createOnly = 'ignored';
    await expect(proveCreateOnly(open())).rejects.toBeInstanceOf(NotCreateOnly);
  });

  it.each([
    [409, 'ContainerBeingDeleted'],
    [409, 'LeaseAlreadyPresent'],
    [500, 'InternalError'],
    [503, 'ServerBusy'],
    [412, 'LeaseIdMissing'],
  ])('does not take %i %s for an object that exists, nor asks again', async (status, code) => {
    blob.refusals.push([status, code]);
    await expect(open().putIfAbsent('a', body)).rejects.toMatchObject({ status, code });
    expect(blob.seen).toHaveLength(1);
  });

  it('asks again for what has the same effect twice', async () => {
    blob.refusals.push([503, 'ServerBusy'], [500, 'InternalError']);
    await open().put('a', body);
    expect(blob.seen).toHaveLength(3);
  });

  it('takes a shared access signature, which is signed already', async () => {
    const sas = { accessKeyId: ACCOUNT, secretAccessKey: '', sessionToken: `?${SAS}` };
    await open(sas).put('a', body);
    expect((await open(sas).list({ prefix: '', startAfter: '', limit: 5 })).map(({ key }) => key)).toEqual([
      'a',
    ]);
    expect(blob.seen.every(({ headers }) => headers.authorization === undefined)).toBe(true);
  });

  it.each([
    [403, 'AuthenticationFailed', /check the account, its key/],
    [403, 'AuthorizationFailure', /firewall/],
    [404, 'ContainerNotFound', /create the container "tags"/],
    [409, 'KeyBasedAuthenticationNotPermitted', /use a shared access signature/],
  ])('says what to do about %i %s, and no secret', async (status, code, advice) => {
    blob.refusals.push([status, code]);
    const failure: unknown = await open()
      .get('a')
      .catch((error: unknown) => error);
    expect(String(failure)).toMatch(advice);
    expect(`${String(failure)} ${JSON.stringify(failure)}`).not.toContain(KEY);
  });

  it('a wrong key is refused', async () => {
    const wrong = { accessKeyId: ACCOUNT, secretAccessKey: Buffer.from('another key').toString('base64') };
    await expect(open(wrong).get('a')).rejects.toMatchObject({ code: 'AuthenticationFailed' });
  });

  it.each([
    ['azblob://tagsaccount/tags/net', { AZURE_STORAGE_KEY: KEY }, 'azblob://tagsaccount/tags/net'],
    ['azblob://tagsaccount/tags', { AZURE_STORAGE_SAS_TOKEN: SAS }, 'azblob://tagsaccount/tags/'],
  ])('is opened by its URL: %s', (url, env, told) => {
    expect(openStore(StoreConfig.parse(url), { env, clock }).url).toBe(told);
  });

  it.each([
    ['azblob://tagsaccount/', { AZURE_STORAGE_KEY: KEY }, /has no container/],
    ['azblob://tagsaccount/tags', {}, /set accountKey or sharedAccessToken/],
  ])('is not opened: %s', (url, env, why) => {
    expect(() => openStore(StoreConfig.parse(url), { env, clock })).toThrow(why);
  });

  it('takes no key in its URL', () => {
    expect(StoreConfig.safeParse('azblob://tagsaccount/tags?accountKey=abc').success).toBe(false);
  });
});
