/**
 * Microsoft's own clients, `@azure/arm-*`, at the simulator: they find its lists under their own paths and versions and
 * follow its pages to the end; what they read is as their types say, at every depth; and they read every field that
 * was sent, so that none is invented. Rows of Resource Graph are the same resources, so this holds of them too.
 *
 * Packages that are older than the lists that are asked for (SQL, MySQL, Redis Enterprise): `azure-types.check.ts`.
 */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { queryOf } from '../../functions/azure/graph.ts';
import { TYPE_NAMES } from '../../functions/azure/resources.ts';
import { generateEstate, subscriptionIds, TENANT } from '../simulator/azure/generate.ts';
import { startAzure } from '../simulator/azure/server.ts';
import type { AzureCloud } from '../simulator/azure/server.ts';

const require = createRequire(import.meta.url);
const run = promisify(execFile);
const [OWN = ''] = subscriptionIds(1);
const MODULES = path.join(import.meta.dirname, 'node_modules');
const COMPILER = path.join(import.meta.dirname, '../../node_modules/.bin/tsc');
/** The clients give tokens to https alone; what is asked here is asked of the simulator. */
const ARM = 'https://management.azure.com';

type Row = Readonly<Record<string, unknown>>;
type List = (...args: unknown[]) => AsyncIterable<Row>;
type Client = Readonly<Record<string, Readonly<Record<string, List>>>>;
type Made = new (credential: object, subscription: string, options: object) => Client;

const clientOf = (name: string, client: string): Made =>
  (require(`@azure/${name}`) as Readonly<Record<string, Made>>)[client] as Made;

/** Of each list: its client, the group and the method of it, and the type of what it lists. */
const LISTS: readonly (readonly [client: string, group: string, method: string, type: string])[] = [
  ['arm-network', 'virtualNetworks', 'listAll', 'VirtualNetwork'],
  ['arm-network', 'networkInterfaces', 'listAll', 'NetworkInterface'],
  ['arm-network', 'publicIPAddresses', 'listAll', 'PublicIPAddress'],
  ['arm-network', 'publicIPPrefixes', 'listAll', 'PublicIPPrefix'],
  ['arm-network', 'routeTables', 'listAll', 'RouteTable'],
  ['arm-network', 'networkSecurityGroups', 'listAll', 'NetworkSecurityGroup'],
  ['arm-network', 'applicationSecurityGroups', 'listAll', 'ApplicationSecurityGroup'],
  ['arm-network', 'natGateways', 'listAll', 'NatGateway'],
  ['arm-network', 'privateEndpoints', 'listBySubscription', 'PrivateEndpoint'],
  ['arm-network', 'virtualWans', 'list', 'VirtualWAN'],
  ['arm-network', 'virtualHubs', 'list', 'VirtualHub'],
  ['arm-network', 'loadBalancers', 'listAll', 'LoadBalancer'],
  ['arm-network', 'applicationGateways', 'listAll', 'ApplicationGateway'],
  ['arm-compute', 'virtualMachines', 'listAll', 'VirtualMachine'],
  ['arm-compute', 'virtualMachineScaleSets', 'listAll', 'VirtualMachineScaleSet'],
  ['arm-containerservice', 'managedClusters', 'list', 'ManagedCluster'],
  ['arm-postgresql-flexible', 'servers', 'listBySubscription', 'Server'],
  ['arm-rediscache', 'redis', 'listBySubscription', 'RedisResource'],
];

const CLIENTS: Readonly<Record<string, string>> = {
  'arm-network': 'NetworkManagementClient',
  'arm-compute': 'ComputeManagementClient',
  'arm-containerservice': 'ContainerServiceClient',
  'arm-postgresql-flexible': 'PostgreSQLManagementFlexibleServerClient',
  'arm-rediscache': 'RedisManagementClient',
  'arm-resourcegraph': 'ResourceGraphClient',
};

let cloud: AzureCloud;
let folder = '';
/** What the simulator sent, page by page. */
let sent: Row[][] = [];

