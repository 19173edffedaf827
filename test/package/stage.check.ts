import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

interface Ports {
  readonly directory: string;
  readonly dist?: string;
  readonly resolveVariable: () => Promise<string>;
}
const stageOf = createRequire(import.meta.url)('../../.tools/stage.cjs') as (ports: Ports) => Promise<Custom>;

/** Of what serverless.yml is given: what the stages below change. */
interface Custom {
  readonly functions: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly parts: {
    readonly bucket: unknown;
    readonly providers: {
      readonly Resources: Readonly<
        Record<string, { readonly Properties: Readonly<Record<string, unknown>> }>
      >;
    };
  };
}

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'tagsync-stages-'));
});

afterAll(() => rm(directory, { recursive: true }));

const of = ({ parts }: Custom, id: string): Readonly<Record<string, unknown>> | undefined =>
  parts.providers.Resources[id]?.Properties;

interface Statement {
  readonly Action: readonly string[];
  readonly Resource: unknown;
}

function statementsOf(custom: Custom, id: string): readonly Statement[] {
  const { Policies: policies = [] } = of(custom, `${id}Role`) as {
    Policies?: readonly { PolicyDocument: { Statement: readonly Statement[] } }[];
  };
  return policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
}

async function stage(yaml: string): Promise<Custom> {
  await writeFile(path.join(directory, 'here.yml'), yaml);
  return stageOf({ directory, resolveVariable: async () => 'here' });
}

/** The section that a function is told of its store. */
function storeOf({ functions }: Custom, name: string): unknown {
  const environment = functions[name]?.['environment'] as { readonly TAGSYNC_CONFIG: string | Joined };
  const told = environment.TAGSYNC_CONFIG;
  const text = typeof told === 'string' ? told : told['Fn::Join'][1].join('');
  return (JSON.parse(text) as { store: unknown }).store;
}
type Joined = Readonly<Record<'Fn::Join', readonly [string, readonly string[]]>>;

