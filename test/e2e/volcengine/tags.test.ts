/** Each kind that `coverage` says has tags: every resource of it with a tag that no other one has, read back. */
import { expect } from 'vitest';
import { volcengine } from '../../../functions/volcengine/provider.ts';
import type { Kind } from '../../../shared/model/kinds.ts';
import type { Estate } from '../../simulator/volcengine/estate.ts';
import { generateEstate } from '../../simulator/volcengine/generate.ts';
import { TAGGED, type Tagged, accountOf, idOf, regionOf, retag } from '../../simulator/volcengine/mutate.ts';
import type { Found } from '../stage.ts';
import { type Source, testTags } from '../tags.ts';
import { BEIJING, BRANCH, MAIN, SHANGHAI, startStage } from './stage.ts';

/** Which record a list's rows become, and from which source. */
const KIND_OF: Readonly<Record<Tagged, readonly [Kind, string]>> = {
  vpcs: ['vpc', 'vpc'],
  subnets: ['subnet', 'subnet'],
  routeTables: ['router', 'router'],
  securityGroups: ['security_group', 'security-group'],
  natGateways: ['nat_gateway', 'nat-gateway'],
  addresses: ['eip', 'eip'],
  networkInterfaces: ['nic', 'nic'],
  instances: ['vm', 'vm'],
  transitRouters: ['cen', 'transit-router'],
  clbs: ['load_balancer', 'clb'],
  clbListeners: ['lb_listener', 'clb-listener'],
  albs: ['load_balancer', 'alb'],
  albListeners: ['lb_listener', 'alb-listener'],
  mysqls: ['rds', 'mysql'],
  postgreses: ['rds', 'postgres'],
  sqlServers: ['rds', 'sqlserver'],
  redises: ['redis', 'redis'],
  clusters: ['k8s_cluster', 'k8s-cluster'],
};

/** One tag, which only this resource has, and which says so. */
const ownTag = (account: string, id: string): readonly [string, string] => [`own 标签 ${account}`, id];

/** `<source> <account> <id>` of all that has one now. */
function tagAll(estate: Estate): readonly string[] {
  const tagged: string[] = [];
  for (const { id: account, regions } of Object.values(estate.accounts)) {
    for (const region of Object.keys(regions)) {
      const place = { account, region };
      for (const type of TAGGED) {
        for (const row of regionOf(estate, place)[type]) {
          const id = idOf(type, row);
          retag(estate, place, type, id, ownTag(account, id));
          tagged.push(`${KIND_OF[type][1]} ${account} ${id}`);
        }
      }
    }
    const own = accountOf(estate, account);
    own.cens = own.cens.map((one) => {
      tagged.push(`cen ${account} ${one.CenId}`);
      const [Key, Value] = ownTag(account, one.CenId);
      return { ...one, Tags: [{ Key, Value }] };
    });
  }
  return tagged.toSorted();
}

/** `<source> <account> <id>` of all that has one. */
let tagged: readonly string[] = [];

testTags({
  provider: volcengine,
  start: async () => {
    const estate = generateEstate({ seed: 'tags', accounts: [MAIN, BRANCH], regions: [BEIJING, SHANGHAI] });
    tagged = tagAll(estate);
    const accounts = [{ id: MAIN }, { roleArn: `trn:iam::${BRANCH}:role/tagsync` }];
    return startStage({ estate, config: { accounts }, virtual: true });
  },
  tried: [...Object.values(KIND_OF), ['cen', 'cen']],
  hasOwn,
});

function hasOwn(found: readonly Found[], [, source]: Source): void {
  const own = found.map(({ at, fields }) => ownTag(at.split(' ')[0] ?? '', String(fields['id'])));
  expect(found.map(({ fields }) => fields['tags'])).toEqual(own.map((tag) => [tag]));
  const told = found.map(({ at, fields }) => `${source} ${at.split(' ')[0]} ${String(fields['id'])}`);
  expect(told.toSorted()).toEqual(tagged.filter((one) => one.startsWith(`${source} `)));
}
