import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

interface Ports {
  readonly directory: string;
  readonly resolveVariable: () => Promise<string>;
}
const stageOf = createRequire(import.meta.url)('../../.tools/stage.cjs') as (
  ports: Ports,
) => Promise<Readonly<Record<string, unknown>>>;

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'tagsync-stages-'));
});

afterAll(() => rm(directory, { recursive: true }));

async function stage(yaml: string): Promise<Readonly<Record<string, unknown>>> {
  await writeFile(path.join(directory, 'here.yml'), yaml);
  return stageOf({ directory, resolveVariable: async () => 'here' });
}

describe('a stage file', () => {
  it.each([
    ['memory: 2048', 'memory is not a parameter: see .stages/default.yml'],
    ['memoryMegabytes: lots', 'memoryMegabytes: expected a number, not a string'],
    ['subnetIds: subnet-1', 'subnetIds: expected a list, not a string'],
    ['config:', 'config: expected a section, not nothing'],
    ['schedule: every day', 'schedule: expected rate(…) or cron(…)'],
    ['schedule: cron(0 * * * ? *)', 'periodMinutes: expected how far apart the runs of this schedule are'],
    ['schedule: rate(7 days)', 'periodMinutes: expected at most 3360'],
    ['timeoutSeconds: 1200', 'timeoutSeconds: expected 60 to 900'],
    ['subnetIds: [subnet-1]', 'subnetIds and securityGroupIds go together'],
    ['config: { store: "s3://mine" }', 'config.store: say bucket, prefix and kmsKeyArn instead'],
    ['config: { fanOut: {} }', 'config.fanOut: say fanOut: true instead'],
    ['config: { singleWriter: true }', 'config.singleWriter: runs of a function may overlap'],
    [
      'fanOut: true',
      'fanOut: a message is tried 2 times within a period, 6 × timeoutSeconds each: expected a period of at least 108 minutes, or a shorter timeout',
    ],
    ['caFile: nowhere.pem', 'caFile: there is no nowhere.pem'],
  ])('%s is refused by name', async (yaml, message) => {
    await expect(stage(yaml)).rejects.toThrow(`here.yml: ${message}`);
  });

  it('holds no more configuration than an environment does', async () => {
    const long = `config: { tags: { deny: [${'x'.repeat(4000)}] } }`;
    await expect(stage(long)).rejects.toThrow(
      'config: 4119 characters, and the environment of a function holds 3500',
    );
  });

  it('that is not there is asked for', async () => {
    const missing = stageOf({ directory, resolveVariable: async () => 'prod' });
    await expect(missing).rejects.toThrow(/there is no \S+prod\.yml: copy \.stages\/example\.yml/);
  });

  it('may be empty: then everything is as by default', async () => {
    expect(await stage('')).toMatchObject({
      schedule: 'rate(10 minutes)',
      periodSeconds: 600,
      alarmActions: [],
    });
  });

  it('names a bucket that exists: none is created, and the role reaches that one', async () => {
    const { parts, environment, statements } = await stage('bucket: tags-of-ours');
    expect(parts).toEqual({ bucket: {}, fanOut: {} });
    expect(environment).toMatchObject({ TAGSYNC_BUCKET: 'tags-of-ours' });
    expect(statements).toContainEqual({
      Effect: 'Allow',
      Action: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'],
      Resource: [{ 'Fn::Sub': 'arn:${AWS::Partition}:s3:::tags-of-ours/tagsync/*' }],
    });
  });

  it('names roles of accounts: the role may assume those, and no others', async () => {
    const roleArn = 'arn:aws:iam::111122223333:role/TagSyncReader';
    const { statements } = await stage(
      `config: { providers: { aws: { accounts: [{ roleArn: '${roleArn}' }] } } }`,
    );
    expect(statements).toContainEqual({ Effect: 'Allow', Action: ['sts:AssumeRole'], Resource: [roleArn] });
  });

  it('names certificates: they are packaged, and Node trusts them', async () => {
    const { files, environment } = await stage('caFile: LICENSE');
    expect(files).toEqual(['dist/functions/aws.mjs', 'LICENSE']);
    expect(environment).toMatchObject({ NODE_EXTRA_CA_CERTS: '/var/task/LICENSE' });
  });

  it('may switch the schedule off, and by cron say how often that is', async () => {
    const off = await stage('schedule: cron(0 6 * * ? *)\nperiodMinutes: 1440\nenabled: false');
    expect(off).toMatchObject({ state: 'DISABLED', periodSeconds: 86_400, threePeriodsSeconds: 259_200 });
  });
});
