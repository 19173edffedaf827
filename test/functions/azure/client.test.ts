import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { askWith } from '../../../functions/azure/client.ts';
import type { Asked } from '../../../functions/azure/client.ts';
import { audienceOf, Config, placeOf } from '../../../functions/azure/config.ts';
import { credentialsOf } from '../../../functions/azure/credentials.ts';
import type { CredentialPorts } from '../../../functions/azure/credentials.ts';
import { linkedPages, pagesOfParent } from '../../../functions/azure/pages.ts';
import { whole } from '../../../shared/collect/gather.ts';
import { caller, callsOnce, clock, startCloud, SUBSCRIPTION, TENANT } from './cloud.ts';
import type { AzureCloud } from './cloud.ts';

const NETWORKS = 'Microsoft.Network/virtualNetworks/read';
const path = `/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Network/virtualNetworks`;
const asked: Asked = { action: NETWORKS, method: 'GET', at: path, params: { 'api-version': '2025-05-01' } };

let cloud: AzureCloud;
beforeAll(async () => {
  cloud = await startCloud('arm', {}, { pageSize: 2 });
});
afterAll(() => cloud.close());
beforeEach(() => {
  cloud.simulator.faults.clear();
  cloud.forget();
});

const portsOf = (more: Partial<CredentialPorts> = {}): CredentialPorts => ({
  authority: cloud.simulator.url,
  audience: 'https://management.azure.com',
  call: callsOnce()(caller),
  clock,
  env: {},
  ...more,
});
const application = () => {
  const { tenantId, clientId, clientSecret } = cloud.simulator.credentials(TENANT);
  return { tenantId, clientId, clientSecret };
};
const asking = (credentials: (refused?: string) => Promise<string>) =>
  askWith({ call: callsOnce()(caller), credentials, clock, management: cloud.simulator.url });

const ask = () => asking(async () => cloud.simulator.identities.issue(TENANT, 'test', Date.now()));
const wrong = (params: Readonly<Record<string, string>>) => ask()({ ...asked, params });
/** What a parent has, where its list is refused like this. */
const childrenWhen = (status: number, code: string) => {
  cloud.simulator.faults.clear();
  cloud.simulator.faults.add({ kind: 'error', status, code, message: '' });
  return whole(pagesOfParent(ask(), { action: NETWORKS, path, version: '2025-05-01' }));
};
/** What `@azure/identity` is where it finds nothing. */
const nobody = async () => ({ getToken: () => Promise.reject(new Error('CredentialUnavailableError')) });
const given = async () => ({
  body: { value: [], nextLink: 'https://elsewhere.example/next' },
  headers: new Headers(),
});