beforeAll(async () => {
  const estate = generateEstate({ seed: 'types', accounts: [OWN], regions: ['westeurope', 'eastus'] });
  cloud = await startAzure({ estate, buckets: { '*': undefined }, pageSize: 2 });
  await mkdir(MODULES, { recursive: true });
  folder = await mkdtemp(path.join(MODULES, '.azure-'));
});

afterAll(async () => {
  await cloud.close();
  await rm(folder, { recursive: true, force: true });
});

const { createHttpHeaders } = require('@azure/core-rest-pipeline') as {
  readonly createHttpHeaders: (values: Readonly<Record<string, string>>) => object;
};

interface PipelineRequest {
  readonly url: string;
  readonly method: string;
  readonly body?: string;
  readonly headers: Iterable<readonly [string, string]>;
}

/** Loopback instead of the network. */
const httpClient = {
  async sendRequest(request: PipelineRequest) {
    const { method, body, headers } = request;
    const url = request.url.replace(ARM, cloud.url);
    const answer = await fetch(url, {
      method,
      headers: [...headers] as [string, string][],
      ...(body && { body }),
    });
    const text = (await answer.text()).replaceAll(cloud.url, ARM);
    const { value }: { readonly value?: Row[] } = JSON.parse(text);
    if (value !== undefined) sent.push(value);
    return {
      request,
      status: answer.status,
      headers: createHttpHeaders(Object.fromEntries(answer.headers)),
      bodyAsText: text,
    };
  },
};

function open(name: string): Client {
  const Client = clientOf(name, CLIENTS[name] ?? '');
  const token = cloud.identities.issue(TENANT, 'test', Date.now());
  const credential = { getToken: async () => ({ token, expiresOnTimestamp: Date.now() + 3_600_000 }) };
  return new Client(credential, OWN, { endpoint: ARM, httpClient, retryOptions: { maxRetries: 0 } });
}

async function listed(
  client: string,
  group: string,
  method: string,
  ...args: unknown[]
): Promise<readonly Row[]> {
  sent = [];
  const rows: Row[] = [];
  const operations = open(client)[group];
  for await (const row of operations?.[method]?.(...args) ?? []) rows.push(row);
  return rows;
}

/** As the clients show a resource: what is in `properties` beside what is above it. */
function lifted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lifted);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  const { properties, ...rest }: Row = Object(value);
  const isLifted = typeof properties === 'object' && properties !== null && !Array.isArray(properties);
  // The kind of a WAN is called as the type of every resource is; the client calls it otherwise.
  const { type: kind, ...own }: Row = Object(isLifted ? properties : {});
  const inner =
    kind !== undefined && 'type' in rest ? { ...own, typePropertiesType: kind } : Object(properties);
  const all = isLifted ? { ...rest, ...inner } : Object(value);
  return Object.fromEntries(Object.entries(Object(all)).map(([name, one]) => [name, lifted(one)]));
}

/** What is said of a thing, with where it is said. */
function leaves(value: unknown, where = ''): readonly string[] {
  if (value instanceof Date) return [`${where}=${value.getTime()}`];
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([name, inner]) => leaves(inner, `${where}.${name}`));
  const time = typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) ? Date.parse(value) : Number.NaN;
  return value === undefined ? [] : [`${where}=${Number.isNaN(time) ? JSON.stringify(value) : time}`];
}

