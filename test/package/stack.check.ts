import { beforeAll, describe, expect, it } from 'vitest';
import { aws } from '../../functions/aws/provider.ts';
import { createTally, emf } from '../../shared/runtime/metrics.ts';
import { packaged } from './template.ts';
import type { Statement, Template } from './template.ts';

let standard: Template;
let example: Template;

beforeAll(async () => {
  standard = await packaged('default');
  example = await packaged('example');
});

const actionsOf = ({ Action }: Statement): readonly string[] => [Action].flat();
const having = (template: Template, action: string): readonly Statement[] =>
  template.statements.filter((statement) => actionsOf(statement).includes(action));
const types = ({ resources }: Template): readonly string[] =>
  Object.entries(resources).map(([id, { Type }]) => `${id} ${Type}`);
const arn = (id: string): object => ({ 'Fn::GetAtt': [id, 'Arn'] });

const alarms = (template: Template): readonly Readonly<Record<string, unknown>>[] =>
  Object.values(template.resources)
    .filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm')
    .map(({ Properties }) => Properties);
/** What the role may do to any resource. */
const anywhere = ({ statements }: Template): readonly (readonly string[])[] =>
  statements.filter(({ Resource }) => [Resource].flat().includes('*')).map(actionsOf);
const partition = (rest: string): object => ({ 'Fn::Sub': `arn:\${AWS::Partition}:${rest}` });

const declared = (organization: boolean): readonly string[] =>
  [...new Set([...aws.actions, ...aws.collectors.flatMap(({ actions }) => actions)])]
    .filter((action) => action !== 'sts:AssumeRole')
    .filter((action) => organization || !action.startsWith('organizations:'))
    .toSorted((a, b) => (a < b ? -1 : 1));

describe('the stack by default', () => {
  it('is the function, its schedule, a bucket, alarms, and nothing of a queue or a network', () => {
    expect(types(standard).toSorted()).toEqual([
      'AwsLambdaEvConf AWS::Lambda::EventInvokeConfig',
      'AwsLambdaFunction AWS::Lambda::Function',
      'AwsLogGroup AWS::Logs::LogGroup',
      'AwsSchedule AWS::Scheduler::Schedule',
      'Bucket AWS::S3::Bucket',
      'BucketPolicy AWS::S3::BucketPolicy',
      'Dead AWS::CloudWatch::Alarm',
      'DeadLetters AWS::SQS::Queue',
      'FunctionFailed AWS::CloudWatch::Alarm',
      'IamRoleLambdaExecution AWS::IAM::Role',
      'KeptTooLong AWS::CloudWatch::Alarm',
      'NotChecked AWS::CloudWatch::Alarm',
      'NotDelivered AWS::CloudWatch::Alarm',
      'SchedulerRole AWS::IAM::Role',
      'ServerlessDeploymentBucket AWS::S3::Bucket',
      'ServerlessDeploymentBucketPolicy AWS::S3::BucketPolicy',
    ]);
    expect(standard.of('AwsLambdaFunction')).not.toHaveProperty('VpcConfig');
    expect(standard.of('AwsLambdaFunction')).not.toHaveProperty('ReservedConcurrentExecutions');
    expect(standard.of('IamRoleLambdaExecution')).not.toHaveProperty('ManagedPolicyArns');
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
        RoleArn: arn('SchedulerRole'),
        RetryPolicy: { MaximumEventAgeInSeconds: 600, MaximumRetryAttempts: 3 },
        DeadLetterConfig: { Arn: arn('DeadLetters') },
      },
    });
    expect(standard.of('AwsLambdaEvConf')).toMatchObject({
      DestinationConfig: { OnFailure: { Destination: arn('DeadLetters') } },
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
    expect(anywhere(example)).toEqual([
      declared(true),
      [
        'ec2:CreateNetworkInterface',
        'ec2:DescribeNetworkInterfaces',
        'ec2:DescribeSubnets',
        'ec2:DeleteNetworkInterface',
        'ec2:AssignPrivateIpAddresses',
        'ec2:UnassignPrivateIpAddresses',
      ],
    ]);
    for (const { Action } of [...standard.statements, ...example.statements]) {
      expect([Action].flat().filter((action) => action.endsWith('*'))).toEqual([]);
    }
  });

  it('cover the prefix of the bucket, and nothing of S3 beside it', () => {
    const s3 = standard.statements.filter((statement) =>
      actionsOf(statement).some((a) => a.startsWith('s3:')),
    );
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
    expect(standard.of('SchedulerRole')).toMatchObject({
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
              { Action: 'sqs:SendMessage', Resource: arn('DeadLetters') },
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
      ReservedConcurrentExecutions: 22,
      Environment: {
        Variables: {
          HTTPS_PROXY: 'http://proxy.example.internal:3128',
          NO_PROXY: '.example.internal,169.254.169.254',
          NODE_USE_ENV_PROXY: '1',
          TAGSYNC_QUEUE_URL: { Ref: 'FanOutQueue' },
        },
      },
    });
    expect(having(example, 'ec2:CreateNetworkInterface')).toHaveLength(1);
  });

  it('never resolves a secret while it is packaged', () => {
    const { Environment } = example.of('AwsLambdaFunction') as { Environment: { Variables: object } };
    const { TAGSYNC_CONFIG: config } = Environment.Variables as Record<string, unknown>;
    const key = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
    expect(JSON.parse(textOf(config))).toMatchObject({
      providers: { aws: { organization: { externalId: '${ssm:/tagsync/external-id}' } } },
      sinks: [{ secret: '${secretsmanager:tagsync/webhook#secret}' }],
      store: { sse: 'aws:kms', kmsKeyId: key },
      fanOut: { queueUrl: '${env:TAGSYNC_QUEUE_URL}', periodSeconds: 1800 },
    });
    expect(having(example, 'kms:GenerateDataKey').map(({ Resource }) => [Resource].flat())).toEqual([[key]]);
  });

  it('queues by lane, tries twice within a period, and keeps what failed', () => {
    expect(example.of('FanOutQueue')).toMatchObject({
      FifoQueue: true,
      ContentBasedDeduplication: true,
      VisibilityTimeout: 6 * 120,
      MessageRetentionPeriod: 1800,
      RedrivePolicy: { deadLetterTargetArn: arn('FanOutDeadLetters'), maxReceiveCount: 2 },
    });
    expect(example.of('FanOutDeadLetters')).toMatchObject({ FifoQueue: true });
    expect(example.of('FanOutMapping')).toMatchObject({
      EventSourceArn: arn('FanOutQueue'),
      FunctionName: arn('AwsLambdaFunction'),
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 20 },
    });
    expect(having(example, 'sqs:ReceiveMessage').map(({ Resource }) => Resource)).toEqual([
      [arn('FanOutQueue')],
    ]);
  });
});

