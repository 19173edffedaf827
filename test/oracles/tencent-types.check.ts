/**
 * Tencent Cloud's own types, `tencentcloud-sdk-nodejs`, of all products: every action that the simulator knows has the
 * parameters that the vendor's type has, no more and no fewer, and what it answers fits the vendor's type at every
 * depth. The compiler is asked: answers are written as literals, of which it allows no field that a type lacks.
 *
 * The types do not say where a `null` may be, their comments do: the compiler is told to allow it, and the comments
 * are read.
 */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { authorization } from '../../functions/tencent/signature.ts';
import { generateEstate } from '../simulator/tencent/generate.ts';
import type { Operation } from '../simulator/tencent/operation.ts';
import type { Shape } from '../simulator/tencent/parameters.ts';
import { OPERATIONS } from '../simulator/tencent/products/all.ts';
import { type Tencent, startTencent } from '../simulator/tencent/server.ts';

const run = promisify(execFile);
const ACCOUNTS = ['100000000001', '100000000002'] as const;
const REGION = 'ap-guangzhou';
const NOW = Date.UTC(2026, 0, 1);
const MODULES = path.join(import.meta.dirname, 'node_modules');
const COMPILER = path.join(import.meta.dirname, '../../node_modules/.bin/tsc');

const VALUES: Readonly<Record<Shape, string>> = {
  text: "''",
  number: '1',
  flag: 'true',
  texts: "['']",
  numbers: '[1]',
  filters: "[{ Name: '', Values: [''] }]",
  // Of what is inside, the simulator knows nothing.
  objects: '[]',
};

let cloud: Tencent | undefined;
let folder = '';

beforeAll(async () => {
  const estate = generateEstate({ seed: 'types', accounts: ACCOUNTS, regions: [REGION, 'ap-shanghai'] });
  cloud = await startTencent({ estate, now: () => NOW });
  await mkdir(MODULES, { recursive: true });
  folder = await mkdtemp(path.join(MODULES, '.tencent-'));
});

afterAll(async () => {
  await cloud?.close();
  await rm(folder, { recursive: true, force: true });
});

describe("the simulator's actions", () => {
  it("have the parameters of the vendor's types, of the same type", async () => {
    const lines = OPERATIONS.map(({ parameters, required, ...operation }) => {
      const all = Object.entries(parameters).map(([name, shape]) => `${name}: ${VALUES[shape]}`);
      const needed = required.map((name) => `${name}: true`);
      const type = typeOf(operation, 'Request');
      return [
        // The type of a request without parameters is `null`.
        `export const ${nameOf(operation)}_p: ${all.length === 0 ? `Record<keyof ${type}, true>` : `Required<${type}>`} = { ${all.join(', ')} };`,
        `export const ${nameOf(operation)}_r: Record<Needed<${type}>, true> = { ${needed.join(', ')} };`,
      ].join('\n');
    });
    const needed =
      'type Needed<T> = { [K in keyof T]-?: Record<never, never> extends Pick<T, K> ? never : K }[keyof T];';
    expect(await complaints('parameters', [needed, ...lines])).toEqual([]);
  });

  it("answer what the vendor's types say", async () => {
    const lines: string[] = [];
    for (const operation of OPERATIONS) {
      const answer = await answerOf(operation);
      lines.push(
        `export const ${nameOf(operation)}: ${typeOf(operation, 'Response')} = ${JSON.stringify(answer)};`,
      );
    }
    expect(await complaints('answers', lines)).toEqual([]);
  }, 120_000);

  it("are null only where the vendor's comments say so", async () => {
    const wrong: string[] = [];
    for (const operation of OPERATIONS) {
      const models = await modelsOf(operation);
      const answer = await answerOf(operation);
      wrong.push(
        ...nullsIn(models, `${operation.name}Response`, answer).map(
          (where) => `${nameOf(operation)} ${where}`,
        ),
      );
    }
    // These two are null in the vendor's example of the action: tencentcloud-cli, clb examples.json.
    expect(wrong).toEqual([
      'clb_DescribeTargets DescribeTargetsResponse.Listeners.Targets',
      'clb_DescribeTargets DescribeTargetsResponse.Listeners.Rules',
    ]);
  });

  it('would be caught with a field too many, or of another type, at any depth', async () => {
    const type = typeOf({ product: 'vpc', version: '2017-03-12', name: 'DescribeVpcs' }, 'Response');
    const found = await complaints('wrong', [
      `export const one: ${type} = { VpcSet: [{ AssistantCidrSet: [{ CidrBlok: '' }] }] };`,
      `export const two: ${type} = { TotalCount: '1' };`,
    ]);
    expect(found).toHaveLength(2);
  });
});

type Named = Pick<Operation, 'product' | 'version' | 'name'>;

const nameOf = ({ product, name }: Named): string => `${product}_${name}`;

function typeOf({ product, version, name }: Named, what: 'Request' | 'Response'): string {
  const models = `tencentcloud-sdk-nodejs/tencentcloud/services/${product}/v${version.replaceAll('-', '')}/${product}_models`;
  return `import('${models}').${name}${what}`;
}

