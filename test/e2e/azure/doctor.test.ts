/** What `doctor` and `policy` say, of the whole simulator: what the policy allows is all that is asked for. */
import { afterEach, describe, expect, it } from 'vitest';
import { azure } from '../../../functions/azure/provider.ts';
import { subscriptionOf } from '../../simulator/azure/estate.ts';
import { startAzure } from '../../simulator/azure/server.ts';
import type { AzureCloud } from '../../simulator/azure/server.ts';
import { machine } from '../../shared/runtime/cli/machine.ts';
import type { Ran } from '../../shared/runtime/cli/machine.ts';
import { buildEstate } from './estate.ts';
import { BRANCH, MAIN, TENANT } from './stage.ts';

let cloud: AzureCloud | undefined;
afterEach(() => cloud?.close());

async function doctored(
  lists: 'graph' | 'arm',
  prepare: (cloud: AzureCloud) => void = () => {},
  other: { readonly clientId?: string; readonly clientSecret?: string } = {},
): Promise<Ran> {
  cloud = await startAzure({ estate: buildEstate(), buckets: { '*': undefined } });
  prepare(cloud);
  const { tenantId, clientId, clientSecret } = { ...cloud.credentials(TENANT), ...other };
  const tenants = [{ tenantId, clientId, clientSecret: '${env:AZURE_SECRET}' }];
  const config = { endpoint: cloud.url, authority: cloud.url, lists, tenants };
  const rest = `providers: ${JSON.stringify({ azure: config })}`;
  const made = await machine({ azure: async () => azure }, rest);
  made.env['AZURE_SECRET'] = clientSecret;
  // Tokens are good by the clock of the machine.
  made.clock.tick(Date.now() - made.clock.now());
  return made.run('doctor');
}

const permissions = ({ out }: Ran): readonly string[] =>
  out.split('\n').filter((line) => line.includes(' permissions'));

describe('doctor over the whole simulator', () => {
  it.each(['graph', 'arm'] as const)('finds every permission that the policy allows: %s', async (lists) => {
    const ran = await doctored(lists);
    expect(ran.code).toBe(0);
    const [here, there] = permissions(ran);
    const [, some, all] = /: (\d+) of (\d+) permissions$/.exec(here ?? '') ?? [];
    expect(some).toBe(all);
    expect(Number(all)).toBeGreaterThan(20);
    expect([here, there].map((line) => line?.split(' ')[0])).toEqual(['ok', 'ok']);
    expect(ran.out).toContain(`azure ${MAIN} (Head office 总部): is ${TENANT}/`);
    const asked = new Set(cloud?.calls().map(({ action }) => action));
    const policy = await (await machine({ azure: async () => azure })).run('policy', 'azure');
    const { Actions }: { readonly Actions: readonly string[] } = JSON.parse(policy.out);
    asked.delete('Microsoft.Entra/token');
    for (const action of asked) expect(Actions).toContain(action);
    expect(ran.out).not.toContain(cloud?.credentials(TENANT).clientSecret);
  });

  it('names the permission that the graph would pass over in silence, and what it feeds', async () => {
    const { code, out } = await doctored('graph', ({ estate }) => {
      subscriptionOf(estate, MAIN).unreadable.push('Microsoft.Cache');
    });
    expect(code).toBe(2);
    expect(out).toMatch(/Microsoft\.Cache\/redis\/read in global: .*AuthorizationFailed/);
    expect(out).toMatch(/Microsoft\.Cache\/redisEnterprise\/read in global/);
    expect(out).toContain('allow: {"Actions":["Microsoft.Cache/redis/read"]}');
    expect(out).toMatch(/incomplete: redis\n/);
    expect(out.split('\n').filter((line) => line.startsWith('incomplete') && line.includes(BRANCH))).toEqual(
      [],
    );
  });

  it.each(['Disabled', 'Deleted'] as const)('tells of a subscription that is %s', async (state) => {
    const { code, out } = await doctored('graph', ({ estate }) => {
      subscriptionOf(estate, BRANCH).state = state;
    });
    expect(code).toBe(2);
    const lines = out.split('\n').filter((line) => line.startsWith('incomplete'));
    expect(lines).toEqual([
      expect.stringContaining(`azure ${BRANCH}: a subscription is ${state.toLowerCase()}`) as unknown,
    ]);
  });

  it.each([
    ['has expired', /AADSTS7000222.*make a new one/, {}, true],
    ['is another', /AADSTS7000215.*value of the secret/, { clientSecret: 'not-this-one' }, false],
    ['is of another application', /AADSTS700016.*check clientId/, { clientId: MAIN }, false],
  ] as const)('says what is the matter with a secret that %s', async (_, said, other, expired) => {
    const { code, out, err } = await doctored(
      'graph',
      ({ estate }) => {
        for (const own of estate.tenants[TENANT]?.applications ?? []) own.expired = expired;
      },
      other,
    );
    expect(code).not.toBe(0);
    expect(out + err).toMatch(said);
    expect(out + err).not.toContain('not-this-one');
  });
});