describe('alarms', () => {
  it('tell of sources kept for an hour, of scopes not checked, and of silence', () => {
    expect(standard.of('KeptTooLong')).toMatchObject({
      Threshold: 3600,
      Statistic: 'Maximum',
      Period: 600,
      ComparisonOperator: 'GreaterThanThreshold',
    });
    expect(standard.of('NotChecked')).toMatchObject({
      Threshold: 1800,
      Period: 1800,
      EvaluationPeriods: 1,
      TreatMissingData: 'breaching',
    });
    expect(example.of('NotChecked')).toMatchObject({ Threshold: 5400, Period: 5400 });
  });

  it('tell of dead letters, of each queue', () => {
    expect(example.of('Dead')).toMatchObject({ Threshold: 0, TreatMissingData: 'notBreaching' });
    expect(example.of('FanOutDead')).toMatchObject({
      Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': ['FanOutDeadLetters', 'QueueName'] } }],
    });
  });

  it('go to the topic, if there is one', () => {
    expect(alarms(standard).map(({ AlarmActions }) => AlarmActions)).toEqual(alarms(standard).map(() => []));
    const topic = ['arn:aws:sns:eu-west-1:111122223333:operations'];
    expect(alarms(example).map(({ AlarmActions }) => AlarmActions)).toEqual(alarms(example).map(() => topic));
  });

  it('look at metrics that a run writes, under the same dimensions', () => {
    const report = { provider: 'aws', scopes: [], failures: [], deliveries: [] } as const;
    const documents = emf({ ...report, failures: [], oldestCheck: 0 }, createTally(), 0) as readonly {
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

/** A literal, or one that was cut so that CloudFormation leaves it alone. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const { 'Fn::Join': join } = value as { 'Fn::Join': readonly [string, readonly string[]] };
  return join[1].join(join[0]);
}
