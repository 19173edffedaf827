import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { askIn, connect } from '../../../functions/qingcloud/client.ts';
import { eip } from '../../../functions/qingcloud/collectors/eip.ts';
import { lbListener } from '../../../functions/qingcloud/collectors/lb-listener.ts';
import { lbTarget } from '../../../functions/qingcloud/collectors/lb-target.ts';
import { vm } from '../../../functions/qingcloud/collectors/vm.ts';
import { vpc } from '../../../functions/qingcloud/collectors/vpc.ts';
import { toCloudError } from '../../../functions/qingcloud/errors.ts';
import { qingcloud } from '../../../functions/qingcloud/provider.ts';
import { createCalls, RETRY } from '../../../shared/collect/call.ts';
import type { Clock } from '../../../shared/collect/clock.ts';
import { collect } from '../../contract/collector.ts';
import { caller, callsOnce, clock, freshQuota, sendingTo, startCloud } from './cloud.ts';
import type { TestCloud } from './cloud.ts';

const NOW = Date.parse('2026-11-23T08:00:00Z');
const answerAt = (date: number) => ({
  status: 200,
  headers: new Headers({ date: new Date(date).toUTCString() }),
  text: '',
});
const errorOf = (code: number, date = NOW) =>
  toCloudError('vpc:DescribeRouters', { code, message: 'no' }, answerAt(date), NOW);

describe('what a ret_code means', () => {
  it.each([
    [1100, 'invalid'],
    [1101, 'invalid'],
    [1200, 'denied'],
    [1400, 'denied'],
    [2000, 'denied'],
    [2100, 'invalid'],
    [2400, 'denied'],
    [3300, 'unsupported'],
    [4001, 'denied'],
    [5000, 'unavailable'],
    [5100, 'throttled'],
    [5200, 'unavailable'],
    [5300, 'unavailable'],
    [5400, 'unavailable'],
    [9999, 'invalid'],
  ])('%d: %s', (code, reason) => {
    expect(errorOf(code)).toMatchObject({ reason, code: String(code) });
  });

  it('says what a person can do', () => {
    expect(errorOf(1200).message).toBe(
      'vpc:DescribeRouters: 1200: no (check the access key and its secret; temporary ones may have expired: renew them)',
    );
    expect(errorOf(1400).message).toMatch(/\(allow vpc:DescribeRouters\)$/);
    expect(errorOf(2400).message).toMatch(/\(the account is in arrears\)$/);
  });

  it('an expired request is tried again, unless the clock is wrong', () => {
    expect(errorOf(1300)).toMatchObject({ reason: 'unavailable' });
    expect(errorOf(1300, NOW - 90_000)).toMatchObject({
      reason: 'denied',
      message: expect.stringMatching(/90 seconds ahead of QingCloud: set it right\)$/) as string,
    });
    expect(errorOf(1300, NOW + 90_000).message).toMatch(/90 seconds behind QingCloud/);
  });
});

