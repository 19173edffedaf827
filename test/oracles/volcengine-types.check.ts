/**
 * What Volcengine's SDK for Python has of each action that the simulator knows: what the simulator's own table says of
 * its parameters and its answer is there, of the same type and at the same depth; what it answers fits, too; and no
 * action of the product of networks is about peerings. The newest SDK may have more than the table.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../simulator/volcengine/ask.ts';
import { DOCUMENTED } from '../simulator/volcengine/documented.ts';
import { generateEstate } from '../simulator/volcengine/generate.ts';
import { type Volcengine, startVolcengine } from '../simulator/volcengine/server.ts';

const FOLDER = path.join(import.meta.dirname, 'volcengine');
const PYTHON = path.join(FOLDER, '.venv/bin/python');
const ACCOUNT = '2100000001';
const CACHES = 'redis:DescribeDBInstances';
const ACTIONS = Object.keys(DOCUMENTED);

interface Field {
  readonly type: string;
  readonly several: boolean;
  readonly required: boolean;
  readonly fields: Shape;
}
interface Shape {
  readonly [name: string]: Field;
}
interface Vendor {
  readonly actions: Readonly<Record<string, readonly string[]>>;
  readonly documented: Readonly<Record<string, { readonly takes: Shape; readonly gives: Shape }>>;
}

let vendor: Vendor = { actions: {}, documented: {} };
let cloud: Volcengine | undefined;

beforeAll(async () => {
  if (!existsSync(PYTHON)) throw new Error('the SDK is not installed: run test/oracles/run');
  vendor = await vendorsOwn();
  cloud = await startVolcengine({
    estate: generateEstate({ seed: 'types', accounts: [ACCOUNT], regions: ['cn-beijing'] }),
    buckets: { '*': undefined },
  });
}, 120_000);
afterAll(() => cloud?.close());

describe("the simulator's actions", () => {
  it.each(ACTIONS)('%s has the parameters and the answer that the vendor has', (action) => {
    const { takes = '', gives = '' } = DOCUMENTED[action] ?? {};
    const { takes: parameters = {}, gives: answer = {} } = vendor.documented[action] ?? {};
    expect(differencesOf(shapeIn(takes), parameters)).toEqual([]);
    expect(differencesOf(shapeIn(gives), answer)).toEqual([]);
    const required = Object.entries(parameters).filter(([, field]) => field.required);
    const ours = Object.entries(shapeIn(takes)).filter(([, field]) => field.required);
    expect(ours.map(([name]) => name).toSorted()).toEqual(required.map(([name]) => name).toSorted());
  });

  it.each(ACTIONS.filter((action) => !/Regions|Zones|AssumeRole/.test(action)))(
    '%s answers what the vendor has',
    async (action) => {
      if (cloud === undefined) throw new Error('the simulator did not start');
      const { url } = cloud;
      const keys = cloud.credentials(ACCOUNT);
      const { takes = '' } = DOCUMENTED[action] ?? {};
      const needed = Object.entries(shapeIn(takes)).filter(([, field]) => field.required);
      // Its page says so of this one, its SDK does not.
      const names = [...needed.map(([name]) => name), ...(action === CACHES ? ['RegionId'] : [])];
      const params = Object.fromEntries(names.map((name) => [name, valueOf(action, name)]));
      const { result = {} } = await ask({ url, keys, action, params });
      expect(Object.keys(result).length).toBeGreaterThan(0);
      // Nothing is proved by an empty list.
      expect(Object.keys(result).filter((name) => isEmpty(result[name]))).toEqual([]);
      expect(misfits(result, vendor.documented[action]?.gives ?? {})).toEqual([]);
    },
  );

  it('would be told what they have of their own, or of another type', () => {
    const theirs = vendor.documented['vpc:DescribeVpcs']?.gives ?? {};
    const ours = shapeIn('Vpcs*(CidrBlok IsDefault AssociateCens(CenId)) TotalCount:number');
    expect(differencesOf(ours, theirs)).toEqual(['Vpcs.CidrBlok', 'Vpcs.IsDefault', 'Vpcs.AssociateCens']);
    const answer = { Vpcs: [{ VpcId: 1, Tags: [{ Kee: 'x' }], SubnetIds: 'one' }] };
    expect(misfits(answer, theirs)).toEqual(['Vpcs.VpcId', 'Vpcs.Tags.Kee', 'Vpcs.SubnetIds']);
  });
});

describe("the vendor's actions", () => {
  it('list no peerings of VPCs', () => {
    const { vpc = [] } = vendor.actions;
    expect(vpc).toContain('describe_vpcs');
    expect(vpc.filter((name) => /peer/i.test(name))).toEqual([]);
  });
});

const isEmpty = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

async function vendorsOwn(): Promise<Vendor> {
  return new Promise((resolve, reject) => {
    const options = { cwd: FOLDER, maxBuffer: 2 ** 26 };
    const python = execFile(PYTHON, ['documented.py'], options, (error, stdout) => {
      if (error === null) resolve(JSON.parse(stdout) as Vendor);
      else reject(error);
    });
    python.stdin?.end(JSON.stringify(ACTIONS));
  });
}

/** The table's notation: `Name`, `Name*`, `Name!`, `Name:number`, `Name*(Inner …)`. */
function shapeIn(text: string): Shape {
  const shape: Record<string, Field> = {};
  for (let at = 0; at < text.length;) {
    const [whole = ' ', name = '', several, required, type = 'text'] =
      /^\s*(\w+)(\*)?(!)?(?::(\w+))?/.exec(text.slice(at)) ?? [];
    at += whole.length;
    const inner = text[at] === '(' ? bracketed(text, at) : undefined;
    if (inner !== undefined) at += inner.length + 2;
    if (name === '') continue;
    shape[name] = {
      type: inner === undefined ? type : 'object',
      several: several !== undefined,
      required: required !== undefined,
      fields: shapeIn(inner ?? ''),
    };
  }
  return shape;
}

