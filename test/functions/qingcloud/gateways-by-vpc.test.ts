import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Ask } from '../../../functions/qingcloud/client.ts';
import { gatewaysByRouter } from '../../../functions/qingcloud/gateways-by-vpc.ts';
import type { Gateway } from '../../../functions/qingcloud/nat-gateways.ts';
import type { VxNet } from '../../../functions/qingcloud/networks.ts';

const gateway = (nfv_id: string, own: readonly string[] = []): Gateway => ({
  nfv_id,
  nfv_name: undefined,
  status: 'active',
  transition_status: undefined,
  zone_id: undefined,
  cluster: undefined,
  eips: [],
  vxnets: own.map((vxnet_id) => ({ vxnet_id })),
  tags: [],
});

const network = (vpc: number, n: number): VxNet => ({
  vxnet_id: `vxnet-${vpc}-${n}`,
  vxnet_name: undefined,
  vpc_router_id: `rtr-${String(vpc).padStart(3, '0')}`,
  zone_id: undefined,
  router: undefined,
  tags: [],
});

/** A cloud in which each gateway is on one network, or on none; and what it was asked. */
function cloudOf(places: Readonly<Record<string, string | undefined>>) {
  const asked: (readonly string[])[] = [];
  const ask: Ask = async (_, { vxnets }) => {
    const named = new Set(Array.isArray(vxnets) ? (vxnets as readonly string[]) : []);
    asked.push([...named]);
    const nfv_set = Object.entries(places)
      .filter(([, place]) => place !== undefined && named.has(place))
      .map(([nfv_id]) => ({ nfv_id }));
    return { ret_code: 0, total_count: nfv_set.length, nfv_set };
  };
  return { asking: { ask, size: 100 }, asked };
}

const vpcs = (count: number, networks: number): readonly VxNet[] =>
  Array.from({ length: count }, (_, vpc) =>
    Array.from({ length: networks }, (__, n) => network(vpc, n)),
  ).flat();

describe('NAT gateways by VPC', () => {
  it('are found by halves: two in 64 VPCs by 13 requests, where one for each VPC would be 64', async () => {
    const { asking, asked } = cloudOf({ 'nfv-a': 'vxnet-5-0', 'nfv-b': 'vxnet-60-0', 'nfv-none': undefined });
    const gateways = ['nfv-a', 'nfv-b', 'nfv-none'].map((id) => gateway(id));
    expect(await gatewaysByRouter(asking, gateways, vpcs(64, 1))).toEqual(
      new Map([
        ['nfv-a', 'rtr-005'],
        ['nfv-b', 'rtr-060'],
      ]),
    );
    // All of them; one of the two halves; then five halvings for each gateway, on ways of their own.
    expect(asked).toHaveLength(1 + 1 + 2 * 5);
  });

  it('that say their networks themselves are asked for by nobody', async () => {
    const { asking, asked } = cloudOf({});
    const found = await gatewaysByRouter(asking, [gateway('nfv-a', ['vxnet-1-0'])], vpcs(3, 1));
    expect([found, asked]).toEqual([new Map([['nfv-a', 'rtr-001']]), []]);
  });

  it('are asked for by a hundred networks at once, at most', async () => {
    const { asking, asked } = cloudOf({ 'nfv-a': 'vxnet-0-249' });
    const found = await gatewaysByRouter(asking, [gateway('nfv-a')], vpcs(1, 250));
    expect([...found]).toEqual([['nfv-a', 'rtr-000']]);
    expect(asked.map(({ length }) => length)).toEqual([100, 100, 50]);
  });

  it('are found wherever they are, with no more requests than there are VPCs', async () => {
    const estate = fc.integer({ min: 1, max: 30 }).chain((count) =>
      fc.record({
        count: fc.constant(count),
        places: fc.array(fc.option(fc.nat(count - 1), { nil: undefined }), { minLength: 1, maxLength: 12 }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(estate, async ({ count, places }) => {
        const { asking, asked } = cloudOf(
          Object.fromEntries(
            places.map((vpc, n) => [`nfv-${n}`, vpc === undefined ? undefined : `vxnet-${vpc}-1`]),
          ),
        );
        const found = await gatewaysByRouter(
          asking,
          places.map((_, n) => gateway(`nfv-${n}`)),
          vpcs(count, 2),
        );
        const expected = places.flatMap((vpc, n) =>
          vpc === undefined ? [] : [[`nfv-${n}`, network(vpc, 0).vpc_router_id] as const],
        );
        expect(new Map(found)).toEqual(new Map(expected));
        expect(asked.length).toBeLessThanOrEqual(count);
      }),
    );
  });
});
