import {
  AddTagsToResourceCommand,
  CreateDBInstanceCommand,
  DescribeDBInstancesCommand,
  RemoveTagsFromResourceCommand,
} from '@aws-sdk/client-rds';
import {
  CreateTagsCommand,
  DeleteSubnetCommand,
  DescribeRegionsCommand,
  ReplaceRouteCommand,
} from '@aws-sdk/client-ec2';
import { DeregisterTargetsCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { describe, expect, it } from 'vitest';
import type { Change, Cloud } from '../e2e/aws/cloud.ts';
import { ESTATE, type Estate, PLACE_NAMES, find } from '../e2e/aws/estate.ts';
import { expectedOf, heldBy } from '../e2e/aws/expected.ts';
import { runJob, stateOf, storeOf } from '../e2e/aws/job.ts';
import {
  type ClientsAt,
  KEYS,
  ROLE,
  buildOnMoto,
  clientsOf,
  launch,
  routeInput,
} from '../e2e/aws/on-moto.ts';
import { eventOf, testCloud, unlike, warningsIn } from '../e2e/aws/suite.ts';
import { DIFFERENCES } from './differences.ts';

const endpoint = process.env['MOTO_ENDPOINT'];
if (!endpoint) throw new Error('MOTO_ENDPOINT is not set: npm run test:moto starts the server and sets it');

const BUCKET = 'tagsync';
const differences = new Set(DIFFERENCES.map(({ id }) => id));
const clients: { readonly [K in 'at']: ClientsAt }[] = [];

async function start(): Promise<Cloud> {
  await answered(await fetch(`${endpoint}/moto-api/reset`, { method: 'POST' }));
  await answered(await fetch(`${endpoint}/${BUCKET}`, { method: 'PUT' }));
  const at = await clientsOf(endpoint ?? '');
  clients.push({ at });
  const facts = await buildOnMoto(heldBy(differences, ESTATE), at);
  const { Regions = [] } = await at.hub.ec2.send(new DescribeRegionsCommand({ AllRegions: false }));
  return {
    name: 'moto',
    endpoint: endpoint ?? '',
    facts,
    differences,
    regions: Regions.flatMap(({ RegionName }) => RegionName ?? []),
    credentials: KEYS,
    role: { roleArn: ROLE, externalId: 'moto asks for none' },
    store: `s3://${BUCKET}/a/prefix?endpoint=${endpoint}`,
    // DescribeServerlessCaches is the one list that moto does not have: it answers 500 with a page of HTML.
    kept: { 'redis-serverless': 'unavailable' },
    apply: async (change, after) => apply(change, after, { at, facts }),
  };
}

async function answered(response: Response): Promise<void> {
  if (!response.ok) throw new Error(`${response.url}: ${response.status} ${await response.text()}`);
}

/** Estate changes as calls; each is in `hub`. */
async function apply(
  change: Change,
  estate: Estate,
  { at, facts }: { readonly at: ClientsAt; readonly facts: Cloud['facts'] },
): Promise<void> {
  const { ec2, rds, elbv2 } = at.hub;
  switch (change.do) {
    case 'retag-vm':
      await ec2.send(new CreateTagsCommand({ Resources: [facts.id(change.vm)], Tags: listOf(change.tags) }));
      return;
    case 'retag-db': {
      const ResourceName = `arn:aws:rds:us-east-1:123456789012:db:${change.db}`;
      const { DBInstances = [] } = await rds.send(
        new DescribeDBInstancesCommand({ DBInstanceIdentifier: change.db }),
      );
      const TagKeys = (DBInstances[0]?.TagList ?? []).flatMap(({ Key }) => Key ?? []);
      await rds.send(new RemoveTagsFromResourceCommand({ ResourceName, TagKeys }));
      await rds.send(new AddTagsToResourceCommand({ ResourceName, Tags: listOf(change.tags) }));
      return;
    }
    case 'delete-subnet':
      await ec2.send(new DeleteSubnetCommand({ SubnetId: facts.id(change.subnet) }));
      return;
    case 'launch':
      await launch({ estate, at, facts }, change.vm);
      return;
    case 'replace-route': {
      const RouteTableId = facts.id(change.table);
      await ec2.send(new ReplaceRouteCommand({ RouteTableId, ...routeInput({ estate, at, facts }, change) }));
      return;
    }
    case 'deregister': {
      const [vm, Port] = change.target;
      const TargetGroupArn = facts.id(change.group);
      await elbv2.send(
        new DeregisterTargetsCommand({ TargetGroupArn, Targets: [{ Id: facts.id(vm), Port }] }),
      );
      return;
    }
    default:
      throw new Error(`no such change: ${JSON.stringify(change satisfies never)}`);
  }
}

const listOf = (tags: Readonly<Record<string, string>>) =>
  Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));

testCloud(start, (stage) => {
  it('an answer that cannot be true is kept away from the records: two databases with one id', async () => {
    const { cloud, webhook } = stage();
    const { at } = clients[0] ?? {};
    const { type, subnetGroup } = find(ESTATE.dbs, 'orders');
    await at?.hub.rds.send(
      new CreateDBInstanceCommand({
        DBInstanceIdentifier: 'twin',
        DBInstanceClass: type,
        Engine: 'postgres',
        AllocatedStorage: 20,
        MasterUsername: 'root',
        MasterUserPassword: 'a long password',
        DBSubnetGroupName: subnetGroup,
      }),
    );
    const { answer, output } = await runJob(cloud, webhook.url);
    expect(answer).toMatchObject({ failures: 0, added: 0, changed: 0, removed: 0 });
    const warnings = warningsIn(output);
    expect(warnings).toHaveLength(PLACE_NAMES.length * Object.keys(cloud.kept).length + 1);
    expect(warnings.filter((line) => line.includes(' rds '))).toEqual([
      expect.stringMatching(/^hub rds kept: invalid, .* two different records for aws\/rds\/db-/),
    ]);
    const { heads, records } = await stateOf(storeOf(cloud));
    expect(unlike(records, expectedOf({ ...cloud, estate: stage().estate }))).toEqual([]);
    expect(heads.get('hub')?.sources['rds']).toMatchObject({ outcome: 'kept', reason: 'invalid', count: 2 });
    const events = webhook.deliveries.splice(0).map(eventOf);
    expect(events).toMatchObject([
      { at: 'hub', verified: true, data: { version: 3, priorVersion: 2, counts: {} } },
    ]);
  });

  describe('moto still differs from what AWS documents', () => {
    for (const { id, moto, stillSo } of DIFFERENCES) {
      it(`${id}: ${moto}`, async () => {
        const { at } = clients[0] ?? {};
        if (at === undefined) throw new Error('the cloud did not start');
        expect(await stillSo({ at, facts: stage().cloud.facts })).toBe(true);
      });
    }
  });
});
