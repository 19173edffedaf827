import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { API } from '../../../functions/huawei/apis.ts';
import { askIn } from '../../../functions/huawei/client.ts';
import { saidIn, toCloudError } from '../../../functions/huawei/errors.ts';
import { lbTarget } from '../../../functions/huawei/collectors/lb-target.ts';
import { natGateway } from '../../../functions/huawei/collectors/nat-gateway.ts';
import { rds } from '../../../functions/huawei/collectors/rds.ts';
import { router } from '../../../functions/huawei/collectors/router.ts';
import { vm } from '../../../functions/huawei/collectors/vm.ts';
import { vpc } from '../../../functions/huawei/collectors/vpc.ts';
import { huawei } from '../../../functions/huawei/provider.ts';
import { collect } from '../../contract/collector.ts';
import { caller, callsOnce, clock, startCloud } from './cloud.ts';
import type { HuaweiCloud } from './cloud.ts';

const answer = (status: number) => ({ status, headers: new Headers(), text: '' });
const errorOf = (status: number, body: unknown) =>
  toCloudError('vpc:vpcs:list', saidIn(status, body), answer(status), 0);

const gateway = (error_code: string, error_msg = '') => ({ error_code, error_msg, request_id: '1' });
const overRate = (window: string) => `policy user over ratelimit,limit:200,time:${window}`;
const said = (message: string) => errorOf(401, gateway('APIGW.0301', message)).message;

describe('what an answer means', () => {
  it.each([200, 400, 403, 429, 503])('a throttle is one by its code, whatever the status: %d', (status) => {
    for (const code of ['APIGW.0308', 'APIG.0308'])
      expect(errorOf(status, gateway(code))).toMatchObject({ reason: 'throttled', code });
  });

  it('a throttle is one by 429, and by its words, whoever says it', () => {
    expect(errorOf(429, { code: 'VPC.0001', message: 'busy' })).toMatchObject({ reason: 'throttled' });
    const message = 'Too many requests, wait up to one minute';
    expect(errorOf(400, { error: { code: 'Ecs.0200', message } })).toMatchObject({
      reason: 'throttled',
    });
  });

  it('a throttle tells how much time a call has in its window', () => {
    expect(errorOf(429, gateway('APIGW.0308', overRate('5 minute')))).toMatchObject({
      retryAfterMs: 1500,
    });
    expect(errorOf(429, gateway('APIGW.0308', overRate('1 second')))).toMatchObject({ retryAfterMs: 5 });
  });

  it.each([
    [{ error_code: 'DBS.280011', error_msg: 'no' }, 'DBS.280011'],
    [{ errorCode: 'CCE.01403001', errorMessage: 'no' }, 'CCE.01403001'],
    [{ code: 'VPC.0010', message: 'no' }, 'VPC.0010'],
    [{ error: { code: 'Ecs.0004', message: 'no' } }, 'Ecs.0004'],
    [{ forbidden: { code: 'Ecs.0004', message: 'no' } }, 'Ecs.0004'],
    [{ NeutronError: { type: 'PolicyNotAuthorized', message: 'no', detail: '' } }, 'PolicyNotAuthorized'],
    [{ error: { code: 403, message: 'no', title: 'Forbidden' } }, 'Forbidden'],
  ])('every service has a form of its own: %j', (body, code) => {
    const error = errorOf(403, body);
    expect(error).toMatchObject({ reason: 'denied', code });
    expect(error.message).toBe(`vpc:vpcs:list: ${code}: no (allow vpc:vpcs:list)`);
  });

  it('what is wrong with the credentials is said with what mends it', () => {
    expect(said('Get secretKey failed,ak:AK,err:ak not exist')).toMatch(/check the access key\)$/);
    expect(said('verify aksk signature fail, canonicalRequest:GET|/|host')).toMatch(
      /: verify aksk signature fail \(check the secret of the access key\)$/,
    );
    expect(said('calc aksk signature fail:signature expired')).toMatch(/set the clock/);
    expect(said('security token expired')).toMatch(/renew them\)$/);
  });

  const TOP_UP = 'the account is in arrears, frozen or restricted: top it up, or ask who pays for it';
  const OR_FROZEN = 'allow vpc:vpcs:list; if it is allowed, the account is in arrears or frozen';

  it.each([
    // https://support.huaweicloud.com/intl/en-us/devg-apisign/api-sign-errorcode.html
    [405, gateway('APIGW.0502', 'The app has been frozen.'), TOP_UP],
    [403, gateway('APIG.0310', 'The project is unavailable.'), 'the project is suspended or frozen'],
    // https://support.huaweicloud.com/api-vpc/vpc_api_0003.html
    [401, { code: 'VPC.0005', message: 'Lack of user authority.' }, TOP_UP],
    [403, { code: 'VPC.2701', message: 'Token not allowed to do this action.' }, OR_FROZEN],
    // https://support.huaweicloud.com/api-ecs/ecs_07_0002.html
    [403, { error: { code: 'Ecs.0067', message: 'Insufficient account balance.' } }, TOP_UP],
    [403, { error: { code: 'Ecs.0003', message: 'You do not have permission.' } }, OR_FROZEN],
    [403, { error: { code: 'Ecs.0066', message: 'Not verified.' } }, 'the account has to be verified'],
    // https://support.huaweicloud.com/api-natgateway/ErrorCode.html
    [400, gateway('NAT.1022', 'Account is restricted, operation is forbidden.'), TOP_UP],
    [400, gateway('NAT.1023', 'Account is suspended, operation is forbidden.'), TOP_UP],
    // https://support.huaweicloud.com/api-cce/ErrorCode.html
    [403, { errorCode: 'CCE.01403002', errorMessage: 'Account restricted.' }, TOP_UP],
  ])('an account in arrears is denied, whatever the status: %d %j', (status, body, advice) => {
    const error = errorOf(status, body);
    expect(error).toMatchObject({ reason: 'denied' });
    expect(error.message).toContain(`(${advice}`);
  });

  it('a service that a region does not have is unsupported, under any of its codes', () => {
    for (const [status, code] of [
      [404, 'APIGW.0101'],
      [404, 'APIG.0103'],
      [403, 'APIGW.0801'],
    ] as const) {
      expect(errorOf(status, gateway(code))).toMatchObject({ reason: 'unsupported', code });
    }
  });

  it('one code of the gateway is our mistake or its own, as its status says', () => {
    expect(errorOf(400, gateway('APIGW.0201', 'API request error.'))).toMatchObject({ reason: 'invalid' });
    expect(errorOf(502, gateway('APIGW.0201', 'Backend unavailable.'))).toMatchObject({
      reason: 'unavailable',
    });
  });

  it('what no one documents is judged by its status', () => {
    expect(errorOf(500, { code: 'X', message: '' })).toMatchObject({ reason: 'unavailable' });
    expect(errorOf(400, { code: 'X', message: '' })).toMatchObject({ reason: 'invalid' });
    expect(errorOf(404, {})).toMatchObject({ reason: 'invalid', code: 'HTTP 404' });
    expect(errorOf(404, gateway('APIGW.0101'))).toMatchObject({ reason: 'unsupported' });
  });
});

