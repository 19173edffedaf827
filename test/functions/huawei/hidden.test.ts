/** Lists that are empty to who may not read them: what is believed of them, and what tells. */
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { natGateway } from '../../../functions/huawei/collectors/nat-gateway.ts';
import { natRule } from '../../../functions/huawei/collectors/nat-rule.ts';
import { securityGroup } from '../../../functions/huawei/collectors/security-group.ts';
import { probe } from '../../../functions/huawei/probe.ts';
import { huawei } from '../../../functions/huawei/provider.ts';
import { collect } from '../../contract/collector.ts';
import { read } from './answering.ts';
import { startCloud } from './cloud.ts';
import type { HuaweiCloud } from './cloud.ts';

describe('a list that is empty though another one says that it cannot be', () => {
  const rule = {
    id: 'r-1',
    nat_gateway_id: 'ngw-1',
    floating_ip_address: '203.0.113.9',
    protocol: 'tcp',
    internal_service_port: 80,
    external_service_port: 80,
  };

  it('is no list: of the rules of security groups, each of which is made with some', async () => {
    const answers = { '/security-groups': { security_groups: [{ id: 'sg-1' }, { id: 'sg-2' }] } };
    const none = { ...answers, '/security-group-rules': { security_group_rules: [] } };
    await expect(read(securityGroup, none)).rejects.toMatchObject({
      reason: 'denied',
      message: 'vpc:securityGroupRules:get: no group has any rule (allow vpc:securityGroupRules:get)',
    });
    const one = { id: 'sgr-1', security_group_id: 'sg-1', direction: 'egress' };
    const some = { ...answers, '/security-group-rules': { security_group_rules: [one] } };
    expect((await read(securityGroup, some)).map(({ id }) => id)).toEqual(['sg-1', 'sg-2']);
  });

  it('is one where there is no group either', async () => {
    const answers = {
      '/security-groups': { security_groups: [] },
      '/security-group-rules': { security_group_rules: [] },
    };
    expect(await read(securityGroup, answers)).toEqual([]);
  });

  it('is no list: of the ports that rules of NAT name', async () => {
    const answers = { '/snat_rules': { snat_rules: [] }, '/ports': { ports: [] } };
    const named = { ...answers, '/dnat_rules': { dnat_rules: [{ ...rule, port_id: 'port-1' }] } };
    await expect(read(natRule, named)).rejects.toMatchObject({
      reason: 'denied',
      message: 'vpc:ports:get: there are none, though rules name them (allow vpc:ports:get)',
    });
    const told = { ...answers, '/dnat_rules': { dnat_rules: [{ ...rule, private_ip: '10.0.0.9' }] } };
    expect(await read(natRule, told)).toMatchObject([{ private_ip: '10.0.0.9' }]);
  });

  it('is no list: of the gateways with their tags', async () => {
    const answers = {
      '/nat_gateways': { nat_gateways: [{ id: 'ngw-1', status: 'ACTIVE' }] },
      '/resource_instances/action': { resources: [], total_count: 0 },
    };
    await expect(read(natGateway, answers)).rejects.toMatchObject({
      reason: 'denied',
      message: expect.stringContaining('(allow nat:natGatewayTags:get)') as string,
    });
  });
});

describe('whether a list may be read', () => {
  let cloud: HuaweiCloud;
  beforeAll(async () => {
    cloud = await startCloud();
  });
  afterAll(() => cloud.close());

  it.each([
    ['subnet', 'vpc:subnets:get', 'vpc:ShowVirsubnet'],
    ['nic', 'vpc:ports:get', 'vpc:ShowPort'],
    ['security-group', 'vpc:securityGroups:get', 'vpc:ShowSecurityGroup'],
    ['security-group', 'vpc:securityGroupRules:get', 'vpc:ShowSecurityGroupRule'],
    ['nat-rule', 'vpc:ports:get', 'vpc:ShowPort'],
    ['peer-connection', 'vpc:peerings:get', 'vpc:ShowVpcPeering'],
  ])(
    '%s: is told by asking about one thing that nobody has, which needs %s',
    async (name, action, operation) => {
      const { faults } = cloud.simulator;
      const ask = async (): Promise<void> =>
        huawei.collectors.find((collector) => collector.name === name)?.mayRead?.(cloud.connect());
      cloud.forget();
      await ask();
      expect(cloud.simulator.calls().map((call) => `${call.service}:${call.operation}`)).toContain(operation);
      const allow = faults.add({ kind: 'deny' }, { operation: action });
      await expect(ask()).rejects.toMatchObject({
        reason: 'denied',
        message: expect.stringContaining(action) as string,
      });
      allow();
      // Where one thing cannot be asked about, nothing is proved, and nobody is accused.
      const back = faults.add({ kind: 'unsupported' }, { operation });
      await ask();
      back();
      const mend = faults.add({ kind: 'server', status: 500 }, { operation });
      await expect(ask()).rejects.toMatchObject({ reason: 'unavailable' });
      mend();
    },
  );
});

test('of a list that shows something nothing is asked: who may not read it is shown nothing', async () => {
  const cloud = await startCloud();
  const api = cloud.connect();
  const own = huawei.collectors.find(({ name }) => name === 'nic');
  if (own === undefined) throw new Error('no such collector');
  expect(await collect(own, api, cloud.scope)).not.toEqual([]);
  cloud.forget();
  await own.mayRead?.(api);
  expect(cloud.simulator.calls()).toEqual([]);
  await cloud.close();
});

describe('a probe', () => {
  it.each(['vpc:vpcs:list', 'vpc:routeTables:list', 'vpc:publicIps:list'])(
    'of %s proves nothing by an empty list, and all by another',
    async (action) => {
      const cloud = await startCloud();
      const api = cloud.connect();
      expect(await probe(api, action)).toBeUndefined();
      const allow = cloud.simulator.faults.add({ kind: 'deny' }, { operation: action });
      expect(await probe(api, action)).toBe('unproved');
      allow();
      await cloud.close();
    },
  );

  it('asks the next service that needs the same permission where a region has not the first', async () => {
    const cloud = await startCloud();
    const api = cloud.connect();
    const { faults } = cloud.simulator;
    faults.add({ kind: 'unsupported' }, { operation: 'gaussdb:ListGaussMySqlInstancesUnifyStatus' });
    expect(await probe(api, 'gaussdb:instance:list')).toBeUndefined();
    faults.add({ kind: 'deny' }, { operation: 'gaussdb:instance:list' });
    await expect(probe(api, 'gaussdb:instance:list')).rejects.toMatchObject({ reason: 'denied' });
    faults.clear();
    for (const operation of ['gaussdb:ListGaussMySqlInstancesUnifyStatus', 'opengauss:ListDatabaseInstances'])
      faults.add({ kind: 'unsupported' }, { operation });
    await expect(probe(api, 'gaussdb:instance:list')).rejects.toMatchObject({ reason: 'unsupported' });
    await cloud.close();
  });
});
