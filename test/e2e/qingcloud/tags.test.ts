/** Each kind that `coverage` says has tags: every resource of it with a tag that no other one has, read back. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { qingcloud } from '../../../functions/qingcloud/provider.ts';
import type { Kind } from '../../../shared/model/kinds.ts';
import { coverageOf } from '../../../shared/runtime/commands/coverage.ts';
import { generateEstate } from '../../simulator/qingcloud/generate.ts';
import { TAGGED, idIn, retag } from '../../simulator/qingcloud/mutate.ts';
import { ALONE, BEIJING, type Found, MAIN, type Stage, startStage } from './stage.ts';

/** Which list's tags the records of a source have. */
const LIST_OF: Readonly<Record<string, (typeof TAGGED)[number]>> = {
  'vpc vpc': 'routers',
  'router router': 'routers',
  'subnet subnet': 'vxnets',
  // A network that stands alone is a VPC of its own.
  'vpc subnet': 'vxnets',
  'cen border': 'borders',
  'router border': 'borders',
  'security_group security-group': 'securityGroups',
  'vm vm': 'instances',
  'eip eip': 'eips',
  'load_balancer load-balancer': 'loadBalancers',
  'rds rds': 'rdbs',
  'rds rds-cluster': 'clusters',
  'redis redis': 'caches',
  'redis redis-cluster': 'clusters',
  'k8s_cluster k8s-cluster': 'clusters',
};

/** A part of its kind that no tag can be put on: AttachTags knows routers, and no tables. */
const UNTAGGED = 'router route-table';

describe('every resource with a tag of its own', () => {
  let stage: Stage | undefined;
  let records: readonly Found[] = [];

  beforeAll(async () => {
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
    stage = await startStage({
      estate,
      config: { accounts: [{ id: MAIN }] },
      buckets: { '*': undefined },
      virtual: true,
    });
    await stage.run();
    records = await stage.records();
  }, 60_000);
  afterAll(() => stage?.close());

  const coverage = Object.entries(coverageOf(qingcloud)) as [Kind, ReturnType<typeof coverageOf>[Kind]][];
  const collected = coverage.flatMap(([kind, covered]) =>
    'collected' in covered && covered.collected ? { kind, ...covered } : [],
  );
  const sources = collected
    .filter(({ tags }) => tags)
    .flatMap(({ kind }) =>
      qingcloud.collectors.flatMap(({ emits, name }) => (emits.includes(kind) ? { kind, source: name } : [])),
    );

  it.each(sources.filter(({ kind, source }) => `${kind} ${source}` !== UNTAGGED))(
    '$kind has it, from $source',
    ({ kind, source }) => {
      const found = records.filter(
        (one) => one.source === source && one.ref.startsWith(`qingcloud/${kind}/`),
      );
      expect(found.length).toBeGreaterThan(0);
      for (const { fields } of found) {
        expect([fields['id'], fields['tags']]).toEqual([
          fields['id'],
          [[`own_${LIST_OF[`${kind} ${source}`]}`, fields['id']]],
        ]);
      }
    },
  );

  it.each(collected.filter(({ tags }) => !tags))('$kind has none, for a reason', ({ kind, reason }) => {
    const found = records.filter(({ ref }) => ref.startsWith(`qingcloud/${kind}/`));
    expect(reason).toContain('https://');
    expect(found.length).toBeGreaterThan(0);
    expect(found.flatMap(({ fields }) => fields['tags'])).toEqual([]);
  });

  it('no source is left out', () => {
    const tried = [...Object.keys(LIST_OF), UNTAGGED];
    expect(sources.map(({ kind, source }) => `${kind} ${source}`).toSorted()).toEqual(tried.toSorted());
  });
});