const cluster = (id: string, eks: string): string =>
  `{ id: ${id}, server: 'https://${id}.example', eks: { cluster: c, region: eu-west-1${eks} } }`;

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
    ['config: { store: "s3://mine" }', 'config.store: say bucket, prefix, kmsKeyArn and objectTags instead'],
    ['config: { fanOut: {} }', 'config.fanOut: say fanOut: true instead'],
    ['config: { singleWriter: true }', 'config.singleWriter: runs of a function may overlap'],
    [
      'fanOut: true',
      'fanOut: a message is tried 2 times within a period, 6 × timeoutSeconds each: expected a period of at least 108 minutes, or a shorter timeout',
    ],
    ['config: { refresh: {} }', 'config.refresh: say events: true instead'],
    ['eventSeconds: 90', 'eventSeconds: expected 1 to 60'],
    ['eventOrganization: ours', 'eventOrganization: expected the id of an organization, like o-a1b2c3d4e5'],
    [
      'events: true\nconfig: { providers: { aliyun: {} } }',
      'events: only aws tells of what happens, and config.providers does not name it',
    ],
    ['objectTags: [team]', 'objectTags: expected a section, not a list'],
    ['objectTags: { cost: 12 }', 'objectTags.cost: expected a string, not a number'],
    [`objectTags: { a: ${'x'.repeat(257)} }`, 'objectTags.a: expected at most 256 characters'],
    [`objectTags: { ${'k'.repeat(129)}: x }`, 'objectTags: expected keys of 1 to 128 characters'],
    [
      `objectTags: { ${Array.from({ length: 11 }, (_, n) => `t${n}: x`).join(', ')} }`,
      'objectTags: expected at most 10',
    ],
    [
      'providers: { aws: { objectTags: {} } }',
      'providers.aws: objectTags is not a parameter of one provider',
    ],
    ['caFile: nowhere.pem', 'caFile: there is no nowhere.pem'],
    ['config: { providers: [aws] }', 'config.providers: expected a section, not a list'],
    [
      'config: { providers: { aws: {}, alyun: {} } }',
      'config.providers.alyun: no function lists it: expected some of aliyun, aws',
    ],
    ['providers: { aliyun: {} }', 'providers.aliyun: config.providers names aws'],
    ['providers: { aws: fast }', 'providers.aws: expected a section, not a string'],
    ['providers: { aws: { memory: 2048 } }', 'providers.aws: memory is not a parameter: see'],
    ['providers: { aws: { bucket: mine } }', 'providers.aws: bucket is not a parameter of one provider'],
    ['providers: { aws: { timeoutSeconds: long } }', 'providers.aws: timeoutSeconds: expected a number'],
    ['providers: { aws: { timeoutSeconds: 30 } }', 'providers.aws: timeoutSeconds: expected 60 to 900'],
    ['providers: { aws: { fanOut: true } }', 'providers.aws: fanOut: a message is tried 2 times'],
  ])('%s is refused by name', async (yaml, message) => {
    await expect(stage(yaml)).rejects.toThrow(`here.yml: ${message}`);
  });

  it('holds no more configuration than an environment does', async () => {
    const long = `config: { tags: { deny: [${'x'.repeat(4000)}] } }`;
    await expect(stage(long)).rejects.toThrow(
      'config: 4119 bytes for aws, and the environment of a function holds 3500',
    );
  });

  it('that is not there is asked for', async () => {
    const missing = stageOf({ directory, resolveVariable: async () => 'prod' });
    await expect(missing).rejects.toThrow(/there is no \S+prod\.yml: copy \.stages\/example\.yml/);
  });

  it('may be empty: then everything is as by default', async () => {
    const custom = await stage('');
    expect(Object.keys(custom.functions)).toEqual(['aws']);
    expect(of(custom, 'AwsSchedule')).toMatchObject({ ScheduleExpression: 'rate(10 minutes)' });
    expect(of(custom, 'AwsKeptTooLong')).toMatchObject({ Period: 600, AlarmActions: [] });
  });

  it('names a bucket that exists: none is created, and the role reaches that one', async () => {
    const custom = await stage('bucket: tags-of-ours');
    expect(custom.parts.bucket).toEqual({});
    expect(custom.functions['aws']).toMatchObject({ environment: { TAGSYNC_BUCKET: 'tags-of-ours' } });
    expect(statementsOf(custom, 'Aws')).toContainEqual({
      Effect: 'Allow',
      Action: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'],
      Resource: [{ 'Fn::Sub': 'arn:${AWS::Partition}:s3:::tags-of-ours/tagsync/*' }],
    });
  });

  it('names tags of objects: the functions put them, and may', async () => {
    const custom = await stage(
      'bucket: ours\nobjectTags: { team: platform, "cost centre": "12" }\n' +
        'config: { providers: { aws: {} }, deepflow: { url: "http://10.0.0.9:20417", publisher: true } }',
    );
    const objects = { 'Fn::Sub': 'arn:${AWS::Partition}:s3:::ours/tagsync/*' };
    for (const id of ['Aws', 'Deepflow']) {
      expect(statementsOf(custom, id)).toContainEqual({
        Effect: 'Allow',
        Action: ['s3:GetObject', 's3:PutObject', 's3:PutObjectTagging', 's3:DeleteObject'],
        Resource: [objects],
      });
      expect(storeOf(custom, id.toLowerCase())).toEqual({
        type: 's3',
        bucket: '${env:TAGSYNC_BUCKET}',
        prefix: 'tagsync',
        objectTags: { team: 'platform', 'cost centre': '12' },
      });
    }
    const without = await stage('');
    expect(storeOf(without, 'aws')).not.toHaveProperty('objectTags');
    expect(statementsOf(without, 'Aws').flatMap(({ Action }) => Action)).not.toContain('s3:PutObjectTagging');
  });

  it('names roles of accounts: the role may assume those, and no others', async () => {
    const roleArn = 'arn:aws:iam::111122223333:role/TagSyncReader';
    const custom = await stage(
      `config: { providers: { aws: { accounts: [{ roleArn: '${roleArn}' }] }, aliyun: {} } }`,
    );
    const assume = { Effect: 'Allow', Action: ['sts:AssumeRole'], Resource: [roleArn] };
    expect(statementsOf(custom, 'Aws')).toContainEqual(assume);
    expect(statementsOf(custom, 'Aliyun')).not.toContainEqual(assume);
  });

  it('names roles of clusters: the function that enters them may assume those, and no others', async () => {
    const roles = ['arn:aws:iam::111122223333:role/ClusterReader', 'arn:aws:iam::444455556666:role/Other'];
    const clusters = [
      cluster('c1', `, roleArn: '${roles[0]}'`),
      cluster('c2', `, roleArn: '${roles[1]}'`),
      cluster('c3', `, roleArn: '${roles[0]}'`),
      cluster('c4', ''),
    ];
    const custom = await stage(
      `config: { providers: { aws: {}, kubernetes: { clusters: [${clusters.join(', ')}] } } }`,
    );
    const assume = { Effect: 'Allow', Action: ['sts:AssumeRole'], Resource: roles };
    expect(statementsOf(custom, 'Kubernetes')).toContainEqual(assume);
    expect(JSON.stringify(statementsOf(custom, 'Aws'))).not.toContain('ClusterReader');
    const without = await stage('config: { providers: { kubernetes: { clusters: [{ id: c }] } } }');
    expect(statementsOf(without, 'Kubernetes').flatMap(({ Action }) => Action)).not.toContain(
      'sts:AssumeRole',
    );
  });

  it('names keys of secrets: only a function that reads a secret may use them', async () => {
    const key = 'arn:aws:kms:eu-west-1:111122223333:key/1';
    const custom = await stage(
      `secretKeyArns: ['${key}']\n` +
        `config: { providers: { aws: {}, aliyun: { accounts: [{ externalId: '\${ssm:/id}' }] } } }`,
    );
    const decrypt = { Effect: 'Allow', Action: ['kms:Decrypt'], Resource: [key] };
    expect(statementsOf(custom, 'Aliyun')).toContainEqual(decrypt);
    expect(statementsOf(custom, 'Aws')).not.toContainEqual(decrypt);
  });

  it('names certificates: they are packaged, and Node trusts them', async () => {
    const { functions } = await stage('caFile: LICENSE');
    expect(functions['aws']).toMatchObject({
      package: { patterns: ['dist/functions/aws.mjs', 'dist/functions/aws/*.mjs', 'LICENSE'] },
      environment: { NODE_EXTRA_CA_CERTS: '/var/task/LICENSE' },
    });
  });

  it('names a provider: the parts of its bundle are packaged with it, those of others are not', async () => {
    const { functions } = await stage('config: { providers: { azure: {} } }');
    expect(functions['azure']).toMatchObject({
      package: { patterns: ['dist/functions/azure.mjs', 'dist/functions/azure/*.mjs'] },
    });
  });

  it('may switch the schedule off, and by cron say how often that is', async () => {
    const off = await stage('schedule: cron(0 6 * * ? *)\nperiodMinutes: 1440\nenabled: false');
    expect(of(off, 'AwsSchedule')).toMatchObject({ State: 'DISABLED' });
    expect(of(off, 'AwsNotChecked')).toMatchObject({ Period: 259_200, ActionsEnabled: false });
  });
});

