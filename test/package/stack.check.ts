import { beforeAll, describe, expect, it } from 'vitest';
import { aliyun } from '../../functions/aliyun/provider.ts';
import { aws } from '../../functions/aws/provider.ts';
import { loadConfig, parseAt } from '../../shared/runtime/config.ts';
import { createTally, emf } from '../../shared/runtime/metrics.ts';
import { packaged } from './template.ts';
import type { Statement, Template } from './template.ts';

let standard: Template;
let example: Template;

beforeAll(async () => {
  standard = await packaged('default');
  example = await packaged('example');
});

/** Where a reference has to stand for something of a shape. */
const VALUES: Readonly<Record<string, string>> = {
  TAGSYNC_QUEUE_URL: 'https://sqs.eu-west-1.amazonaws.com/111122223333/queue.fifo',
  TAGSYNC_REFRESH_QUEUE_URL: 'https://sqs.eu-west-1.amazonaws.com/111122223333/refreshes.fifo',
  'tagsync/webhook#secret': `whsec_${Buffer.alloc(32).toString('base64')}`,
};
/** Of one provider's function, whatever the stage. */
const AROUND = [
  'Dead AWS::CloudWatch::Alarm',
  'DeadLetters AWS::SQS::Queue',
  'FunctionFailed AWS::CloudWatch::Alarm',
  'KeptTooLong AWS::CloudWatch::Alarm',
  'LambdaEvConf AWS::Lambda::EventInvokeConfig',
  'LambdaFunction AWS::Lambda::Function',
  'LogGroup AWS::Logs::LogGroup',
  'NotChecked AWS::CloudWatch::Alarm',
  'NotDelivered AWS::CloudWatch::Alarm',
  'Refused AWS::CloudWatch::Alarm',
  'Role AWS::IAM::Role',
  'Schedule AWS::Scheduler::Schedule',
  'SchedulerRole AWS::IAM::Role',
];
const FAN_OUT = [
  'FanOutDead AWS::CloudWatch::Alarm',
  'FanOutDeadLetters AWS::SQS::Queue',
  'FanOutMapping AWS::Lambda::EventSourceMapping',
  'FanOutQueue AWS::SQS::Queue',
];
const EVENTS = [
  'Bus AWS::Events::EventBus',
  'BusPolicy AWS::Events::EventBusPolicy',
  'Events AWS::SQS::Queue',
  'EventsMapping AWS::Lambda::EventSourceMapping',
  'EventsPolicy AWS::SQS::QueuePolicy',
  'OnEc2AwsApiCallViaCloudtrail AWS::Events::Rule',
  'OnEc2Ec2InstanceStateChangeNotification AWS::Events::Rule',
  'OnEksAwsApiCallViaCloudtrail AWS::Events::Rule',
  'OnElasticacheCacheCreated AWS::Events::Rule',
  'OnElasticloadbalancingAwsApiCallViaCloudtrail AWS::Events::Rule',
  'OnForwarded AWS::Events::Rule',
  'OnRdsRdsDbInstanceEvent AWS::Events::Rule',
  'OnTagTagChangeOnResource AWS::Events::Rule',
  'Refreshes AWS::SQS::Queue',
  'RefreshesMapping AWS::Lambda::EventSourceMapping',
];
const SHARED = [
  'Bucket AWS::S3::Bucket',
  'BucketPolicy AWS::S3::BucketPolicy',
  'ServerlessDeploymentBucket AWS::S3::Bucket',
  'ServerlessDeploymentBucketPolicy AWS::S3::BucketPolicy',
];
const NETWORK = [
  'ec2:CreateNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:DeleteNetworkInterface',
  'ec2:AssignPrivateIpAddresses',
  'ec2:UnassignPrivateIpAddresses',
];

const actionsOf = ({ Action }: Statement): readonly string[] => [Action].flat();
const having = (template: Template, action: string, provider = 'Aws'): readonly Statement[] =>
  template.statementsOf(provider).filter((statement) => actionsOf(statement).includes(action));
const types = ({ resources }: Template): readonly string[] =>
  Object.entries(resources).map(([id, { Type }]) => `${id} ${Type}`);
const arn = (id: string): object => ({ 'Fn::GetAtt': [id, 'Arn'] });

const alarms = (template: Template): readonly Readonly<Record<string, unknown>>[] =>
  Object.values(template.resources)
    .filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm')
    .map(({ Properties }) => Properties);
