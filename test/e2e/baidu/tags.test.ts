/** Each kind that `coverage` says has tags: every resource of it with a tag that no other one has, read back. */
import { expect } from 'vitest';
import { baidu } from '../../../functions/baidu/provider.ts';
import type { Kind } from '../../../shared/model/kinds.ts';
import { generateEstate } from '../../simulator/baidu/generate.ts';
import { type Lists, TAGGED, idIn, retag } from '../../simulator/baidu/mutate.ts';
import type { Found } from '../stage.ts';
import { type Source, tagsOf, testTags } from '../tags.ts';
import { BEIJING, GUANGZHOU, MAIN, startStage } from './stage.ts';

/** Which record a list's rows become, and from which source. */
const KIND_OF: Readonly<Record<(typeof TAGGED)[number], readonly [Kind, string]>> = {
  vpcs: ['vpc', 'vpc'],
  subnets: ['subnet', 'subnet'],
  enis: ['nic', 'nic'],
  securityGroups: ['security_group', 'security-group'],
  enterpriseGroups: ['security_group', 'enterprise-security-group'],
  peerConns: ['peer_connection', 'peer-connection'],
  nats: ['nat_gateway', 'nat-gateway'],
  eips: ['eip', 'eip'],
  instances: ['vm', 'vm'],
  metals: ['vm', 'bbc'],
  blbs: ['load_balancer', 'blb'],
  appBlbs: ['load_balancer', 'appblb'],
  databases: ['rds', 'rds'],
  caches: ['redis', 'redis'],
  clusters: ['k8s_cluster', 'k8s-cluster'],
  csns: ['cen', 'csn'],
};

/** The first interface of a server is one with it, and has the server's tags there. */
const isOfServer = ({ source, ref, fields }: Found): boolean =>
  ref.startsWith('baidu/nic/') && (source === 'bbc' || fields['usage'] === 'primary');

/** Of each source: `<key>=<value>`. */
const given = new Map<string, Set<string>>();

testTags({
  provider: baidu,
  start: async () => {
    const estate = generateEstate({ seed: 'tags', accounts: [MAIN], regions: [BEIJING, GUANGZHOU] });
    const account = estate.accounts[MAIN];
    if (account === undefined) throw new Error('no such account');
    for (const place of [account, ...Object.values(account.places).map(({ here }) => here)]) {
      const lists: Partial<Lists> = place;
      for (const list of TAGGED) {
        for (const id of (lists[list] ?? []).map((row) => idIn(list, row))) {
          retag(place, list, id, [{ tagKey: `own_${list}`, tagValue: id }]);
          const [, source] = KIND_OF[list];
          given.set(source, (given.get(source) ?? new Set()).add(`own_${list}=${id}`));
        }
      }
    }
    const config = { accounts: [{ id: MAIN }], regions: { include: [BEIJING, GUANGZHOU] } };
    return startStage({ estate, config, buckets: { '*': undefined }, virtual: true });
  },
  tried: Object.values(KIND_OF),
  // Of the machine that the interface is on.
  repeating: [['nic', 'bbc']],
  hasOwn,
});

function hasOwn(all: readonly Found[], [, source]: Source): void {
  const found = all.filter((one) => !isOfServer(one));
  const tags = tagsOf(found);
  expect(found.length).toBeGreaterThan(0);
  expect(tags.map((list) => list.length)).toEqual(found.map(() => 1));
  expect(tags.map(([tag]) => tag?.[1])).toEqual(found.map(({ fields }) => fields['id']));
  const read = new Set(tags.flatMap((list) => list.map(([key, value]) => `${key}=${value}`)));
  expect([...read].toSorted()).toEqual([...(given.get(source) ?? [])].toSorted());
}
