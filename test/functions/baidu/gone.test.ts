import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { API } from '../../../functions/baidu/apis.ts';
import type { Api } from '../../../functions/baidu/apis.ts';
import { baidu } from '../../../functions/baidu/provider.ts';
import { collect } from '../../contract/collector.ts';
import { startCloud } from './cloud.ts';
import type { BaiduCloud } from './cloud.ts';

/** Every list that is asked for thing by thing. */
const CALLERS: readonly (readonly [collector: string, api: keyof typeof API])[] = [
  ['router', 'routes'],
  ['nic', 'interfaces'],
  ['nat-rule', 'snatRules'],
  ['nat-rule', 'dnatRules'],
  ['blb-listener', 'listeners'],
  ['blb-target', 'backends'],
  ['appblb-listener', 'appListeners'],
  ['appblb-listener', 'policies'],
  ['appblb-target', 'serverGroups'],
  ['appblb-target', 'groupServers'],
  ['appblb-target', 'ipGroups'],
  ['appblb-target', 'ipGroupMembers'],
  ['csn', 'csnInstances'],
  ['rds', 'database'],
  ['redis', 'cache'],
];

describe.each(CALLERS)('a 404 that %s gets of %s', (name, api) => {
  const { action }: Api = API[api];
  const collector = baidu.collectors.find((one) => one.name === name);
  let cloud: BaiduCloud;
  beforeAll(async () => {
    cloud = await startCloud({}, { account: collector?.scope === 'account' });
    // Databases are asked for one by one where their list lacks something.
    for (const database of cloud.here.databases) Object.assign(database, { vpcId: '' });
  });
  afterAll(() => cloud.close());

  afterEach(() => cloud.simulator.faults.clear());

  const run = () => {
    if (collector === undefined) throw new Error(`no ${name}`);
    return collect(collector, cloud.connect(), cloud.scope);
  };
  const recordsWith = (code: string) => {
    const fault = { kind: 'error', status: 404, code, message: 'no' } as const;
    cloud.simulator.faults.add(fault, { operation: action });
    return run();
  };

  it('is no list where there is no such version of the API: nothing has gone', async () => {
    await expect(recordsWith('InvalidVersion')).rejects.toMatchObject({ reason: 'unsupported' });
  });

  it('is no list where somebody in between says it', async () => {
    await expect(recordsWith('')).rejects.toMatchObject({ name: 'CloudError', reason: 'invalid' });
  });

  it('is passed over where the service says it of the thing', async () => {
    const before = await run();
    expect(await recordsWith('NoSuchObject')).not.toEqual(before);
  });
});
