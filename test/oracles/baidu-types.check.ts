/**
 * What the simulator answers has only fields that Baidu's SDK for Go knows, of their type and in their place: that for
 * JavaScript has no clients of the services that are listed here, and that for Python has no types.
 *
 * https://github.com/baidubce/bce-sdk-go
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { API } from '../../functions/baidu/apis.ts';
import { type Baidu, connect } from '../../functions/baidu/client.ts';
import { callsOnceBy, sleepless } from '../support/once.ts';
import { generateEstate } from '../simulator/baidu/generate.ts';
import { type BaiduCloud, startBaidu } from '../simulator/baidu/server.ts';
import { goTypes, moduleOf } from './go-types.ts';

const MODULE = 'github.com/baidubce/bce-sdk-go';
const { unlike } = goTypes(MODULE, moduleOf(MODULE));

/** Nothing is proved by lists that are all empty. */
const isSomething = (answer: unknown): boolean =>
  Array.isArray(answer)
    ? answer.length > 0
    : Object.values(Object(answer)).some((value) => typeof value === 'object' && isSomething(value));

const ACCOUNT = 'a'.repeat(32);
const REGION = 'bj';

/** The call, and what the vendor calls its answer. */
const CALLS: readonly (readonly [keyof typeof API, type: string])[] = [
  ['regions', 'services/bcc/api:DescribeRegionsResult'],
  ['zones', 'services/bcc/api:ListZoneResult'],
  ['servers', 'services/bcc/api:ListInstanceResult'],
  ['metals', 'services/bbc:ListInstancesResult'],
  ['metalNetworks', 'services/bbc:GetVpcSubnetResult'],
  ['metalInterface', 'services/bbc:GetInstanceEniResult'],
  ['securityGroups', 'services/bcc/api:ListSecurityGroupResult'],
  ['vpcs', 'services/vpc:ListVPCResult'],
  ['subnets', 'services/vpc:ListSubnetResult'],
  ['routes', 'services/vpc:GetRouteRuleResult'],
  ['routeTable', 'services/vpc:GetRouteTableResult'],
  ['interfaces', 'services/eni:ListEniResult'],
  ['enterpriseGroups', 'services/esg:ListEsgResult'],
  ['peerings', 'services/vpc:ListPeerConnsResult'],
  ['natGateways', 'services/vpc:ListNatGatewayResult'],
  ['snatRules', 'services/vpc:ListNatGatewaySnatRulesResult'],
  ['dnatRules', 'services/vpc:ListNatGatewayDnatRulesResult'],
  ['eips', 'services/eip:ListEipResult'],
  ['balancers', 'services/blb:DescribeLoadBalancersResult'],
  ['listeners', 'services/blb:DescribeAllListenersResult'],
  ['backends', 'services/blb:DescribeBackendServersResult'],
  ['appBalancers', 'services/appblb:DescribeLoadBalancersResult'],
  ['appListeners', 'services/appblb:DescribeAppAllListenersResult'],
  ['policies', 'services/appblb:DescribePolicysResult'],
  ['serverGroups', 'services/appblb:DescribeAppServerGroupResult'],
  ['groupServers', 'services/appblb:DescribeBlbRsResult'],
  ['ipGroups', 'services/appblb:DescribeAppIpGroupResult'],
  ['ipGroupMembers', 'services/appblb:DescribeAppIpGroupMemberResult'],
  ['csns', 'services/csn:ListCsnResponse'],
  ['csnInstances', 'services/csn:ListInstanceResponse'],
  ['databases', 'services/rds:ListRdsResult'],
  ['database', 'services/rds:Instance'],
  ['caches', 'services/scs:ListInstancesResult'],
  ['cache', 'services/scs:GetInstanceDetailResult'],
  ['clusters', 'services/cce/v2:ListClustersResponse'],
];

describe('answers of the simulator', () => {
  let started: BaiduCloud | undefined;
  let api: Baidu | undefined;

  beforeAll(async () => {
    const estate = generateEstate({ seed: 'oracle', accounts: [ACCOUNT], regions: [REGION] });
    started = await startBaidu({ estate });
    const { accessKeyId, secretAccessKey } = started.credentials(ACCOUNT);
    const clock = sleepless();
    const caller = { provider: 'baidu', account: ACCOUNT, region: REGION, principal: ACCOUNT };
    api = connect(ACCOUNT, REGION, {
      call: callsOnceBy(clock)(caller),
      credentials: async () => ({ accessKeyId, secretAccessKey, sessionToken: undefined }),
      clock,
      domain: 'baidubce.com',
      endpoint: started.url,
    });
  });
  afterAll(() => started?.close());

  it.each(CALLS)('to %s are a %s', async (name, type) => {
    const answer = await asked(name);
    expect(isSomething(answer)).toBe(true);
    expect(unlike(type, answer, name)).toEqual([]);
  });

  it('would tell of a field too many, or of another type, at any depth', () => {
    const answer = {
      nats: [{ id: 1, eips: ['198.18.0.1'], tags: [{ tagKey: 'a', tagVal: 'b' }] }],
      maxKeys: '1',
    };
    expect(unlike('services/vpc:ListNatGatewayResult', answer, 'it')).toEqual([
      'it.nats[].id: number, not string',
      'it.nats[].tags[].tagVal: unknown',
      'it.maxKeys: string, not int',
    ]);
  });

  /** Of a parent that has something. */
  async function asked(name: keyof typeof API): Promise<Readonly<Record<string, unknown>>> {
    const account = started?.estate.accounts[ACCOUNT];
    const here = account?.places[REGION]?.here;
    if (api === undefined || account === undefined || here === undefined) throw new Error('nothing is there');
    const children: Readonly<Record<string, readonly { readonly parent: string }[]>> = {
      snatRules: here.snatRules,
      dnatRules: here.dnatRules,
      listeners: here.listeners,
      backends: here.backends,
      appListeners: here.appListeners,
      policies: here.policies,
      serverGroups: here.serverGroups,
      groupServers: here.serverGroups,
      ipGroups: here.ipGroups,
      ipGroupMembers: here.ipGroups,
      csnInstances: account.csnInstances,
      routes: here.routeRules,
    };
    const parent = children[name]?.[0]?.parent ?? '';
    const vpcId = name === 'routes' ? parent : (here.enis[0]?.vpcId ?? '');
    const params: Readonly<Record<string, Readonly<Record<string, string | number>>>> = {
      routes: { vpcId },
      routeTable: { vpcId },
      interfaces: { vpcId },
      natGateways: { vpcId: '' },
      clusters: { pageNo: 1, pageSize: 100 },
      policies: { port: here.policies[0]?.row.frontendPort ?? 0 },
      groupServers: { sgId: here.groupServers[0]?.parent ?? '' },
      ipGroupMembers: { ipGroupId: here.ipMembers[0]?.parent ?? '' },
    };
    const rows = { cache: here.caches, metalInterface: here.metalInterfaces, database: here.databases };
    const instanceId =
      rows[name === 'cache' || name === 'metalInterface' ? name : 'database'][0]?.instanceId ?? '';
    return api.ask(API[name], {
      ids: { natId: parent, blbId: parent, csnId: parent, instanceId },
      params: params[name] ?? {},
      ...(name === 'metalNetworks' && { body: { bbcIds: here.metals.map(({ id }) => id) } }),
    });
  }
});
