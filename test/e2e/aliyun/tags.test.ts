/** Each kind that `coverage` says has tags: every resource of it with a tag that no other one has, read back. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aliyun } from '../../../functions/aliyun/provider.ts';
import type { Kind } from '../../../shared/model/kinds.ts';
import { coverageOf } from '../../../shared/runtime/commands/coverage.ts';
import { generateEstate } from '../../simulator/aliyun/generate.ts';
import { type ListName, SPELT, idIn, retag } from '../../simulator/aliyun/mutate.ts';
import { type Found, HANGZHOU, MAIN, SINGAPORE, type Stage, startStage } from './stage.ts';

/** Which record a list's rows become, and from which source. */
const KIND_OF: Readonly<Partial<Record<ListName, readonly [Kind, string]>>> = {
  vpcs: ['vpc', 'vpc'],
  vSwitches: ['subnet', 'subnet'],
  routeTables: ['router', 'router'],
  securityGroups: ['security_group', 'security-group'],
  natGateways: ['nat_gateway', 'nat-gateway'],
  eips: ['eip', 'eip'],
  networkInterfaces: ['nic', 'nic'],
  instances: ['vm', 'vm'],
  clbs: ['load_balancer', 'clb'],
  albs: ['load_balancer', 'alb'],
  nlbs: ['load_balancer', 'nlb'],
  clbListeners: ['lb_listener', 'clb-listener'],
  albListeners: ['lb_listener', 'alb-listener'],
  nlbListeners: ['lb_listener', 'nlb-listener'],
  dbInstances: ['rds', 'rds'],
  polarClusters: ['rds', 'polardb'],
  kvInstances: ['redis', 'redis'],
  peers: ['peer_connection', 'peer-connection'],
  cens: ['cen', 'cen'],
  transitRouters: ['cen', 'transit-router'],
  clusters: ['k8s_cluster', 'k8s-cluster'],
};

/** One tag, which only this resource has, and which says so. */
const ownTag = (list: string, id: string): readonly [string, string] => [`own/${list}`, id];

describe('every resource with a tag of its own', () => {
  let stage: Stage | undefined;
  let records: readonly Found[] = [];
  const given = new Map<string, [string, string][]>();

  beforeAll(async () => {
    const estate = generateEstate({
      seed: 'tags',
      accounts: [MAIN],
      regions: [HANGZHOU, SINGAPORE],
      sizes: { databases: 60 },
    });
    const account = estate.accounts[MAIN];
    if (account === undefined) throw new Error('no such account');
    for (const place of [account, ...Object.values(account.regions)]) {
      for (const list of Object.keys(SPELT) as ListName[]) {
        const { [list]: rows = [] }: Readonly<Partial<Record<string, readonly never[]>>> = {
          ...(place as object),
        };
        for (const id of rows.map((row) => idIn(list, row))) {
          const tag = ownTag(list, id);
          retag(place, list, id, Object.fromEntries([tag]));
          const source = KIND_OF[list]?.[1] ?? list;
          given.set(source, [...(given.get(source) ?? []), [...tag]]);
        }
      }
    }
    stage = await startStage({ estate, config: { accounts: [{ id: MAIN }] } });
    await stage.run();
    records = await stage.records();
  }, 60_000);
  afterAll(() => stage?.close());

  const coverage = Object.entries(coverageOf(aliyun)) as [Kind, ReturnType<typeof coverageOf>[Kind]][];
  const collected = coverage.flatMap(([kind, covered]) =>
    'collected' in covered && covered.collected ? { kind, ...covered } : [],
  );
  const sources = collected
    .filter(({ tags }) => tags)
    .flatMap(({ kind }) =>
      aliyun.collectors.flatMap(({ emits, name }) => (emits.includes(kind) ? { kind, source: name } : [])),
    );

  it.each(sources)('$kind has it, from $source', ({ kind, source }) => {
    const found = records.filter((one) => one.source === source && one.ref.startsWith(`aliyun/${kind}/`));
    const tags = found.map(({ fields }) => fields['tags'] as readonly (readonly [string, string])[]);
    expect(found.length).toBeGreaterThan(0);
    expect(tags.map((list) => list.length)).toEqual(found.map(() => 1));
    expect(distinct(tags.flat())).toEqual(distinct(given.get(source) ?? []));
    // A CLB listener has no id of its own: ours and the tag API's differ in what joins its parts.
    expect(tags.map(([tag]) => tag?.[1].replaceAll(':', '_'))).toEqual(found.map(idOf));
  });

  it.each(collected.filter(({ tags }) => !tags))('$kind has none, for a reason', ({ kind, reason }) => {
    const found = records.filter(({ ref }) => ref.startsWith(`aliyun/${kind}/`));
    expect(reason).toContain('https://');
    expect(found.length).toBeGreaterThan(0);
    expect(found.flatMap(({ fields }) => fields['tags'])).toEqual([]);
  });

  it('no source is left out', () => {
    const tried = Object.values(KIND_OF).map(([kind, source]) => `${kind} ${source}`);
    expect(sources.map(({ kind, source }) => `${kind} ${source}`).toSorted()).toEqual(tried.toSorted());
  });
});

const idOf = ({ fields }: Found): string => String(fields['id']).replaceAll(':', '_');

function distinct(tags: readonly (readonly string[])[]): readonly string[] {
  return [...new Set(tags.map(([key, value]) => `${key} ${value}`))].toSorted();
}
