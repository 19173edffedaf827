/** Each kind that `coverage` says has tags: every resource of it with a tag that no other one has, read back. */
import { expect } from 'vitest';
import { qingcloud } from '../../../functions/qingcloud/provider.ts';
import { generateEstate } from '../../simulator/qingcloud/generate.ts';
import { TAGGED, idIn, retag } from '../../simulator/qingcloud/mutate.ts';
import type { Found } from '../stage.ts';
import { type Source, testTags } from '../tags.ts';
import { ALONE, BEIJING, MAIN, startStage } from './stage.ts';

/** Which list's tags the records of a source have. */
const LISTS: readonly (readonly [Source, (typeof TAGGED)[number]])[] = [
  [['vpc', 'vpc'], 'routers'],
  [['router', 'router'], 'routers'],
  [['subnet', 'subnet'], 'vxnets'],
  // A network that stands alone is a VPC of its own.
  [['vpc', 'subnet'], 'vxnets'],
  [['cen', 'border'], 'borders'],
  [['router', 'border'], 'borders'],
  [['security_group', 'security-group'], 'securityGroups'],
  [['vm', 'vm'], 'instances'],
  [['nic', 'nic'], 'nics'],
  [['eip', 'eip'], 'eips'],
  [['load_balancer', 'load-balancer'], 'loadBalancers'],
  [['rds', 'rds'], 'rdbs'],
  [['rds', 'rds-cluster'], 'clusters'],
  [['redis', 'redis'], 'caches'],
  [['redis', 'redis-cluster'], 'clusters'],
  [['k8s_cluster', 'k8s-cluster'], 'clusters'],
];

testTags({
  provider: qingcloud,
  start: async () => {
    const estate = generateEstate({
      seed: 'tags',
      accounts: [MAIN],
      regions: [BEIJING, ALONE],
      sizes: { instances: 120, rdbs: 12, caches: 12, clusters: 12, borders: 3 },
    });
    for (const here of Object.values(estate.accounts[MAIN]?.regions ?? {})) {
      for (const list of TAGGED) {
        for (const id of here[list].map((row) => idIn(list, row)))
          retag(here, list, id, [[`own_${list}`, id]]);
      }
    }
    return startStage({
      estate,
      config: { accounts: [{ id: MAIN }] },
      buckets: { '*': undefined },
      virtual: true,
    });
  },
  tried: LISTS.map(([source]) => source),
  // AttachTags knows routers, and no tables.
  bare: [['router', 'route-table']],
  hasOwn,
});

function hasOwn(found: readonly Found[], source: Source): void {
  for (const { fields } of found) {
    expect([fields['id'], fields['tags']]).toEqual([fields['id'], [[`own_${listOf(source)}`, fields['id']]]]);
  }
}

function listOf([kind, name]: Source): string | undefined {
  return LISTS.find(([source]) => source[0] === kind && source[1] === name)?.[1];
}
