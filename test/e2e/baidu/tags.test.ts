/** Each kind that `coverage` says has tags: every resource of it with a tag that no other one has, read back. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { baidu } from '../../../functions/baidu/provider.ts';
import type { Kind } from '../../../shared/model/kinds.ts';
import { coverageOf } from '../../../shared/runtime/commands/coverage.ts';
import { generateEstate } from '../../simulator/baidu/generate.ts';
import { type Lists, TAGGED, idIn, retag } from '../../simulator/baidu/mutate.ts';
import { BEIJING, type Found, GUANGZHOU, MAIN, type Stage, startStage } from './stage.ts';

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

describe('every resource with a tag of its own', () => {
  let stage: Stage | undefined;
  let records: readonly Found[] = [];
  const given = new Map<string, Set<string>>();

  beforeAll(async () => {
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
    stage = await startStage({ estate, config, buckets: { '*': undefined } });
    await stage.run();
    records = await stage.records();
  }, 60_000);
  afterAll(() => stage?.close());

  const coverage = Object.entries(coverageOf(baidu)) as [Kind, ReturnType<typeof coverageOf>[Kind]][];
  const collected = coverage.flatMap(([kind, covered]) =>
    'collected' in covered && covered.collected ? { kind, ...covered } : [],
  );
  const sources = collected
    .filter(({ tags }) => tags)
    .flatMap(({ kind }) =>
      baidu.collectors.flatMap(({ emits, name }) =>
        emits.some((one) => one === kind) && !(kind === 'nic' && name === 'bbc')
          ? { kind, source: name }
          : [],
      ),
    );

  it.each(sources)('$kind has it, from $source', ({ kind, source }) => {
    const found = records.filter(
      (one) => one.source === source && one.ref.startsWith(`baidu/${kind}/`) && !isOfServer(one),
    );
    const tags = found.map(({ fields }) => fields['tags'] as readonly (readonly [string, string])[]);
    expect(found.length).toBeGreaterThan(0);
    expect(tags.map((list) => list.length)).toEqual(found.map(() => 1));
    expect(tags.map(([tag]) => tag?.[1])).toEqual(found.map(({ fields }) => fields['id']));
    const all = new Set(tags.flatMap((list) => list.map(([key, value]) => `${key}=${value}`)));
    expect([...all].toSorted()).toEqual([...(given.get(source) ?? [])].toSorted());
  });

  it.each(collected.filter(({ tags }) => !tags))('$kind has none, for a reason', ({ kind, reason }) => {
    const found = records.filter(({ ref }) => ref.startsWith(`baidu/${kind}/`));
    expect(reason).toContain('https://');
    expect(found.length).toBeGreaterThan(0);
    expect(found.flatMap(({ fields }) => fields['tags'])).toEqual([]);
  });

  it('no source is left out', () => {
    const tried = Object.values(KIND_OF).map(([kind, source]) => `${kind} ${source}`);
    expect(sources.map(({ kind, source }) => `${kind} ${source}`).toSorted()).toEqual(tried.toSorted());
  });
});
