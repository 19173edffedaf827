/** Each kind that `coverage` says has tags: every resource of it with a tag that no other one has, read back. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tencent } from '../../../functions/tencent/provider.ts';
import type { Kind } from '../../../shared/model/kinds.ts';
import { coverageOf } from '../../../shared/runtime/commands/coverage.ts';
import type { Estate } from '../../simulator/tencent/estate.ts';
import { generateEstate } from '../../simulator/tencent/generate.ts';
import { SPELT, type Tagged, accountOf, idOf, regionOf, retag } from '../../simulator/tencent/mutate.ts';
import { BRANCH, type Found, GUANGZHOU, MAIN, SHANGHAI, type Stage, startStage } from './stage.ts';

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

describe('every resource with a tag of its own', () => {
  let stage: Stage | undefined;
  let records: readonly Found[] = [];
  let tagged: readonly string[] = [];

  beforeAll(async () => {
    const estate = generateEstate({
      seed: 'tags',
      accounts: [MAIN, BRANCH],
      regions: [GUANGZHOU, SHANGHAI],
      sizes: { peerings: 3, mysqls: 60 },
    });
    tagged = tagAll(estate);
    const accounts = [{ id: MAIN }, { roleArn: `qcs::cam::uin/${BRANCH}:roleName/tagsync` }];
    stage = await startStage({ estate, config: { accounts } });
    await stage.run();
    records = await stage.records();
  }, 60_000);
  afterAll(() => stage?.close());

  const coverage = Object.entries(coverageOf(tencent)) as [Kind, ReturnType<typeof coverageOf>[Kind]][];
  const collected = coverage.flatMap(([kind, covered]) =>
    'collected' in covered && covered.collected ? { kind, ...covered } : [],
  );
  const sources = collected
    .filter(({ tags }) => tags)
    .flatMap(({ kind }) =>
      tencent.collectors.flatMap(({ emits, name }) => (emits.includes(kind) ? { kind, source: name } : [])),
    );

  it.each(sources)('$kind has it, from $source', ({ kind, source }) => {
    const found = records.filter((one) => one.source === source && one.ref.startsWith(`tencent/${kind}/`));
    const own = found.map(({ at, fields }) => ownTag(at.split(' ')[0] ?? '', String(fields['id'])));
    expect(found.map(({ fields }) => fields['tags'])).toEqual(own.map((tag) => [tag]));
    const told = found.map(({ at, fields }) => `${source} ${at.split(' ')[0]} ${String(fields['id'])}`);
    expect([...new Set(told)].toSorted()).toEqual(tagged.filter((one) => one.startsWith(`${source} `)));
    expect(found.length).toBeGreaterThan(0);
  });

  it.each(collected.filter(({ tags }) => !tags))('$kind has none, for a reason', ({ kind, reason }) => {
    const found = records.filter(({ ref }) => ref.startsWith(`tencent/${kind}/`));
    expect(reason).toContain('https://');
    expect(found.length).toBeGreaterThan(0);
    expect(found.flatMap(({ fields }) => fields['tags'])).toEqual([]);
  });

  it('no source is left out', () => {
    const tried = [...Object.values(KIND_OF), ['cen', 'cen']].map(([kind, source]) => `${kind} ${source}`);
    expect(sources.map(({ kind, source }) => `${kind} ${source}`).toSorted()).toEqual(tried.toSorted());
  });
});