/** What is in the brackets that open there. */
function bracketed(text: string, from: number): string {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    if (text[at] === '(') depth++;
    if (text[at] === ')' && --depth === 0) return text.slice(from + 1, at);
  }
  throw new Error(`a bracket that is not closed: ${text.slice(from, from + 40)}`);
}

/** Fields of ours that are not theirs, or not of that type. */
function differencesOf(ours: Shape, theirs: Shape, where = ''): string[] {
  return Object.entries(ours).flatMap(([name, field]) => {
    const their = theirs[name];
    const at = `${where}${name}`;
    if (their === undefined || their.several !== field.several || their.type !== field.type) return [at];
    return differencesOf(field.fields, their.fields, `${at}.`);
  });
}

const PLAIN: Readonly<Record<string, string>> = { text: 'string', number: 'number', flag: 'boolean' };

/** What of a value has no place in a shape. */
function misfits(value: object, shape: Shape, where = ''): string[] {
  const wrong = Object.entries(value).flatMap(([name, inner]: [string, unknown]) => {
    const field = shape[name];
    const at = `${where}${name}`;
    if (field === undefined) return [at];
    if (inner === null) return [];
    if (field.several !== Array.isArray(inner)) return [at];
    const items: readonly unknown[] = Array.isArray(inner) ? inner : [inner];
    return items.flatMap((item) => {
      if (field.type === 'object')
        return typeof item === 'object' && item !== null ? misfits(item, field.fields, `${at}.`) : [at];
      return typeof item === PLAIN[field.type] ? [] : [at];
    });
  });
  return [...new Set(wrong)];
}

/** Something for what an action cannot do without. */
function valueOf(action: string, name: string): string {
  const here = cloud?.estate.accounts[ACCOUNT]?.regions['cn-beijing'];
  const values: Readonly<Record<string, string | undefined>> = {
    RouteTableId: here?.routeTables[0]?.RouteTableId,
    SecurityGroupId: here?.securityGroups[0]?.SecurityGroupId,
    ServerGroupId: (action.startsWith('alb') ? here?.albGroups : here?.clbGroups)?.[0]?.ServerGroupId,
    InstanceId: action.startsWith('redis')
      ? here?.redises.find(
          ({ ServiceType }) => action.includes('Enterprise') === (ServiceType === 'Enterprise'),
        )?.InstanceId
      : here?.sqlServers[0]?.InstanceId,
    RegionId: 'cn-beijing',
  };
  return values[name] ?? '';
}
