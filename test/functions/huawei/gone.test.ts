import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { API } from '../../../functions/huawei/apis.ts';
import { enterpriseRouter } from '../../../functions/huawei/collectors/enterprise-router.ts';
import { lbTarget } from '../../../functions/huawei/collectors/lb-target.ts';
import { router } from '../../../functions/huawei/collectors/router.ts';
import { collect } from '../../contract/collector.ts';
import { startCloud } from './cloud.ts';
import type { HuaweiCloud } from './cloud.ts';

const notFound = (code: string, message = '') => ({ kind: 'error', status: 404, code, message }) as const;
const NO_SUCH_API = notFound('APIGW.0101', 'The API does not exist');

/** Every list that is asked for thing by thing, with what its service says of a thing that has gone. */
const CALLERS = [
  { collector: router, action: API.routeTable.action, gone: 'VPC.2808' },
  { collector: enterpriseRouter, action: API.vpcAttachments.action, gone: 'ER.01010002' },
  { collector: lbTarget, action: API.poolMembers.action, gone: 'ELB.8904' },
] as const;

describe.each(CALLERS)('a 404 of $action', ({ collector, action, gone }) => {
  let cloud: HuaweiCloud;
  beforeAll(async () => {
    cloud = await startCloud({ sizes: { vpcs: 3, loadBalancers: 3, members: 2, routers: 3 } });
  });
  afterAll(() => cloud.close());
  beforeEach(() => cloud.simulator.faults.clear());

  const run = () => collect(collector, cloud.connect(), cloud.scope);

  function answerWith(fault: ReturnType<typeof notFound>, times = Number.POSITIVE_INFINITY): void {
    // Pools are asked for their members one by one only where there is no list of all.
    if (collector === lbTarget) cloud.simulator.faults.add(NO_SUCH_API, { operation: action, times: 1 });
    cloud.simulator.faults.add(fault, { operation: action, times });
  }

  it('is no list where there is no such API: nothing has gone', async () => {
    answerWith(NO_SUCH_API);
    await expect(run()).rejects.toMatchObject({ reason: 'unsupported', code: 'APIGW.0101' });
  });

  it.each(['APIGW.0106', 'APIG.0201', ''])(
    'is no list where somebody in between says it: "%s"',
    async (code) => {
      answerWith(notFound(code));
      await expect(run()).rejects.toMatchObject({ name: 'CloudError', reason: 'invalid' });
    },
  );

  it('is passed over where the service says it of the thing', async () => {
    const before = await run();
    answerWith(notFound(gone), 1);
    const after = await run();
    expect(after).not.toEqual(before);
    expect(after.length).toBeGreaterThan(0);
  });
});
