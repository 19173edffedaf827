/** Each kind that `coverage` says has tags: every resource of it with a tag that no other one has, read back. */
import { expect } from 'vitest';
import { huawei } from '../../../functions/huawei/provider.ts';
import type { Kind } from '../../../shared/model/kinds.ts';
import { generateEstate } from '../../simulator/huawei/generate.ts';
import { type ListName, type Lists, TAGGED, idIn, retag } from '../../simulator/huawei/mutate.ts';
import type { Found } from '../stage.ts';
import { type Source, tagsOf, testTags } from '../tags.ts';
import { BEIJING, MAIN, SHANGHAI, startStage } from './stage.ts';

/** Which record a list's rows become, and from which source. */
const KIND_OF: Readonly<Partial<Record<ListName, readonly [Kind, string]>>> = {
  vpcs: ['vpc', 'vpc'],
  subnets: ['subnet', 'subnet'],
  ports: ['nic', 'nic'],
  securityGroups: ['security_group', 'security-group'],
  natGateways: ['nat_gateway', 'nat-gateway'],
  privateNats: ['nat_gateway', 'private-nat-gateway'],
  publicips: ['eip', 'eip'],
  servers: ['vm', 'vm'],
  loadBalancers: ['load_balancer', 'load-balancer'],
  listeners: ['lb_listener', 'lb-listener'],
  rdsInstances: ['rds', 'rds'],
  taurusInstances: ['rds', 'gaussdb-mysql'],
  openGaussInstances: ['rds', 'gaussdb'],
  dcsInstances: ['redis', 'redis'],
  cloudConnections: ['cen', 'cloud-connection'],
  centralNetworks: ['cen', 'central-network'],
  enterpriseRouters: ['cen', 'enterprise-router'],
  clusters: ['k8s_cluster', 'k8s-cluster'],
};

/** Of each source: `<key>=<value>`. */
const given = new Map<string, string[]>();

testTags({
  provider: huawei,
  start: async () => {
    const estate = generateEstate({
      seed: 'tags',
      accounts: [MAIN],
      regions: [BEIJING, `${BEIJING}_team`, SHANGHAI],
      sizes: { databases: 60, servers: 60 },
    });
    const account = estate.accounts[MAIN];
    if (account === undefined) throw new Error('no such account');
    for (const project of account.projects) {
      if (project.name === SHANGHAI) project.publicipTags = 'objects';
    }
    for (const place of [account, ...account.projects.map(({ here }) => here)]) {
      const lists: Partial<Lists> = place;
      for (const list of TAGGED) {
        for (const id of (lists[list] ?? []).map((row) => idIn(list, row as never))) {
          retag(place, list, id, [{ key: `own_${list}`, value: id }]);
          const source = KIND_OF[list]?.[1] ?? list;
          given.set(source, [...(given.get(source) ?? []), `own_${list}=${id}`]);
        }
      }
    }
    return startStage({
      estate,
      config: { accounts: [{ id: MAIN }] },
      buckets: { '*': undefined },
      virtual: true,
    });
  },
  tried: Object.values(KIND_OF),
  hasOwn,
});

function hasOwn(found: readonly Found[], [, source]: Source): void {
  const tags = tagsOf(found);
  expect(tags.map((list) => list.length)).toEqual(found.map(() => 1));
  expect(tags.map(([tag]) => tag?.[1])).toEqual(found.map(({ fields }) => fields['id']));
  expect(tags.flatMap((list) => list.map(([key, value]) => `${key}=${value}`)).toSorted()).toEqual(
    (given.get(source) ?? []).toSorted(),
  );
}