/** What the role may do to any resource. */
const anywhere = (template: Template, provider = 'Aws'): readonly (readonly string[])[] =>
  template
    .statementsOf(provider)
    .filter(({ Resource }) => [Resource].flat().includes('*'))
    .map(actionsOf);
const partition = (rest: string): object => ({ 'Fn::Sub': `arn:\${AWS::Partition}:${rest}` });

const allow = (Action: readonly string[], Resource: readonly unknown[]): object => ({
  Effect: 'Allow',
  Action,
  Resource,
});

const declared = (organization: boolean): readonly string[] =>
  [...new Set([...aws.actions, ...aws.collectors.flatMap(({ actions }) => actions)])]
    .filter((action) => action !== 'sts:AssumeRole')
    .filter((action) => organization || !action.startsWith('organizations:'))
    .toSorted((a, b) => (a < b ? -1 : 1));

describe('the stack by default', () => {
  it('is the function, its schedule, a bucket, alarms, and nothing of a queue or a network', () => {
    expect(types(standard).toSorted()).toEqual([...AROUND.map((one) => `Aws${one}`), ...SHARED].toSorted());
    expect(standard.of('AwsLambdaFunction')).not.toHaveProperty('VpcConfig');
    expect(standard.of('AwsLambdaFunction')).not.toHaveProperty('ReservedConcurrentExecutions');
    expect(standard.of('AwsRole')).not.toHaveProperty('ManagedPolicyArns');
    expect(standard.text).not.toContain('"ec2:CreateNetworkInterface"');
  });

  it('runs the bundle on arm64 under a current Node', () => {
    expect(standard.of('AwsLambdaFunction')).toMatchObject({
      Handler: 'dist/functions/aws.handler',
      Runtime: 'nodejs22.x',
      Architectures: ['arm64'],
      MemorySize: 1024,
      Timeout: 540,
    });
    expect(standard.of('AwsLogGroup')).toMatchObject({ RetentionInDays: 30 });
  });

  it('hands the function its configuration with references that it resolves itself', () => {
    const { Environment } = standard.of('AwsLambdaFunction') as { Environment: { Variables: object } };
    const { TAGSYNC_CONFIG: config, ...others } = Environment.Variables as Record<string, unknown>;
    expect(JSON.parse(textOf(config))).toEqual({
      providers: { aws: {} },
      store: { type: 's3', bucket: '${env:TAGSYNC_BUCKET}', prefix: 'tagsync' },
    });
    expect(others).toEqual({ TAGSYNC_BUCKET: { Ref: 'Bucket' }, TAGSYNC_LOG_LEVEL: 'info' });
  });

  it('is started by EventBridge Scheduler, and what cannot be started is kept', () => {
    expect(standard.of('AwsSchedule')).toMatchObject({
      ScheduleExpression: 'rate(10 minutes)',
      ScheduleExpressionTimezone: 'UTC',
      State: 'ENABLED',
      Target: {
        Arn: arn('AwsLambdaFunction'),
        RoleArn: arn('AwsSchedulerRole'),
        RetryPolicy: { MaximumEventAgeInSeconds: 600, MaximumRetryAttempts: 3 },
        DeadLetterConfig: { Arn: arn('AwsDeadLetters') },
      },
    });
    expect(standard.of('AwsLambdaEvConf')).toMatchObject({
      DestinationConfig: { OnFailure: { Destination: arn('AwsDeadLetters') } },
      MaximumRetryAttempts: 1,
      MaximumEventAgeInSeconds: 600,
    });
  });

  it('keeps the log in a private, encrypted, versioned bucket that speaks TLS only and outlives it', () => {
    expect(standard.resources['Bucket']?.DeletionPolicy).toBe('Retain');
    expect(standard.of('Bucket')).toMatchObject({
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
      VersioningConfiguration: { Status: 'Enabled' },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    });
    expect(standard.of('BucketPolicy')).toMatchObject({
      PolicyDocument: {
        Statement: [
          { Effect: 'Deny', Principal: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
        ],
      },
    });
  });
});

describe('permissions', () => {
  it('to list are those that the descriptors name', () => {
    const [lists] = having(standard, 'ec2:DescribeVpcs');
    expect(lists && actionsOf(lists)).toEqual(declared(false));
    const [listsOfAll] = having(example, 'ec2:DescribeVpcs');
    expect(listsOfAll && actionsOf(listsOfAll)).toEqual(declared(true));
  });

  it('name their resource, but for lists and network interfaces, which cannot', () => {
    const [lists, ...none] = anywhere(standard);
    expect([lists, none]).toEqual([declared(false), []]);
    expect(anywhere(example)).toEqual([declared(true), NETWORK]);
    const all = [standard.statementsOf('Aws'), example.statementsOf('Aws'), example.statementsOf('Aliyun')];
    for (const { Action } of all.flat()) {
      expect([Action].flat().filter((action) => action.endsWith('*'))).toEqual([]);
    }
  });

  it('cover the prefix of the bucket, and nothing of S3 beside it', () => {
    const s3 = standard
      .statementsOf('Aws')
      .filter((statement) => actionsOf(statement).some((a) => a.startsWith('s3:')));
    expect(s3).toEqual([
      {
        Effect: 'Allow',
        Action: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'],
        Resource: [{ 'Fn::Join': ['', [arn('Bucket'), '/tagsync/*']] }],
      },
      { Effect: 'Allow', Action: ['s3:ListBucket'], Resource: [arn('Bucket')] },
    ]);
  });

  it('reach the roles and secrets that the configuration names, and there are none by default', () => {
    const here = '${AWS::Region}:${AWS::AccountId}';
    for (const [action, resource] of [
      ['sts:AssumeRole', partition('iam::*:role/TagSyncReader')],
      ['ssm:GetParameter', partition(`ssm:${here}:parameter/tagsync/external-id`)],
      ['secretsmanager:GetSecretValue', partition(`secretsmanager:${here}:secret:tagsync/webhook-??????`)],
    ] as const) {
      expect(having(standard, action)).toEqual([]);
      expect(having(example, action).map(({ Resource }) => Resource)).toEqual([[resource]]);
    }
  });

  it('of the scheduler are to start the function, for schedules of this account only', () => {
    expect(standard.of('AwsSchedulerRole')).toMatchObject({
      AssumeRolePolicyDocument: {
        Statement: [
          {
            Principal: { Service: 'scheduler.amazonaws.com' },
            Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
          },
        ],
      },
      Policies: [
        {
          PolicyDocument: {
            Statement: [
              { Action: 'lambda:InvokeFunction', Resource: arn('AwsLambdaFunction') },
              { Action: 'sqs:SendMessage', Resource: arn('AwsDeadLetters') },
            ],
          },
        },
      ],
    });
  });
});

describe('the example: a network, a proxy, a key, fan-out', () => {
  it('runs in the subnets, through the proxy', () => {
    expect(example.of('AwsLambdaFunction')).toMatchObject({
      Timeout: 120,
      VpcConfig: {
        SubnetIds: ['subnet-0a1b2c3d4e5f60001', 'subnet-0a1b2c3d4e5f60002'],
        SecurityGroupIds: ['sg-0a1b2c3d4e5f60003'],
      },
      ReservedConcurrentExecutions: 44,
      Environment: {
        Variables: {
          HTTPS_PROXY: 'http://proxy.example.internal:3128',
          NO_PROXY: '.example.internal,169.254.169.254',
          NODE_USE_ENV_PROXY: '1',
          TAGSYNC_QUEUE_URL: { Ref: 'AwsFanOutQueue' },
        },
      },
    });
    expect(having(example, 'ec2:CreateNetworkInterface')).toHaveLength(1);
  });

  it('never resolves a secret while it is packaged', () => {
    const key = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
    expect(configOf(example, 'Aws')).toMatchObject({
      providers: { aws: { organization: { externalId: '${ssm:/tagsync/external-id}' } } },
      sinks: [{ secret: '${secretsmanager:tagsync/webhook#secret}' }],
      store: { sse: 'aws:kms', kmsKeyId: key },
      fanOut: { queueUrl: '${env:TAGSYNC_QUEUE_URL}', periodSeconds: 1800 },
      refresh: { queueUrl: '${env:TAGSYNC_REFRESH_QUEUE_URL}', seconds: 10 },
    });
    expect(having(example, 'kms:GenerateDataKey').map(({ Resource }) => [Resource].flat())).toEqual([[key]]);
  });

  it('queues by lane, tries twice within a period, and keeps what failed', () => {
    expect(example.of('AwsFanOutQueue')).toMatchObject({
      FifoQueue: true,
      ContentBasedDeduplication: true,
      VisibilityTimeout: 6 * 120,
      MessageRetentionPeriod: 1800,
      RedrivePolicy: { deadLetterTargetArn: arn('AwsFanOutDeadLetters'), maxReceiveCount: 2 },
    });
    expect(example.of('AwsFanOutDeadLetters')).toMatchObject({ FifoQueue: true });
    expect(example.of('AwsFanOutMapping')).toMatchObject({
      EventSourceArn: arn('AwsFanOutQueue'),
      FunctionName: arn('AwsLambdaFunction'),
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 20 },
    });
    expect(having(example, 'sqs:ReceiveMessage').map(({ Resource }) => Resource)).toEqual([
      [arn('AwsFanOutQueue')],
      [arn('AwsRefreshes')],
      [arn('AwsEvents')],
    ]);
  });
});

