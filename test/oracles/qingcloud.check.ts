/**
 * QingCloud's SDK for Python, the only one that its tags and roles are in: our signatures are its signatures, and its
 * client understands the simulator. `test/oracles/run` installs it where there is Python with venv.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signed } from '../../functions/qingcloud/signature.ts';
import { regionOf } from '../simulator/qingcloud/estate.ts';
import { generateEstate } from '../simulator/qingcloud/generate.ts';
import { type QingCloudCloud, startQingcloud } from '../simulator/qingcloud/server.ts';

const FOLDER = path.join(import.meta.dirname, 'qingcloud');
const PYTHON = path.join(FOLDER, '.venv/bin/python');
const NOW = Date.parse('2026-11-23T01:15:26Z');

class Sdk {
  readonly #process: ChildProcess;
  readonly #waiting: { readonly resolve: (line: string) => void; readonly reject: (error: Error) => void }[] =
    [];
  constructor() {
    this.#process = spawn(PYTHON, [path.join(FOLDER, 'sdk.py')], { stdio: ['pipe', 'pipe', 'inherit'] });
    if (this.#process.stdout === null) throw new Error('no answers from Python');
    createInterface({ input: this.#process.stdout }).on('line', (line) =>
      this.#waiting.shift()?.resolve(line),
    );
    this.#process.on('exit', () => {
      for (const { reject } of this.#waiting) reject(new Error('Python has ended: its words are above'));
    });
  }
  async ask(task: object): Promise<unknown> {
    const answer = new Promise<string>((resolve, reject) => void this.#waiting.push({ resolve, reject }));
    this.#process.stdin?.write(`${JSON.stringify(task)}\n`);
    return JSON.parse(await answer);
  }
  close(): void {
    this.#process.stdin?.end();
  }
}

describe("the vendor's SDK", () => {
  let sdk: Sdk | undefined;
  let cloud: QingCloudCloud | undefined;
  beforeAll(async () => {
    if (!existsSync(PYTHON)) throw new Error('its SDK is not installed: run test/oracles/run');
    sdk = new Sdk();
    const estate = generateEstate({ seed: 'sdk', accounts: ['usr-1'], regions: ['pek3'] });
    cloud = await startQingcloud({ estate });
  });
  afterAll(async () => {
    sdk?.close();
    await cloud?.close();
  });

  const name = fc.stringMatching(/^[a-z_]{2,8}(\.[0-9]{1,2})?$/);
  // Its client cuts nothing off, but an empty text is nobody's value.
  const value = fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
    fc.constantFrom('支付 服务', "!*'();:@&=+$,/?#[]", 'a b~c', '100%'),
  );

  it('signs as we do, whatever the parameters are', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(name, value, { maxKeys: 6 }),
        fc.option(fc.constantFrom('to+ken/=', 'a.b-c_d'), { nil: undefined }),
        async (params, token) => {
          const all = { ...params, action: 'DescribeInstances', zone: 'pek3' };
          const keys = { accessKeyId: 'AK', secretAccessKey: 'SK', sessionToken: token };
          const theirs = await sdk?.ask({
            do: 'sign',
            params: all,
            path: token === undefined ? '/iaas/' : '/iam/',
            key: 'AK',
            secret: 'SK',
            token: token ?? null,
            time_stamp: '2026-11-23T01:15:26Z',
          });
          expect(signed(keys, all, NOW)).toBe(theirs);
        },
      ),
      { numRuns: 200 },
    );
  });

  it.each([
    ['describe_zones', {}, 'zone_set', 3],
    [
      'describe_instances',
      { verbose: 1, limit: 100, status: ['running', 'stopped'] },
      'instance_set',
      undefined,
    ],
    ['describe_vxnets', { limit: 100 }, 'vxnet_set', 11],
    ['describe_routers', { verbose: 1 }, 'router_set', 3],
    ['describe_eips', { limit: 100 }, 'eip_set', undefined],
    ['describe_loadbalancers', { verbose: 1 }, 'loadbalancer_set', 6],
    ['describe_security_group_rules', { limit: 100, direction: 1 }, 'security_group_rule_set', 12],
    ['describe_rdbs', { rdb_engine: 'psql' }, 'rdb_set', 2],
    ['describe_caches', { verbose: 1 }, 'cache_set', 3],
  ])('%s understands the simulator', async (method, params, at, count) => {
    if (cloud === undefined) throw new Error('the simulator did not start');
    const { accessKeyId: key, secretAccessKey: secret } = cloud.credentials('usr-1');
    const answer = await sdk?.ask({
      do: 'call',
      method,
      params,
      key,
      secret,
      port: Number(new URL(cloud.url).port),
    });
    const { ret_code, [at]: rows }: Readonly<Record<string, unknown>> = Object(answer);
    expect([answer, ret_code]).toEqual([answer, 0]);
    expect(Array.isArray(rows) ? rows.length : rows).toBe(count ?? liveIn(cloud, at));
  });
});

/** What the estate has of it. */
function liveIn({ estate }: QingCloudCloud, at: string): number {
  const { instances, eips } = regionOf(estate, 'usr-1', 'pek3');
  if (at === 'eip_set') return eips.length;
  return instances.filter(({ isNode, status }) => !isNode && ['running', 'stopped'].includes(status)).length;
}