interface Field {
  readonly type: string;
  readonly nullable: boolean;
}
type Models = ReadonlyMap<string, ReadonlyMap<string, Field>>;

/** The vendor's interfaces, as far as they have fields. */
async function modelsOf({ product, version }: Named): Promise<Models> {
  const file = `tencentcloud-sdk-nodejs/tencentcloud/services/${product}/v${version.replaceAll('-', '')}/${product}_models.d.ts`;
  const text = await readFile(path.join(MODULES, file), 'utf8');
  const models = new Map<string, Map<string, Field>>();
  for (const [, name = '', body = ''] of text.matchAll(/^export interface (\w+) \{\n(.*?)^\}/gms)) {
    const fields = new Map<string, Field>();
    for (const [, comment = '', field = '', type = ''] of body.matchAll(
      /(\/\*\*(?:(?!\*\/).)*\*\/)?\s*(\w+)\??: ([^;\n]+)/gs,
    )) {
      fields.set(field, {
        type: type.replace(/^Array<(.*)>$/, '$1'),
        nullable: comment.includes('null'),
      });
    }
    models.set(name, fields);
  }
  return models;
}

function nullsIn(models: Models, type: string, value: unknown, where = type): string[] {
  const fields = models.get(type);
  if (fields === undefined || typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return [...new Set(value.flatMap((item) => nullsIn(models, type, item, where)))];
  return Object.entries(value).flatMap(([name, inner]) => {
    const field = fields.get(name);
    if (field === undefined) return [`${where}.${name} is unknown`];
    if (inner === null) return field.nullable ? [] : [`${where}.${name}`];
    return nullsIn(models, field.type, inner, `${where}.${name}`);
  });
}

async function answerOf({ product, version, name, required }: Operation): Promise<unknown> {
  if (cloud === undefined) throw new Error('the simulator did not start');
  const { host } = new URL(cloud.url);
  const body = JSON.stringify(Object.fromEntries(required.map((one) => [one, valueOf(product, name, one)])));
  const { secretId, secretKey } = cloud.credentials(ACCOUNTS[0]);
  const timestamp = NOW / 1000;
  const keys = { accessKeyId: secretId, secretAccessKey: secretKey };
  const answer = await fetch(cloud.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-tc-action': name,
      'x-tc-version': version,
      'x-tc-region': REGION,
      'x-tc-timestamp': String(timestamp),
      authorization: authorization(keys, { service: product, host, timestamp, body }),
    },
    body,
  });
  const { Response: response } = (await answer.json()) as { readonly Response: Record<string, unknown> };
  expect(response).not.toHaveProperty('Error');
  // Nothing is proved by an empty list.
  const empty = Object.keys(response).filter((field) => isEmpty(response[field]));
  expect([product, name, empty]).toEqual([product, name, []]);
  return response;
}

const isEmpty = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

/** Something for what an action cannot do without. */
function valueOf(product: string, action: string, name: string): unknown {
  const here = cloud?.estate.accounts[ACCOUNTS[0]]?.regions[REGION];
  const forward = action.includes('Classical') ? 0 : 1;
  const balancer = here?.loadBalancers.find((one) => one.Forward === forward)?.LoadBalancerId;
  const values: Readonly<Record<string, unknown>> = {
    RoleArn: `qcs::cam::uin/${ACCOUNTS[1]}:roleName/tagsync`,
    RoleSessionName: 'types',
    Product: 'cdb',
    SecurityGroupId: here?.securityGroups[0]?.SecurityGroupId,
    NatGatewayId: (action.includes('Private') ? here?.privateNats : here?.natGateways)?.[0]?.NatGatewayId,
    LoadBalancerId: balancer,
    LoadBalancerIds: [balancer],
    ClusterId: product === 'tke' ? here?.clusters[0]?.ClusterId : here?.cynoses[0]?.ClusterId,
    Filters: [{ Name: 'TargetGroupId', Values: [here?.targetGroups[0]?.TargetGroupId] }],
    ServiceType: 'cvm',
    ResourcePrefix: 'instance',
    ResourceIds: [here?.instances[0]?.InstanceId],
    ResourceRegion: REGION,
  };
  return values[name];
}

/** What the compiler says. */
async function complaints(name: string, lines: readonly string[]): Promise<readonly string[]> {
  await writeFile(path.join(folder, `${name}.ts`), lines.join('\n'));
  await writeFile(
    path.join(folder, `${name}.json`),
    JSON.stringify({
      compilerOptions: {
        strict: false,
        module: 'esnext',
        moduleResolution: 'bundler',
        target: 'es2022',
        skipLibCheck: true,
        noEmit: true,
        types: [],
      },
      files: [`${name}.ts`],
    }),
  );
  try {
    await run(COMPILER, ['--project', `${name}.json`], { cwd: folder, maxBuffer: 2 ** 26 });
    return [];
  } catch (error) {
    const { stdout = '' } = error as { readonly stdout?: string };
    const said = stdout.split('\n').filter((line) => /error TS\d+/.test(line));
    return said.length > 0 ? said.map((line) => line.slice(0, 400)) : [String(error)];
  }
}