describe('tokens', () => {
  it('are asked for once, and shared by who asks at the same time', async () => {
    const credentials = credentialsOf(application(), portsOf());
    const [one, two] = await Promise.all([credentials(), credentials()]);
    expect(two).toBe(one);
    expect(await credentials()).toBe(one);
    expect(cloud.simulator.calls()).toHaveLength(1);
  });

  it('are renewed before they expire', async () => {
    let now = Date.now();
    const credentials = credentialsOf(application(), portsOf({ clock: { ...clock, now: () => now } }));
    const one = await credentials();
    now += 56 * 60_000;
    expect(await credentials()).not.toBe(one);
  });

  it('that are taken back are replaced once', async () => {
    const revoked = asking(credentialsOf(application(), portsOf()));
    await revoked(asked);
    cloud.simulator.identities.revoke();
    cloud.forget();
    await revoked(asked);
    expect(cloud.simulator.calls().map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
      ' InvalidAuthenticationToken',
      'Microsoft.Entra/token ok',
      `${NETWORKS} ok`,
    ]);
  });

  it.each([
    [{ clientSecret: 'wrong-secret-of-mine' }, 'AADSTS7000215', /takes the value of the secret/],
    [{ clientId: '00000000-0000-4000-8000-000000000009' }, 'AADSTS700016', /check clientId and tenantId/],
    [{ tenantId: '00000000-0000-4000-8000-000000000009' }, 'AADSTS90002', /check tenantId and cloud/],
  ])('are refused with what to do: %j', async (other, code, advice) => {
    const failed = credentialsOf({ ...application(), ...other }, portsOf())();
    await expect(failed).rejects.toMatchObject({
      reason: 'denied',
      code,
      message: expect.stringMatching(advice) as unknown,
    });
    await expect(failed).rejects.not.toThrow(/wrong-secret-of-mine/);
  });

  it('of a secret that has expired are refused so', async () => {
    const [own] = cloud.simulator.estate.tenants[TENANT]?.applications ?? [];
    if (own === undefined) throw new Error('no application');
    own.expired = true;
    await expect(credentialsOf(application(), portsOf())()).rejects.toMatchObject({ code: 'AADSTS7000222' });
    own.expired = false;
  });

  it.each([
    [{ kind: 'server', status: 503 } as const, 'unavailable'],
    [{ kind: 'html' } as const, 'unavailable'],
    [{ kind: 'error', status: 429, code: 'x', message: '' } as const, 'throttled'],
  ])('are not to be had now: %j', async (fault, reason) => {
    cloud.simulator.faults.add(fault, { operation: 'Microsoft.Entra/token' });
    await expect(credentialsOf(application(), portsOf())()).rejects.toMatchObject({ reason });
  });

  it('of @azure/identity are used where there is no secret, for the audience of the cloud', async () => {
    const scopes: string[] = [];
    const ambient = async () => ({
      async getToken(wanted: string) {
        scopes.push(wanted);
        return { token: 'theirs', expiresOnTimestamp: clock.now() + 3_600_000 };
      },
    });
    const credentials = credentialsOf(
      { tenantId: TENANT },
      portsOf({ audience: 'https://management.chinacloudapi.cn' }),
      ambient,
    );
    expect(await credentials()).toBe('theirs');
    expect(await credentials()).toBe('theirs');
    expect(scopes).toEqual(['https://management.chinacloudapi.cn/.default']);
  });

  it.each([
    [[Object.assign(new Error('no'), { statusCode: 503 }), new Error('not here')], 'unavailable'],
    [[new Error('not here'), Object.assign(new Error('no'), { statusCode: 429 })], 'throttled'],
    [[Object.assign(new Error('no'), { statusCode: 401 })], 'denied'],
  ])(
    'that @azure/identity does not get now are asked for again, those that are refused are not: %#',
    async (errors, reason) => {
      const ambient = async () => ({ getToken: () => Promise.reject(new AggregateError(errors, 'a chain')) });
      await expect(credentialsOf({}, portsOf(), ambient)()).rejects.toMatchObject({ reason });
      await expect(
        credentialsOf({}, portsOf(), async () => ({ getToken: () => Promise.reject(errors[0]) }))(),
      ).rejects.toMatchObject({ name: 'CloudError' });
    },
  );

  it('that @azure/identity does not find are refused with what there could be', async () => {
    await expect(credentialsOf({}, portsOf(), nobody)()).rejects.toThrow(
      /AZURE_CLIENT_SECRET, or run with a managed identity/,
    );
  });

  it('for somebody else are not taken', async () => {
    const token = cloud.simulator.identities.issue(TENANT, 'a', Date.now(), 'https://graph.microsoft.com');
    await expect(asking(async () => token)(asked)).rejects.toMatchObject({
      reason: 'denied',
      code: 'InvalidAuthenticationTokenAudience',
    });
    const late = cloud.simulator.identities.issue(TENANT, 'a', Date.now() - 2 * 3_600_000);
    await expect(asking(async () => late)(asked)).rejects.toMatchObject({
      code: 'ExpiredAuthenticationToken',
    });
    await expect(asking(async () => 'nonsense')(asked)).rejects.toMatchObject({
      code: 'InvalidAuthenticationToken',
    });
  });
});

