import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aws } from '../../../functions/aws/provider.ts';
import type { Kind } from '../../../shared/model/kinds.ts';
import { coverageOf } from '../../../shared/runtime/commands/coverage.ts';
import { type ResourceType, idOf, regionOf } from '../../simulator/aws/estate.ts';
import { retag } from '../../simulator/aws/mutate.ts';
import { type Aws, startAws } from '../../simulator/aws/server.ts';
import { type WebhookReceiver, startWebhook } from '../../simulator/webhook.ts';
import type { Cloud } from './cloud.ts';
import { ACCOUNTS, ESTATE, PLACES, PLACE_NAMES } from './estate.ts';
import { type Found, SECRET, environmentOf, runJob, stateOf, storeOf } from './job.ts';
import { EXTERNAL_ID, REGIONS, ROLE, buildOnSimulator, emptyAccounts } from './on-simulator.ts';

/** Which record an API's resource becomes; `undefined`: none, or one that AWS does not tag. */
const KIND_OF: Readonly<Record<ResourceType, Kind | undefined>> = {
  vpcs: 'vpc',
  subnets: 'subnet',
  routeTables: 'router',
  securityGroups: 'security_group',
  natGateways: 'nat_gateway',
  addresses: 'eip',
  networkInterfaces: 'nic',
  peerings: 'peer_connection',
  transitGateways: 'cen',
  instances: 'vm',
  classicLoadBalancers: 'load_balancer',
  loadBalancers: 'load_balancer',
  listeners: 'lb_listener',
  dbInstances: 'rds',
  dbClusters: 'rds',
  replicationGroups: 'redis',
  cacheClusters: 'redis',
  serverlessCaches: 'redis',
  clusters: 'k8s_cluster',
  zones: undefined,
  rules: undefined,
  targetGroups: undefined,
  targets: undefined,
  transitGatewayAttachments: undefined,
  cacheSubnetGroups: undefined,
};

const SMALL = { ...ESTATE, vms: ESTATE.vms.filter(({ name }) => !name.startsWith('fleet-')) };

/** One tag, which only this resource has, and which says so. */
const ownTag = (kind: string, id: string): readonly [string, string] => [`own/${kind}`, id];

describe('every resource with a tag of its own', () => {
  const before = { ...process.env };
  let server: Aws | undefined;
  let webhook: WebhookReceiver | undefined;
  let folder = '';
  let records: readonly Found[] = [];

  beforeAll(async () => {
    const estate = emptyAccounts();
    const facts = buildOnSimulator(SMALL, estate);
    for (const { account, region } of PLACE_NAMES.map((place) => PLACES[place])) {
      const place = { account: ACCOUNTS[account], region };
      for (const [type, kind] of Object.entries(KIND_OF) as [ResourceType, Kind | undefined][]) {
        if (kind === undefined) continue;
        for (const resource of regionOf(estate, place)[type]) {
          const id = idOf(type, resource);
          retag(estate, place, type, id, Object.fromEntries([ownTag(kind, id)]));
        }
      }
    }
    server = await startAws({ estate, buckets: { '*': undefined } });
    webhook = await startWebhook({ secret: SECRET });
    folder = await mkdtemp(path.join(tmpdir(), 'tagsync-tags-'));
    const cloud: Cloud = {
      name: 'simulator',
      endpoint: server.url,
      facts,
      differences: new Set(),
      regions: REGIONS,
      credentials: server.credentials(ACCOUNTS.main),
      role: { roleArn: `arn:aws:iam::${ACCOUNTS.member}:role/${ROLE}`, externalId: EXTERNAL_ID },
      store: pathToFileURL(folder).href,
      kept: {},
      apply: () => Promise.reject(new Error('nothing changes here')),
    };
    Object.assign(process.env, environmentOf(cloud));
    await runJob(cloud, webhook.url);
    ({ records } = await stateOf(storeOf(cloud)));
  }, 60_000);

  afterAll(async () => {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
    await webhook?.close();
    await server?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const coverage = Object.entries(coverageOf(aws)) as [Kind, ReturnType<typeof coverageOf>[Kind]][];

  const collected = coverage.flatMap(([kind, covered]) =>
    'collected' in covered && covered.collected ? { kind, ...covered } : [],
  );
  const sources = collected
    .filter(({ tags }) => tags)
    .flatMap(({ kind }) =>
      aws.collectors.flatMap(({ emits, name }) => (emits.includes(kind) ? { kind, source: name } : [])),
    );

  it.each(sources)('$kind has it, from $source', ({ kind, source }) => {
    const found = ofKind(records, kind).filter((record) => record.source === source);
    // A listener of a classic load balancer is a part of it: AddTags of that API takes load balancers only.
    const partOnly = source === 'classic-load-balancer' && kind === 'lb_listener';
    expect(found.length).toBeGreaterThan(0);
    expect(found.map(({ fields }) => fields['tags'])).toEqual(
      found.map(({ fields }) => (partOnly ? [] : [ownTag(kind, String(fields['id']))])),
    );
  });

  it.each(collected.filter(({ tags }) => !tags))('$kind has none, for a reason', ({ kind, reason }) => {
    expect(reason).toContain('https://');
    expect(ofKind(records, kind).length).toBeGreaterThan(0);
    expect(ofKind(records, kind).flatMap(({ fields }) => fields['tags'])).toEqual([]);
  });

  it('no kind is left out', () => {
    const tried = new Set(Object.values(KIND_OF).filter((kind) => kind !== undefined));
    expect(new Set(sources.map(({ kind }) => kind))).toEqual(tried);
  });
});

const ofKind = (records: readonly Found[], kind: Kind): readonly Found[] =>
  records.filter(({ ref }) => ref.startsWith(`aws/${kind}/`));