describe('the client', () => {
  let cloud: HuaweiCloud;
  beforeAll(async () => {
    cloud = await startCloud({ sizes: { databases: 120, loadBalancers: 3, servers: 12 } });
  });
  afterAll(() => cloud.close());
  beforeEach(() => {
    cloud.simulator.faults.clear();
    cloud.forget();
  });

  it('is refused with a clock that is off, and says so', async () => {
    const { accessKeyId, secretAccessKey } = cloud.simulator.credentials(cloud.account.id);
    const ask = askIn('global', {
      call: callsOnce()(caller),
      credentials: async () => ({ accessKeyId, secretAccessKey, sessionToken: undefined }),
      clock: { ...clock, now: () => Date.now() + 20 * 60_000 },
      domain: 'myhuaweicloud.com',
      endpoint: cloud.simulator.url,
    });
    await expect(ask(API.projects, {})).rejects.toMatchObject({
      reason: 'denied',
      message: expect.stringMatching(/20 minutes ahead of Huawei Cloud/) as string,
    });
  });

  it.each([200, 400, 503])(
    'is throttled by the code of an answer, whatever its status: %d',
    async (status) => {
      const fault = { kind: 'error', status, code: 'APIGW.0308', message: overRate('1 second') } as const;
      cloud.simulator.faults.add(fault, { operation: 'vpc:vpcs:list' });
      await expect(collect(vpc, cloud.connect(), cloud.scope)).rejects.toMatchObject({ reason: 'throttled' });
    },
  );

  it('takes a proxy page for what it is', async () => {
    cloud.simulator.faults.add({ kind: 'html' });
    await expect(collect(vpc, cloud.connect(), cloud.scope)).rejects.toMatchObject({ name: 'CloudError' });
  });

  it('knows a service that a region does not have', async () => {
    const [project] = cloud.account.projects;
    project?.notOffered.push('rds');
    await expect(collect(rds, cloud.connect(), cloud.scope)).rejects.toMatchObject({ reason: 'unsupported' });
    project?.notOffered.pop();
  });

  it('reads every database, beyond the first hundred, whatever their state', async () => {
    const records = await collect(rds, cloud.connect(), cloud.scope);
    expect(records).toHaveLength(120);
    expect(cloud.simulator.calls()).toHaveLength(2);
  });

  it('does not believe a list that a deletion between two pages has moved', async () => {
    const { rdsInstances } = cloud.here;
    const taken: typeof rdsInstances = [];
    cloud.simulator.beforePage({ operation: 'rds:instance:list', page: 2, times: 1 }, () => {
      taken.push(...rdsInstances.splice(0, 1));
      rdsInstances.push(...taken);
    });
    await expect(collect(rds, cloud.connect(), cloud.scope)).rejects.toMatchObject({ reason: 'invalid' });
    expect(rds.paging).toBe('offset');
    expect(vm.paging).toBe('offset');
  });

  it('asks pools themselves where a site has no list of all members', async () => {
    const whole = await collect(lbTarget, cloud.connect(), cloud.scope);
    const everywhere = cloud.simulator.calls().length;
    cloud.forget();
    cloud.simulator.faults.add(
      { kind: 'error', status: 404, code: 'APIGW.0101', message: 'The API does not exist' },
      { operation: 'elb:members:list', times: 1 },
    );
    expect(await collect(lbTarget, cloud.connect(), cloud.scope)).toEqual(expect.arrayContaining([...whole]));
    const used = cloud.here.pools.filter(({ members }) => members.length > 0);
    expect(cloud.simulator.calls()).toHaveLength(everywhere + used.length);
  });

  it('passes over what went away since it was listed', async () => {
    const [gone] = cloud.here.routeTables;
    if (gone === undefined) throw new Error('no table');
    cloud.simulator.beforePage({ operation: 'vpc:routeTables:get', times: 1 }, () => {
      cloud.here.routeTables.shift();
    });
    const ids = (await collect(router, cloud.connect(), cloud.scope)).map(({ id }) => id);
    expect(ids).not.toContain(gone.id);
    expect(ids).toHaveLength(cloud.here.routeTables.length);
    cloud.here.routeTables.unshift(gone);
  });

  it('lists the tags of gateways again when they come and go', async () => {
    const small = await startCloud({ sizes: { natGateways: 5 } }, { small: true });
    small.simulator.beforePage({ operation: 'nat:natGatewayTags:get', page: 2, times: 1 }, () => {
      small.here.natGateways.shift();
    });
    const records = await collect(natGateway, small.connect(), small.scope);
    const [, ...rest] = records; // the first one is gone: it was listed before
    expect(rest.map(({ tags }) => tags.length > 0)).toEqual(rest.map(() => true));
    await small.close();
  });

  it('needs no more calls for a region than there are lists, an end for four of them, and one for each table and router', async () => {
    for (const collector of huawei.collectors) {
      if (collector.scope === 'region') {
        cloud.forget();
        await collect(collector, cloud.connect(), cloud.scope);
      }
    }
    cloud.forget();
    const api = cloud.connect();
    for (const collector of huawei.collectors) {
      if (collector.scope === 'region') await collect(collector, api, cloud.scope);
    }
    const counts = new Map<string, number>();
    for (const { operation, service } of cloud.simulator.calls()) {
      const key = `${service}:${operation}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    const { routeTables, enterpriseRouters } = cloud.here;
    const more = [...counts].filter(([, count]) => count > 1);
    expect(Object.fromEntries(more)).toEqual({
      'vpc:ShowRouteTable': routeTables.length,
      'rds:ListInstances': 2,
      // Only an empty page ends these: a short one would let what follows be taken for gone.
      'nat:ListNatGateways': 2,
      'nat:ListNatGatewaySnatRules': 2,
      'nat:ListNatGatewayDnatRules': 2,
      'vpc:ListRouteTables': 2,
      ...(enterpriseRouters.length > 1 && { 'er:ListVpcAttachments': enterpriseRouters.length }),
    });
    expect(counts.size).toBe(31);
  });
});