describe('the quota of a day', () => {
  it('is full again at midnight in Beijing, and nothing is asked before', async () => {
    let now = Date.parse('2026-11-23T08:00:00Z');
    const quota = await freshQuota({ ...clock, now: () => now });
    quota.admit('vpc:DescribeRouters');
    await expect(quota.spend('vpc:DescribeRouters')).rejects.toThrow(
      /full again at 2026-11-24 00:00 \(UTC\+8\)/,
    );
    for (const time of ['2026-11-23T08:00:01Z', '2026-11-23T15:59:59Z']) {
      now = Date.parse(time);
      expect(() => quota.admit('ecm:DescribeEips')).toThrow(/^ecm:DescribeEips: 2500: today's quota/);
    }
    now = Date.parse('2026-11-23T16:00:00Z');
    quota.admit('ecm:DescribeEips');
  });

  it('is one for all regions of an account', async () => {
    const cloud = await startCloud();
    const quota = await freshQuota();
    const sending = sendingTo(cloud.simulator, { quota });
    const spent = { kind: 'error', status: 200, code: '2500', message: 'QuotasExceeded' } as const;
    const undo = cloud.simulator.faults.add(spent, { times: 1 });
    const [here, there] = [askIn('pek3', sending), askIn('pek3a', sending)];
    await expect(here('vpc:DescribeRouters', {})).rejects.toMatchObject({ reason: 'denied', code: '2500' });
    undo();
    await expect(there('vpc:DescribeVxnets', {})).rejects.toMatchObject({ code: '2500' });
    expect(cloud.simulator.calls()).toHaveLength(1);
    const other = askIn('pek3', { ...sending, quota: await freshQuota() });
    expect(await other('vpc:DescribeRouters', {})).toMatchObject({ ret_code: 0 });
    await cloud.close();
  });
});

/** A server that says what it is told to, once for each answer. */
async function saying(...answers: readonly { readonly status?: number; readonly text: string }[]) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const { status = 200, text } = answers[asked.length] ?? { text: '' };
    asked.push(request.url ?? '');
    response.writeHead(status).end(text);
  });
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((closed) => {
      server.close(() => closed());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}`, asked, close };
}

const keys = { accessKeyId: 'AK', secretAccessKey: 'SK', sessionToken: undefined };
const untouched = await freshQuota();
const once = (endpoint: string) =>
  askIn('pek3', {
    call: callsOnce()(caller),
    credentials: async () => keys,
    clock,
    quota: untouched,
    endpoint,
  });

const rows = (total: unknown, list: unknown) => ({
  text: JSON.stringify({ ret_code: 0, total_count: total, router_set: list }),
});

/** Of a server that answers once. */
async function vpcsOf(total: unknown, list: unknown): Promise<readonly string[]> {
  const server = await saying(rows(total, list));
  const sending = { call: callsOnce()(caller), clock, quota: untouched, endpoint: server.url };
  const api = connect('usr-1', 'pek3', async () => [], { ...sending, credentials: async () => keys });
  try {
    return (await collect(vpc, api, { provider: 'qingcloud', account: 'usr-1', region: 'pek3' })).map(
      ({ id }) => id,
    );
  } finally {
    await server.close();
  }
}

const c = (count: number): number => Math.max(1, Math.ceil(count / 100));

const isLive = ({ status }: { readonly status: string }) => !['terminated', 'ceased'].includes(status);

describe('the client', () => {
  let cloud: TestCloud;
  beforeAll(async () => {
    cloud = await startCloud();
  });
  afterAll(() => cloud.close());
  beforeEach(() => {
    cloud.simulator.faults.clear();
    cloud.forget();
  });

  it('signs every attempt with the time at which it goes out', async () => {
    const busy = { text: '{"ret_code":5100,"message":"ServerBusy"}' };
    const server = await saying(busy, busy, { text: '{"ret_code":0}' });
    let now = NOW;
    // Each wait takes longer than a signature is good for.
    const slow: Clock = {
      now: () => now,
      random: () => 1,
      sleep: (ms, signal) => {
        if (ms >= RETRY.timeoutMs) return clock.sleep(ms, signal);
        now += 61_000;
        return Promise.resolve();
      },
    };
    const calls = createCalls({
      limits: [],
      policy: RETRY,
      clock: slow,
      signal: new AbortController().signal,
      onAttempt: () => {},
    });
    const ask = askIn('pek3', {
      call: calls(caller),
      credentials: async () => keys,
      clock: slow,
      quota: await freshQuota(slow),
      endpoint: server.url,
    });
    await ask('vpc:DescribeRouters', {});
    const stamps = server.asked.map((url) => new URLSearchParams(url).get('time_stamp'));
    expect(stamps).toEqual(['2026-11-23T08:00:00Z', '2026-11-23T08:01:01Z', '2026-11-23T08:02:02Z']);
    const signatures = server.asked.map((url) => new URLSearchParams(url).get('signature'));
    expect(new Set(signatures).size).toBe(3);
    await server.close();
  });

  it.each([
    ['<html>Sign in</html>', 200, 'unavailable'],
    ['<html>Bad Gateway</html>', 502, 'unavailable'],
    ['<html>Too many</html>', 429, 'throttled'],
    ['<html>Who are you</html>', 403, 'denied'],
    ['{"ret_code":', 200, 'unavailable'],
    ['{"message":"hello"}', 200, 'invalid'],
    ['{"message":"hello"}', 503, 'unavailable'],
    ['[]', 200, 'invalid'],
    ['{"ret_code":"1400","message":"text for a number"}', 200, 'denied'],
    ['{"ret_code":5100}', 500, 'throttled'],
  ])('reads %s of HTTP %d as %s', async (text, status, reason) => {
    const server = await saying({ status, text });
    await expect(once(server.url)('vpc:DescribeRouters', {})).rejects.toMatchObject({
      name: 'CloudError',
      reason,
    });
    await server.close();
  });

  it('reads a total that is a text, and a list that is null where there is none', async () => {
    expect(await vpcsOf('1', [{ router_id: 'rtr-1' }])).toEqual(['rtr-1']);
    expect(await vpcsOf(0, null)).toEqual([]);
    await expect(vpcsOf(3, null)).rejects.toMatchObject({ reason: 'invalid' });
    await expect(vpcsOf(2, [{ router_id: 'rtr-1' }])).rejects.toMatchObject({ reason: 'invalid' });
    await expect(vpcsOf(undefined, [])).rejects.toMatchObject({ reason: 'invalid' });
    await expect(vpcsOf(1, [{ router_name: 'without an id' }])).rejects.toMatchObject({ reason: 'invalid' });
  });

  it('is refused with a clock that is off, and says so', async () => {
    const off = { ...clock, now: () => Date.now() + 20 * 60_000 };
    const ask = askIn('pek3', sendingTo(cloud.simulator, { clock: off }));
    await expect(ask('vpc:DescribeRouters', {})).rejects.toMatchObject({
      reason: 'denied',
      code: '1300',
      message: expect.stringContaining('20 minutes ahead of QingCloud') as string,
    });
  });

  it('is refused with a wrong key, and says which', async () => {
    const ask = askIn('pek3', sendingTo(cloud.simulator, { credentials: async () => keys }));
    await expect(ask('vpc:DescribeRouters', {})).rejects.toMatchObject({
      reason: 'denied',
      message: expect.stringMatching(/check the access key/) as string,
    });
  });

  it('does not believe a list that a deletion between two pages has moved', async () => {
    const small = await startCloud({}, { small: true });
    small.simulator.beforePage({ operation: 'ecm:DescribeEips', page: 2 }, () => {
      const { eips } = small.here;
      const [first] = eips.splice(0, 1);
      if (first !== undefined) eips.push(first);
    });
    await expect(collect(eip, small.connect(), small.scope)).rejects.toMatchObject({ reason: 'invalid' });
    expect(vm.paging).toBe('offset');
    await small.close();
  });

  it('makes no call twice for readers of one list, and a new one for a reader that asks again', async () => {
    const api = cloud.connect();
    await collect(lbListener, api, cloud.scope);
    await collect(lbTarget, api, cloud.scope);
    expect(cloud.simulator.calls()).toHaveLength(1);
    await collect(lbTarget, api, cloud.scope);
    expect(cloud.simulator.calls()).toHaveLength(2);
  });

  it('needs no more calls for a region than there are lists, and to find where NAT gateways are', async () => {
    const api = cloud.connect();
    for (const collector of qingcloud.collectors) {
      if (collector.scope === 'region') await collect(collector, api, cloud.scope);
    }
    const counts: Record<string, number> = {};
    for (const { operation } of cloud.simulator.calls()) counts[operation] = (counts[operation] ?? 0) + 1;
    const { here } = cloud;
    const servers = (isNode: boolean) =>
      here.instances.filter((one) => isLive(one) && one.isNode === isNode).length;
    const rules = (direction: number) =>
      here.securityGroupRules.filter((one) => one.direction === direction).length;
    const engine = (name: string) => here.rdbs.filter(({ rdb_engine }) => rdb_engine === name).length;
    const vpcs = new Set(here.vxnets.map(({ vpc_router_id }) => vpc_router_id).filter((id) => id !== ''));
    expect(counts).toEqual({
      DescribeZones: 1,
      DescribeRouters: c(here.routers.length),
      DescribeVxnets: c(here.vxnets.length),
      DescribeRouteTables: c(here.routeTables.length),
      DescribeVpcBorders: c(here.borders.length),
      DescribeBorderVxnets: c(here.borderVxnets.length),
      DescribeBorderStatics: c(here.borderStatics.length),
      DescribeSecurityGroups: c(here.securityGroups.length),
      DescribeSecurityGroupRules: c(rules(0)) + c(rules(1)),
      DescribeInstances: c(servers(false)) + c(servers(true)),
      DescribeNics: c(here.nics.length),
      DescribeEips: c(here.eips.length),
      // The list; all networks at once, and then halves of the VPCs.
      DescribeNFVs: c(here.nfvs.length) + 1 + (vpcs.size - 1),
      DescribeSnatRules: c(here.snatRules.length),
      DescribeDnatRules: c(here.dnatRules.length),
      DescribeLoadBalancers: c(here.loadBalancers.length),
      DescribeLoadBalancerListeners: c(here.listeners.length),
      DescribeRDBs: c(engine('mysql')) + c(engine('psql')),
      DescribeCaches: c(here.caches.length),
      DescribeClusters: c(here.clusters.length),
    });
  });

  it('asks for nothing more where there are no gateways and borders', async () => {
    const bare = await startCloud({ sizes: { nfvs: 0, borders: 0 } });
    const api = bare.connect();
    for (const collector of qingcloud.collectors) {
      if (collector.scope === 'region') await collect(collector, api, bare.scope);
    }
    // Fifteen lists, of which three are asked for twice (by direction, by engine, for nodes), and the zones.
    expect(bare.simulator.calls()).toHaveLength(15 + 3 + 1);
    await bare.close();
  });
});