const arn = (id: string): object => ({ 'Fn::GetAtt': [id, 'Arn'] });
const aliyun = (ids: readonly string[]): readonly string[] => ids.filter((id) => id.startsWith('Aliyun'));

/** Resources that a stage without anything does not have. */
const added = async (yaml: string): Promise<readonly string[]> => {
  const before = Object.keys((await stage('')).parts.providers.Resources);
  const after = Object.keys((await stage(yaml)).parts.providers.Resources);
  return after.filter((id) => !before.includes(id)).toSorted();
};

describe('a stage with events', () => {
  const RULES = [
    'AwsOnTagTagChangeOnResource',
    'AwsOnEc2Ec2InstanceStateChangeNotification',
    'AwsOnRdsRdsDbInstanceEvent',
    'AwsOnElasticacheCacheCreated',
    'AwsOnEc2AwsApiCallViaCloudtrail',
    'AwsOnElasticloadbalancingAwsApiCallViaCloudtrail',
    'AwsOnEksAwsApiCallViaCloudtrail',
  ];
  it('has rules, two queues, and a bus for others, for AWS alone', async () => {
    const own =
      'AwsBus AwsEvents AwsEventsMapping AwsEventsPolicy AwsOnForwarded AwsRefreshes AwsRefreshesMapping'.split(
        ' ',
      );
    expect(await added('events: true')).toEqual([...own, ...RULES].toSorted());
    const two = 'config: { providers: { aws: {}, aliyun: {} } }';
    expect(aliyun(await added(`events: true\n${two}`))).toEqual(aliyun(await added(two)));
  });

  it('lets the rules, and nobody else, send to the first queue', async () => {
    const custom = await stage('events: true');
    for (const rule of [...RULES, 'AwsOnForwarded']) {
      expect(of(custom, rule)).toMatchObject({
        State: 'ENABLED',
        Targets: [{ Arn: arn('AwsEvents'), RetryPolicy: { MaximumEventAgeInSeconds: 600 } }],
      });
    }
    expect(of(custom, 'AwsOnTagTagChangeOnResource')).toMatchObject({
      EventBusName: 'default',
      EventPattern: {
        source: ['aws.tag'],
        'detail-type': ['Tag Change on Resource'],
        detail: { service: ['ec2', 'elasticloadbalancing', 'rds', 'elasticache', 'eks'] },
      },
    });
    expect(of(custom, 'AwsOnForwarded')).toMatchObject({
      EventBusName: { Ref: 'AwsBus' },
      EventPattern: {
        source: ['aws.tag', 'aws.ec2', 'aws.rds', 'aws.elasticache', 'aws.elasticloadbalancing', 'aws.eks'],
      },
    });
    expect(of(custom, 'AwsEventsPolicy')).toMatchObject({
      PolicyDocument: {
        Statement: [
          {
            Principal: { Service: 'events.amazonaws.com' },
            Action: 'sqs:SendMessage',
            Resource: arn('AwsEvents'),
            Condition: { ArnEquals: { 'aws:SourceArn': [...RULES, 'AwsOnForwarded'].map(arn) } },
          },
        ],
      },
    });
  });

  it('holds the second queue back for as long as the function is told that a window is', async () => {
    const custom = await stage('events: true\neventSeconds: 25');
    expect(of(custom, 'AwsRefreshes')).toMatchObject({ FifoQueue: true, DelaySeconds: 25 });
    const { environment } = custom.functions['aws'] as { environment: Record<string, unknown> };
    expect(JSON.stringify(environment['TAGSYNC_CONFIG'])).toContain('\\"seconds\\":25');
    expect(environment['TAGSYNC_REFRESH_QUEUE_URL']).toEqual({ Ref: 'AwsRefreshes' });
    expect(of(custom, 'AwsRefreshesMapping')).toMatchObject({ BatchSize: 10 });
  });

  it('gives the function its queues: to read both, and to write to the second', async () => {
    const custom = await stage('events: true');
    const queues = statementsOf(custom, 'Aws').filter(({ Action }) => Action.includes('sqs:ReceiveMessage'));
    expect(queues.map(({ Action, Resource }) => [Action.includes('sqs:SendMessage'), Resource])).toEqual([
      [true, [arn('AwsRefreshes')]],
      [false, [arn('AwsEvents')]],
    ]);
  });

  it('lets the accounts of an organization send to the bus, and only if it is told which', async () => {
    expect(await added('events: true')).not.toContain('AwsBusPolicy');
    const custom = await stage('events: true\neventOrganization: o-a1b2c3d4e5');
    expect(of(custom, 'AwsBusPolicy')).toMatchObject({
      EventBusName: { Ref: 'AwsBus' },
      Statement: {
        Action: 'events:PutEvents',
        Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } },
      },
    });
  });
});

