/**
 * Lists for which Microsoft's clients for Node.js are older than what is asked for: what the simulator answers has only
 * fields that its clients for Python know, of their type and in their place. Their models are read as text; nothing of
 * them is run. Rows of Resource Graph are the same resources.
 *
 * https://github.com/Azure/azure-sdk-for-python (sdk/sql, sdk/mysql, sdk/redisenterprise)
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TYPES } from '../../functions/azure/resources.ts';
import { generateEstate, subscriptionIds, TENANT } from '../simulator/azure/generate.ts';
import { startAzure } from '../simulator/azure/server.ts';
import type { AzureCloud } from '../simulator/azure/server.ts';

const run = promisify(execFile);
const FOLDER = path.join(import.meta.dirname, 'azure');
const PYTHON = path.join(FOLDER, '.venv/bin/python');
const [OWN = ''] = subscriptionIds(1);

/** What is listed, and what the vendor calls one of it. */
const LISTS = [
  ['sqlServer', 'sql:Server'],
  ['sqlInstance', 'sql:ManagedInstance'],
  ['mysql', 'mysqlflexibleservers:Server'],
  ['cacheCluster', 'redisenterprise:Cluster'],
] as const;

/** By class, by name on the wire. */
type Models = Readonly<Record<string, Readonly<Record<string, string>>>>;

let models: readonly Models[] = [];
let cloud: AzureCloud | undefined;

beforeAll(async () => {
  if (!existsSync(PYTHON)) throw new Error('the packages are not installed: run test/oracles/run');
  const { stdout } = await run(PYTHON, [path.join(FOLDER, 'models.py'), ...LISTS.map(([, named]) => named)]);
  models = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Models);
  const estate = generateEstate({ seed: 'types', accounts: [OWN], regions: ['westeurope', 'eastus'] });
  cloud = await startAzure({ estate, buckets: { '*': undefined } });
}, 120_000);
afterAll(() => cloud?.close());

async function rowsOf(name: (typeof LISTS)[number][0]): Promise<readonly unknown[]> {
  if (cloud === undefined) throw new Error('the simulator did not start');
  const { action, version } = TYPES[name];
  const token = cloud.identities.issue(TENANT, 'test', Date.now());
  const at = `/subscriptions/${OWN}/providers/${action.replace(/\/read$/, '')}?api-version=${version}`;
  const answer = await fetch(`${cloud.url}${at}`, { headers: { authorization: `Bearer ${token}` } });
  const { value = [] }: { readonly value?: readonly unknown[] } = Object(await answer.json());
  return value;
}

const PLAIN: Readonly<Record<string, string>> = {
  str: 'string',
  int: 'number',
  float: 'number',
  bool: 'boolean',
};

/** Where a value is not what the vendor's type says. `null` is what the vendor sends for nothing. */
function unlike(known: Models, type: string, value: unknown, where: string): readonly string[] {
  if (value === null || type === 'object') return [];
  const [, of, inner = ''] = /^(list|dict)\[(.+)\]$/.exec(type) ?? [];
  if (of !== undefined && Array.isArray(value) !== (of === 'list')) return [`${where}: no ${of}`];
  if (of !== undefined)
    return Object.values(Object(value)).flatMap((one) => unlike(known, inner, one, `${where}[]`));
  const plain = PLAIN[type];
  if (plain !== undefined) return typeof value === plain ? [] : [`${where}: ${typeof value}, not ${type}`];
  if (typeof value !== 'object' || Array.isArray(value)) return [`${where}: no ${type}`];
  const fields = known[type];
  if (fields === undefined) return [`${where}: ${type} is not known`];
  return Object.entries(value).flatMap(([name, one]) => {
    const field = fields[name];
    return field === undefined
      ? [`${where}.${name}: unknown`]
      : unlike(known, field, one, `${where}.${name}`);
  });
}

describe("the types of Microsoft's clients", () => {
  it.each(LISTS.map(([name, named], n) => [name, named, n] as const))(
    'know every field of %s: %s',
    async (name, named, n) => {
      const rows = await rowsOf(name);
      expect(rows.length).toBeGreaterThan(0);
      const [, type = ''] = named.split(':');
      expect([...new Set(rows.flatMap((row) => unlike(models[n] ?? {}, type, row, name)))]).toEqual([]);
    },
  );

  it('would be told a field too many, or of another type, at any depth', () => {
    const wrong = {
      id: 1,
      sku: { name: 'GP_Gen5', capacty: 4 },
      tags: ['a'],
      properties: { privateEndpointConnections: [{ properties: { provisioningState: 1 } }] },
    };
    expect(unlike(models[1] ?? {}, 'ManagedInstance', wrong, 'it')).toEqual([
      'it.id: number, not str',
      'it.sku.capacty: unknown',
      'it.tags: no dict',
      'it.properties.privateEndpointConnections[].properties.provisioningState: number, not str',
    ]);
  });
});
