/** The clouds of states: they take tokens for themselves only. Where they are is a matter of the configuration. */
import { describe, expect, it } from 'vitest';
import { byRef, staged } from '../stage.ts';
import { buildEstate } from './estate.ts';
import { expected } from './expected.ts';
import { startStage } from './stage.ts';

describe.each([
  // https://learn.microsoft.com/en-us/azure/china/resources-developer-guide
  ['china', 'https://management.chinacloudapi.cn'],
  // https://learn.microsoft.com/en-us/azure/azure-government/compare-azure-government-global-azure
  ['usgov', 'https://management.usgovcloudapi.net'],
] as const)('the cloud %s', (cloud, audience) => {
  const stage = staged(async () => startStage({ estate: buildEstate(), audience }));

  it('takes no token of another cloud', async () => {
    const { answer, output } = await stage().run();
    expect(answer).toMatchObject({ failures: 1, records: 0 });
    expect(output).toContain('InvalidAuthenticationTokenAudience');
  });

  it.each(['graph', 'arm'] as const)('is synced by its own tokens, by %s', async (lists) => {
    stage().configure({ cloud, lists });
    const { answer } = await stage().run();
    expect(answer).toMatchObject({ failures: 0, scopes: 2 });
    expect(await stage().allUnwell()).toEqual([]);
    expect(byRef(await stage().records())).toEqual(byRef(expected()));
  });
});