describe('requests', () => {
  it.each([
    [{ kind: 'deny' } as const, 'denied', /allow Microsoft\.Network\/virtualNetworks\/read: assign the role/],
    [{ kind: 'unsupported' } as const, 'unsupported', /InvalidResourceType/],
    [{ kind: 'opt-in-required' } as const, 'unsupported', /MissingSubscriptionRegistration/],
    [{ kind: 'server', status: 500 } as const, 'unavailable', /InternalServerError/],
    [{ kind: 'html' } as const, 'unavailable', /not JSON/],
    [{ kind: 'cut-body' } as const, 'unavailable', /not JSON/],
    [
      { kind: 'error', status: 409, code: 'RetryableErrorDueToAnotherOperation', message: '' } as const,
      'unavailable',
      /./,
    ],
    [{ kind: 'error', status: 400, code: 'TooManyRequestsReceived', message: '' } as const, 'throttled', /./],
    [
      { kind: 'error', status: 404, code: 'SubscriptionNotFound', message: '' } as const,
      'denied',
      /no role in it/,
    ],
    [
      { kind: 'error', status: 409, code: 'ReadOnlyDisabledSubscription', message: '' } as const,
      'denied',
      /pay what is due or enable it again; what is stored of it stands/,
    ],
    [
      { kind: 'error', status: 409, code: 'SubscriptionNotRegistered', message: '' } as const,
      'unsupported',
      /./,
    ],
    [
      { kind: 'error', status: 400, code: 'LocationNotAvailableForResourceType', message: '' } as const,
      'unsupported',
      /./,
    ],
    [{ kind: 'expired-credentials' } as const, 'denied', /the token is not accepted: check tenant and cloud/],
    [
      { kind: 'error', status: 400, code: 'InvalidParameter', message: 'why\nmore' } as const,
      'invalid',
      /why$/,
    ],
  ])('that end in %j are %s', async (fault, reason, message) => {
    cloud.simulator.faults.add(fault);
    await expect(ask()(asked)).rejects.toMatchObject({
      reason,
      message: expect.stringMatching(message) as unknown,
    });
  });

  it('of what a parent has are none where the service says that it is gone, and no list where it does not', async () => {
    expect(await childrenWhen(404, 'ResourceGroupNotFound')).toEqual([]);
    await expect(childrenWhen(404, 'InvalidResourceType')).rejects.toMatchObject({ reason: 'unsupported' });
    await expect(childrenWhen(404, 'SubscriptionNotFound')).rejects.toMatchObject({ reason: 'denied' });
    // Without a code: a proxy's.
    await expect(childrenWhen(404, '')).rejects.toMatchObject({ reason: 'invalid', code: 'HTTP 404' });
    await expect(childrenWhen(400, 'NotFound')).rejects.toMatchObject({ reason: 'invalid' });
  });

  it('without a version, of another one, or with what is not documented are refused', async () => {
    await expect(wrong({})).rejects.toMatchObject({ code: 'MissingApiVersionParameter' });
    await expect(wrong({ 'api-version': '2099-01-01' })).rejects.toMatchObject({
      code: 'NoRegisteredProviderFound',
    });
    await expect(wrong({ 'api-version': '2025-05-01', $top: '5' })).rejects.toMatchObject({
      code: 'InvalidParameter',
    });
  });

  it('follow pages to the cloud and to nobody else', async () => {
    const pages = linkedPages((one) => (one.at === path ? given() : ask()(one)), {
      action: NETWORKS,
      path,
      version: '2025-05-01',
    });
    const read = async () => {
      for await (const page of pages) expect(page).toEqual([]);
    };
    await expect(read()).rejects.toThrow(/said to be at elsewhere\.example/);
    expect(cloud.simulator.calls()).toEqual([]);
  });
});

describe('lists of Azure Resource Manager', () => {
  it.each([{ value: null }, {}, { value: {} }, { value: 'none' }, { value: [], nextLink: 5 }])(
    'are no lists where they have none, or no way on: %j',
    async (body) => {
      const answer = async () => ({ body, headers: new Headers() });
      const pages = linkedPages(answer, { action: NETWORKS, path, version: '2025-05-01' });
      const all = async () => {
        for await (const page of pages) expect(page).toEqual([]);
      };
      await expect(all()).rejects.toMatchObject({ reason: 'invalid' });
    },
  );

  it('end where the next page is null, or empty', async () => {
    for (const nextLink of [null, '', undefined]) {
      const answer = async () => ({ body: { value: [1], nextLink }, headers: new Headers() });
      const pages = linkedPages(answer, { action: NETWORKS, path, version: '2025-05-01' });
      expect([await pages.next(), (await pages.next()).done]).toEqual([{ done: false, value: [1] }, true]);
    }
  });
});

describe('clouds', () => {
  it.each([
    [undefined, 'https://management.azure.com', 'https://login.microsoftonline.com'],
    ['china', 'https://management.chinacloudapi.cn', 'https://login.chinacloudapi.cn'],
    ['usgov', 'https://management.usgovcloudapi.net', 'https://login.microsoftonline.us'],
  ])('%s', (name, management, authority) => {
    const config = Config.parse(name === undefined ? {} : { cloud: name });
    expect(placeOf(config)).toEqual({ management, authority });
    expect(audienceOf(config)).toBe(management);
  });

  it('have gateways in front, whose tokens are those of the cloud', () => {
    const config = Config.parse({
      cloud: 'china',
      endpoint: 'https://gateway.example/arm/',
      authority: 'http://127.0.0.1:1',
    });
    expect(placeOf(config)).toEqual({
      management: 'https://gateway.example/arm',
      authority: 'http://127.0.0.1:1',
    });
    expect(audienceOf(config)).toBe('https://management.chinacloudapi.cn');
  });

  it.each([
    [{ tenants: [] }, 'at least one tenant'],
    [{ tenants: [{ clientSecret: 'x' }] }, 'clientSecret needs tenantId and clientId'],
    [{ tenants: [{ tenantId: 'contoso' }] }, 'expected a GUID'],
    [{ cloud: 'germany' }, 'Invalid'],
    [{ accounts: [] }, 'accounts'],
  ])('are not configured by %j', (config, why) => {
    const { error } = Config.safeParse(config);
    expect(JSON.stringify(error?.issues)).toContain(why);
  });
});