describe('the example: a function of each provider', () => {
  it('has its own of everything, and shares the bucket', () => {
    expect(types(example).toSorted()).toEqual(
      [
        ...[...AROUND, ...FAN_OUT, ...EVENTS].map((one) => `Aws${one}`),
        ...AROUND.map((one) => `Aliyun${one}`),
        ...SHARED,
      ].toSorted(),
    );
  });

  it('has names that tell the stage and the provider', () => {
    for (const [id, name] of [
      ['Aws', 'aws'],
      ['Aliyun', 'aliyun'],
    ] as const) {
      expect(example.of(`${id}LambdaFunction`)).toMatchObject({
        FunctionName: `cloud-tag-sync-example-${name}`,
        Handler: `dist/functions/${name}.handler`,
        Role: { 'Fn::Sub': `\${${id}Role.Arn}` },
      });
      expect(example.of(`${id}Role`)['RoleName']).toEqual({
        'Fn::Join': ['-', ['cloud-tag-sync', 'example', { Ref: 'AWS::Region' }, name]],
      });
    }
  });

  it('is started on a schedule of its own, with memory and time of its own', () => {
    expect(example.of('AwsSchedule')).toMatchObject({ ScheduleExpression: 'rate(30 minutes)' });
    expect(example.of('AliyunSchedule')).toMatchObject({
      ScheduleExpression: 'rate(1 hour)',
      ScheduleExpressionTimezone: 'Europe/Dublin',
      Target: {
        Arn: arn('AliyunLambdaFunction'),
        RoleArn: arn('AliyunSchedulerRole'),
        DeadLetterConfig: { Arn: arn('AliyunDeadLetters') },
      },
    });
    expect(example.of('AliyunLambdaFunction')).toMatchObject({
      MemorySize: 512,
      Timeout: 120,
      ReservedConcurrentExecutions: 2,
    });
    expect(example.of('AliyunLambdaEvConf')).toMatchObject({
      FunctionName: { Ref: 'AliyunLambdaFunction' },
      DestinationConfig: { OnFailure: { Destination: arn('AliyunDeadLetters') } },
    });
  });

  it('is told of no other provider', () => {
    expect(configOf(example, 'Aws')).toMatchObject({ providers: { aws: {} }, sinks: [{}], fanOut: {} });
    expect(configOf(example, 'Aws')['providers']).not.toHaveProperty('aliyun');
    expect(Object.keys(configOf(example, 'Aliyun')).toSorted()).toEqual(['providers', 'sinks', 'store']);
    expect(configOf(example, 'Aliyun')['providers']).toEqual({
      aliyun: {
        accounts: [
          {
            accessKeyId: '${ssm:/tagsync/aliyun/key-id}',
            secretAccessKey: '${secretsmanager:tagsync/aliyun#secret}',
          },
        ],
        regions: { include: ['eu-central-1', 'cn-*'] },
      },
    });
  });

  it.each([
    ['Aws', aws],
    ['Aliyun', aliyun],
  ] as const)('is told what %s accepts', async (id, provider) => {
    const config = await loadConfig({
      env: { TAGSYNC_CONFIG: JSON.stringify(configOf(example, id)) },
      readFile: async () => '',
      resolve: async ({ name }) => VALUES[name] ?? name,
    });
    const { name, config: schema } = provider;
    expect(Object.keys(config.providers)).toEqual([name]);
    expect(parseAt<unknown>(schema, config.providers[name], ['providers', name], 'here')).toBeDefined();
  });

  it('on Aliyun may do nothing on AWS but log, store, read its secrets, and join the network', () => {
    const here = '${AWS::Region}:${AWS::AccountId}';
    const key = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
    expect(example.statementsOf('Aliyun')).toEqual([
      allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [arn('AliyunLogGroup')]),
      allow(
        ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'],
        [{ 'Fn::Join': ['', [arn('Bucket'), '/tagsync/*']] }],
      ),
      allow(['s3:ListBucket'], [arn('Bucket')]),
      allow(['kms:GenerateDataKey', 'kms:Decrypt'], [key]),
      allow(['ssm:GetParameter'], [partition(`ssm:${here}:parameter/tagsync/aliyun/key-id`)]),
      allow(
        ['secretsmanager:GetSecretValue'],
        [
          partition(`secretsmanager:${here}:secret:tagsync/aliyun-??????`),
          partition(`secretsmanager:${here}:secret:tagsync/webhook-??????`),
        ],
      ),
      allow(['sqs:SendMessage'], [arn('AliyunDeadLetters')]),
      allow(NETWORK, ['*']),
    ]);
  });
});