describe('providers of a stage', () => {
  it('are those that its configuration names, aws only if it is one of them', async () => {
    const { functions } = await stage('config: { providers: { aliyun: } }');
    expect(Object.keys(functions)).toEqual(['aliyun']);
  });

  it('are none of the others: one more changes nothing of what was there', async () => {
    const alone = await stage('');
    const more = await stage('config: { providers: { aws: {}, aliyun: {} } }');
    expect(more.functions['aws']).toEqual(alone.functions['aws']);
    const { Resources: before } = alone.parts.providers;
    const { Resources: after } = more.parts.providers;
    expect(Object.fromEntries(Object.entries(after).filter(([id]) => id.startsWith('Aws')))).toEqual(before);
    expect(Object.keys(after).filter((id) => !/^(?:Aws|Aliyun)/.test(id))).toEqual([]);
  });

  it('have parameters of their own where the stage says so', async () => {
    const custom = await stage(
      'config: { providers: { aws: {}, aliyun: {} } }\n' +
        'providers: { aliyun: { schedule: rate(2 hours), timeoutSeconds: 90, fanOut: true, enabled: false } }',
    );
    expect(custom.functions).toMatchObject({ aws: { timeout: 540 }, aliyun: { timeout: 90 } });
    expect(of(custom, 'AwsSchedule')).toMatchObject({
      ScheduleExpression: 'rate(10 minutes)',
      State: 'ENABLED',
    });
    expect(of(custom, 'AliyunSchedule')).toMatchObject({
      ScheduleExpression: 'rate(2 hours)',
      State: 'DISABLED',
    });
    expect(of(custom, 'AliyunFanOutQueue')).toMatchObject({
      VisibilityTimeout: 540,
      MessageRetentionPeriod: 7200,
    });
    expect(of(custom, 'AwsFanOutQueue')).toBeUndefined();
  });

  it('measure by their own schedule, not by the period of another', async () => {
    const custom = await stage(
      'config: { providers: { aws: {}, aliyun: {} } }\nschedule: cron(0 6 * * ? *)\nperiodMinutes: 1440\n' +
        'providers: { aliyun: { schedule: rate(1 hour) } }',
    );
    expect(of(custom, 'AwsKeptTooLong')).toMatchObject({ Period: 86_400 });
    expect(of(custom, 'AliyunKeptTooLong')).toMatchObject({ Period: 3600 });
  });

  it('without AWS reach the store and the queues of the stack, and nothing else on AWS', async () => {
    const custom = await stage('config: { providers: { aws: {}, aliyun: {} } }');
    expect(statementsOf(custom, 'Aliyun').flatMap(({ Action }) => Action)).toEqual([
      'logs:CreateLogStream',
      'logs:PutLogEvents',
      's3:GetObject',
      's3:PutObject',
      's3:DeleteObject',
      's3:ListBucket',
      'sqs:SendMessage',
    ]);
  });

  it('have the publisher beside them if there is a section for it: it is told of no provider, and reaches the store alone', async () => {
    const section = '{ url: "http://10.0.0.9:20417", publisher: true, domains: [] }';
    const custom = await stage(`config: { providers: { aws: {} }, deepflow: ${section} }`);
    expect(Object.keys(custom.functions)).toEqual(['aws', 'deepflow']);
    const told = (name: string): string => JSON.stringify(custom.functions[name]?.['environment']);
    expect(told('deepflow')).toContain('20417');
    expect(told('deepflow')).not.toContain('aws');
    expect(told('aws')).not.toContain('20417');
    const actions = statementsOf(custom, 'Deepflow').flatMap(({ Action }) => Action);
    expect(actions).toEqual(
      expect.arrayContaining(['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:ListBucket']),
    );
    expect(actions.filter((action) => /^(?:ec2|sts|organizations):/.test(action))).toEqual([]);
  });

  it.each(['', ', publisher: false'])(
    'have no publisher beside them where another stage publishes: { … %s }',
    async (said) => {
      const section = `{ url: "http://10.0.0.9:20417"${said}, domains: [] }`;
      const custom = await stage(`config: { providers: { aws: {} }, deepflow: ${section} }`);
      expect(Object.keys(custom.functions)).toEqual(['aws']);
      expect(Object.keys(custom.parts.providers.Resources).filter((id) => id.startsWith('Deepflow'))).toEqual(
        [],
      );
    },
  );

  it('without a bundle are refused by name', async () => {
    await writeFile(path.join(directory, 'here.yml'), 'config: { providers: { aws: {}, aliyun: {} } }');
    const bare = stageOf({ directory, dist: directory, resolveVariable: async () => 'here' });
    await expect(bare).rejects.toThrow('the function of aliyun is not bundled: run "npm run bundle" first');
  });
});
