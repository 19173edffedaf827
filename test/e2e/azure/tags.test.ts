/** Each kind that `coverage` says has tags: every resource of it with a tag that no other one has, read back. */
import { expect } from 'vitest';
import { azure } from '../../../functions/azure/provider.ts';
import type { Kind } from '../../../shared/model/kinds.ts';
import { generateEstate } from '../../simulator/azure/generate.ts';
import type { Found } from '../stage.ts';
import { type Source, tagsOf, testTags } from '../tags.ts';
import { BRANCH, MAIN, startStage } from './stage.ts';

const NET = 'microsoft.network';
const SET = 'microsoft.compute/virtualmachinescalesets';

/** Which kind a source's records have, and of which type they are. */
const TYPES: Readonly<Record<string, readonly [Kind, string]>> = {
  vpc: ['vpc', `${NET}/virtualnetworks`],
  router: ['router', `${NET}/routetables`],
  'security-group': ['security_group', `${NET}/networksecuritygroups`],
  'application-security-group': ['security_group', `${NET}/applicationsecuritygroups`],
  nic: ['nic', `${NET}/networkinterfaces`],
  eip: ['eip', `${NET}/publicipaddresses`],
  'public-ip-prefix': ['eip', `${NET}/publicipprefixes`],
  'nat-gateway': ['nat_gateway', `${NET}/natgateways`],
  'virtual-wan': ['cen', `${NET}/virtualwans`],
  'virtual-hub': ['cen', `${NET}/virtualhubs`],
  vm: ['vm', 'microsoft.compute/virtualmachines'],
  'scale-set-vm': ['vm', `${SET}/virtualmachines`],
  'load-balancer': ['load_balancer', `${NET}/loadbalancers`],
  'application-gateway': ['load_balancer', `${NET}/applicationgateways`],
  'sql-server': ['rds', 'microsoft.sql/servers'],
  'sql-managed-instance': ['rds', 'microsoft.sql/managedinstances'],
  mysql: ['rds', 'microsoft.dbformysql/flexibleservers'],
  postgresql: ['rds', 'microsoft.dbforpostgresql/flexibleservers'],
  redis: ['redis', 'microsoft.cache/redis'],
  'redis-enterprise': ['redis', 'microsoft.cache/redisenterprise'],
  'k8s-cluster': ['k8s_cluster', 'microsoft.containerservice/managedclusters'],
};

/** Of each type: `<key>=<value>`. */
const given = new Map<string, string[]>();

testTags({
  provider: azure,
  start: async () => {
    const estate = generateEstate({
      seed: 'tags',
      accounts: [MAIN, BRANCH],
      regions: ['westeurope', 'eastus'],
    });
    for (const { resources } of Object.values(estate.subscriptions)) {
      for (const [n, row] of resources.entries()) {
        const type = row.type.toLowerCase();
        if (row.tags === undefined || row.tags === null) continue;
        const value = `own of ${row.id}`;
        resources[n] = { ...row, tags: { [`own_${n}`]: value } };
        given.set(type, [...(given.get(type) ?? []), `own_${n}=${value}`]);
      }
    }
    return startStage({ estate, config: {}, virtual: true });
  },
  tried: Object.entries(TYPES).map(([source, [kind]]) => [kind, source]),
  // Parts of an instance of a Uniform set, which Azure gives no tags:
  // https://learn.microsoft.com/en-us/azure/azure-resource-manager/management/tag-support
  bare: [
    ['nic', 'scale-set-nic'],
    ['eip', 'scale-set-eip'],
  ],
  hasOwn,
});

function hasOwn(found: readonly Found[], [, source]: Source): void {
  const tags = tagsOf(found);
  expect(tags.map((list) => list.length)).toEqual(found.map(() => 1));
  // An address of a prefix has the tags of the prefix, a router of each network those of its table.
  expect(tags.map(([tag]) => tag?.[1].toLowerCase())).toEqual(
    found.map(({ fields }) => `own of ${String(fields['id'])}`),
  );
  const all = new Set(tags.flatMap((list) => list.map(([key, value]) => `${key}=${value}`)));
  expect([...all].toSorted()).toEqual((given.get(TYPES[source]?.[1] ?? '') ?? []).toSorted());
}