describe('alarms', () => {
  it('are of each provider, and look at no other', () => {
    for (const [id, name, period] of [
      ['Aws', 'aws', 1800],
      ['Aliyun', 'aliyun', 3600],
    ] as const) {
      for (const [alarm, seconds] of [
        ['KeptTooLong', period],
        ['NotChecked', 3 * period],
        ['NotDelivered', period],
        ['Refused', period],
      ] as const) {
        expect(example.of(`${id}${alarm}`)).toMatchObject({
          Dimensions: [{ Name: 'Provider', Value: name }],
          Period: seconds,
        });
      }
      expect(example.of(`${id}FunctionFailed`)).toMatchObject({
        Dimensions: [{ Name: 'FunctionName', Value: { Ref: `${id}LambdaFunction` } }],
      });
      expect(example.of(`${id}Dead`)).toMatchObject({
        Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': [`${id}DeadLetters`, 'QueueName'] } }],
      });
    }
  });

  it('tell of sources kept for an hour, of scopes not checked, and of silence', () => {
    expect(standard.of('AwsKeptTooLong')).toMatchObject({
      Threshold: 3600,
      Statistic: 'Maximum',
      Period: 600,
      ComparisonOperator: 'GreaterThanThreshold',
    });
    expect(standard.of('AwsNotChecked')).toMatchObject({
      Threshold: 1800,
      Period: 1800,
      EvaluationPeriods: 1,
      TreatMissingData: 'breaching',
    });
    expect(example.of('AwsNotChecked')).toMatchObject({ Threshold: 5400, Period: 5400 });
  });

  it('tell of dead letters, of each queue', () => {
    expect(example.of('AwsDead')).toMatchObject({ Threshold: 0, TreatMissingData: 'notBreaching' });
    expect(example.of('AwsFanOutDead')).toMatchObject({
      Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': ['AwsFanOutDeadLetters', 'QueueName'] } }],
    });
  });

  it('go to the topic, if there is one', () => {
    expect(alarms(standard).map(({ AlarmActions }) => AlarmActions)).toEqual(alarms(standard).map(() => []));
    const topic = ['arn:aws:sns:eu-west-1:111122223333:operations'];
    expect(alarms(example).map(({ AlarmActions }) => AlarmActions)).toEqual(alarms(example).map(() => topic));
  });

  it('look at metrics that a run writes, under the same dimensions', () => {
    const report = { provider: 'aws', scopes: [], failures: [], deliveries: [] } as const;
    const documents = emf({ ...report, failures: [], oldestCheck: 0 }, createTally(), {
      now: 0,
      of: 'all',
    }) as readonly {
      _aws: {
        CloudWatchMetrics: { Namespace: string; Dimensions: string[][]; Metrics: { Name: string }[] }[];
      };
    }[];
    const written = documents.flatMap(({ _aws }) =>
      _aws.CloudWatchMetrics.flatMap(({ Namespace, Dimensions, Metrics }) =>
        Metrics.map(({ Name }) => `${Namespace} ${Name} by ${Dimensions.join(' ')}`),
      ),
    );
    const watched = alarms(standard)
      .filter(({ Namespace }) => Namespace === 'CloudTagSync')
      .map(({ Namespace, MetricName, Dimensions }) => {
        const names = (Dimensions as readonly { Name: string }[]).map(({ Name }) => Name);
        return `${String(Namespace)} ${String(MetricName)} by ${names.join(',')}`;
      });
    expect(watched.filter((metric) => !written.includes(metric))).toEqual([]);
  });
});

function configOf(template: Template, provider: string): Readonly<Record<string, unknown>> {
  const { Environment } = template.of(`${provider}LambdaFunction`) as { Environment: { Variables: object } };
  const { TAGSYNC_CONFIG: config } = Environment.Variables as Record<string, unknown>;
  return JSON.parse(textOf(config)) as Record<string, unknown>;
}

/** A literal, or one that was cut so that CloudFormation leaves it alone. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const { 'Fn::Join': join } = value as { 'Fn::Join': readonly [string, readonly string[]] };
  return join[1].join(join[0]);
}