/** A literal, of which the compiler allows no field that a type lacks. */
function literal(value: unknown): string {
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  if (Array.isArray(value)) return `[${value.map(literal).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined';
  const said = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return `{${said.map(([name, inner]) => `${JSON.stringify(name)}:${literal(inner)}`).join(',')}}`;
}

/** What the compiler says. */
async function complaints(name: string, lines: readonly string[]): Promise<readonly string[]> {
  await writeFile(path.join(folder, `${name}.ts`), lines.join('\n'));
  const compilerOptions = {
    strict: true,
    module: 'esnext',
    moduleResolution: 'bundler',
    target: 'es2022',
    lib: ['es2023', 'dom'],
    skipLibCheck: true,
    noEmit: true,
    types: [],
  };
  await writeFile(
    path.join(folder, `${name}.json`),
    JSON.stringify({ compilerOptions, files: [`${name}.ts`] }),
  );
  try {
    await run(COMPILER, ['--project', `${name}.json`], { cwd: folder, maxBuffer: 2 ** 26 });
    return [];
  } catch (error) {
    const { stdout = '' } = error as { readonly stdout?: string };
    const said = stdout.split('\n').filter((line) => /error TS\d+/.test(line));
    return said.length > 0 ? said.map((line) => line.slice(0, 600)) : [String(error)];
  }
}

const typeOf = (client: string, type: string): string => `import('@azure/${client}').${type}`;

describe("Microsoft's own clients", () => {
  it('list what the simulator has, to the end, and know every field of it', async () => {
    const lines: string[] = [];
    for (const [client, group, method, type] of LISTS) {
      const rows = await listed(client, group, method);
      const raw = sent.flat();
      expect([group, rows.length, sent.length]).toEqual([group, raw.length, Math.ceil(raw.length / 2)]);
      expect([group, rows.length > 0]).toEqual([group, true]);
      for (const [n, row] of rows.entries()) {
        const known = new Set(leaves(lifted(row)));
        expect([group, leaves(lifted(raw[n])).filter((leaf) => !known.has(leaf))]).toEqual([group, []]);
      }
      lines.push(`export const ${group}: ${typeOf(client, type)}[] = ${literal(rows)};`);
    }
    expect(await complaints('lists', lines)).toEqual([]);
  }, 240_000);

  it('list parts of a scale set and connections of a hub by their parents', async () => {
    const { resources } = cloud.estate.subscriptions[OWN] ?? { resources: [] };
    const idOf = (pattern: RegExp): string => resources.find(({ id }) => pattern.test(id))?.id ?? '';
    const [, group = '', set = ''] =
      /resourceGroups\/([^/]+)\/.*virtualMachineScaleSets\/([^/]+)\/virtualMachines\//i.exec(
        idOf(/virtualMachineScaleSets\/[^/]+\/virtualMachines\/[^/]+$/i),
      ) ?? [];
    const instances = await listed('arm-compute', 'virtualMachineScaleSetVMs', 'list', group, set, {
      expand: 'instanceView',
    });
    const [, hubGroup = '', hub = ''] =
      /resourceGroups\/([^/]+)\/.*virtualHubs\/([^/]+)\//i.exec(idOf(/virtualHubs\/[^/]+\/hub/i)) ?? [];
    const connections = await listed('arm-network', 'hubVirtualNetworkConnections', 'list', hubGroup, hub);
    expect([instances.length > 0, connections.length > 0]).toEqual([true, true]);
    expect(
      await complaints('parts', [
        `export const a: ${typeOf('arm-compute', 'VirtualMachineScaleSetVM')}[] = ${literal(instances)};`,
        `export const b: ${typeOf('arm-network', 'HubVirtualNetworkConnection')}[] = ${literal(connections)};`,
      ]),
    ).toEqual([]);
  }, 120_000);

  it('ask the graph what we ask it, and its answer is one', async () => {
    const graph = open('arm-resourcegraph') as unknown as { resources(query: object): Promise<Row> };
    const answer = await graph.resources({
      query: queryOf('resources', TYPE_NAMES),
      subscriptions: [OWN],
      options: { resultFormat: 'objectArray', top: 5 },
    });
    expect(answer).toMatchObject({ count: 5, resultTruncated: 'false' });
    expect(answer['totalRecords']).toBeGreaterThan(5);
    const line = `export const answer: ${typeOf('arm-resourcegraph', 'QueryResponse')} = ${literal(answer)};`;
    expect(await complaints('graph', [line])).toEqual([]);
  }, 120_000);

  it('would complain of a field too many, or of another type, at any depth', async () => {
    const type = typeOf('arm-network', 'VirtualNetwork');
    const found = await complaints('wrong', [
      `export const one: ${type} = { subnets: [{ adressPrefix: '' }] };`,
      `export const two: ${type} = { subnets: [{ addressPrefix: 1 }] };`,
    ]);
    expect(found).toHaveLength(2);
    expect(leaves(lifted({ id: 'a', properties: { one: 1 } }))).toEqual(['.id="a"', '.one=1']);
  }, 120_000);
});
