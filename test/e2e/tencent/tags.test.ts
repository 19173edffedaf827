/** Each kind that `coverage` says has tags: every resource of it with a tag that no other one has, read back. */
import { expect } from 'vitest';
import { tencent } from '../../../functions/tencent/provider.ts';
import type { Kind } from '../../../shared/model/kinds.ts';
import type { Estate } from '../../simulator/tencent/estate.ts';
import { generateEstate } from '../../simulator/tencent/generate.ts';
import { SPELT, type Tagged, accountOf, idOf, regionOf, retag } from '../../simulator/tencent/mutate.ts';
import type { Found } from '../stage.ts';
import { type Source, testTags } from '../tags.ts';
import { BRANCH, GUANGZHOU, MAIN, SHANGHAI, startStage } from './stage.ts';

/** Which record a list's rows become, and from which source. */
const KIND_OF: Readonly<Record<Tagged, readonly [Kind, string]>> = {
  vpcs: ['vpc', 'vpc'],
  subnets: ['subnet', 'subnet'],
  routeTables: ['router', 'router'],
  securityGroups: ['security_group', 'security-group'],
  natGateways: ['nat_gateway', 'nat-gateway'],
  privateNats: ['nat_gateway', 'private-nat-gateway'],
  addresses: ['eip', 'eip'],
  networkInterfaces: ['nic', 'nic'],
  instances: ['vm', 'vm'],
  loadBalancers: ['load_balancer', 'load-balancer'],
  mysqls: ['rds', 'mysql'],
  mariaDbs: ['rds', 'mariadb'],
  dcdbs: ['rds', 'dcdb'],
  postgreses: ['rds', 'postgres'],
  sqlServers: ['rds', 'sqlserver'],
  cynoses: ['rds', 'cynosdb'],
  redises: ['redis', 'redis'],
  peerings: ['peer_connection', 'peer-connection'],
  clusters: ['k8s_cluster', 'k8s-cluster'],
};

/** One tag, which only this resource has, and which says so. */
const ownTag = (account: string, id: string): readonly [string, string] => [`own 标签 ${account}`, id];

/** `<source> <account> <id>` of all that has one now. */
function tagAll(estate: Estate): readonly string[] {
  const tagged: string[] = [];
  for (const { id: account, regions, ...whole } of Object.values(estate.accounts)) {
    for (const region of Object.keys(regions)) {
      const place = { account, region };
      for (const type of Object.keys(SPELT) as Tagged[]) {
        for (const row of regionOf(estate, place)[type]) {
          const id = idOf(type, row);
          retag(estate, place, type, id, ownTag(account, id));
          // That of a server, and not an elastic one.
          if ('AddressType' in row && row.AddressType === 'WanIP') continue;
          tagged.push(`${KIND_OF[type][1]} ${account} ${id}`);
        }
      }
      regionOf(estate, place).cynoses = regionOf(estate, place).cynoses.map((cluster) => ({
        ...cluster,
        instances: cluster.instances.map((one) => {
          tagged.push(`cynosdb ${account} ${one.InstanceId}`);
          const [TagKey, TagValue] = ownTag(account, one.InstanceId);
          return { ...one, ResourceTags: [{ TagKey, TagValue }] };
        }),
      }));
    }
    accountOf(estate, account).ccns = whole.ccns.map((ccn) => {
      tagged.push(`cen ${account} ${ccn.CcnId}`);
      const [Key, Value] = ownTag(account, ccn.CcnId);
      return { ...ccn, TagSet: [{ Key, Value }] };
    });
  }
  return [...new Set(tagged)].toSorted();
}

/** `<source> <account> <id>` of all that has one. */
let tagged: readonly string[] = [];

testTags({
  provider: tencent,
  start: async () => {
    const estate = generateEstate({
      seed: 'tags',
      accounts: [MAIN, BRANCH],
      regions: [GUANGZHOU, SHANGHAI],
      sizes: { peerings: 3, mysqls: 60 },
    });
    tagged = tagAll(estate);
    const accounts = [{ id: MAIN }, { roleArn: `qcs::cam::uin/${BRANCH}:roleName/tagsync` }];
    return startStage({ estate, config: { accounts }, virtual: true });
  },
  tried: [...Object.values(KIND_OF), ['cen', 'cen']],
  hasOwn,
});

function hasOwn(found: readonly Found[], [, source]: Source): void {
  const own = found.map(({ at, fields }) => ownTag(at.split(' ')[0] ?? '', String(fields['id'])));
  expect(found.map(({ fields }) => fields['tags'])).toEqual(own.map((tag) => [tag]));
  const told = found.map(({ at, fields }) => `${source} ${at.split(' ')[0]} ${String(fields['id'])}`);
  expect([...new Set(told)].toSorted()).toEqual(tagged.filter((one) => one.startsWith(`${source} `)));
}
