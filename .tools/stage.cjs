// What serverless.yml takes from the stage: the parameters of .stages/default.yml as .stages/<stage>.yml changes
// them, checked, and what follows from them: environment, permissions, network. It reads the files itself because
// `serverless` would resolve the references in `config`, secrets included, into the template.
'use strict';
const { spawnSync } = require('node:child_process');
const { existsSync, readFileSync } = require('node:fs');
const path = require('node:path');
const { loadAll } = require('js-yaml');

const root = path.join(__dirname, '..');

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html: 4 KB for all variables together. */
const MOST_CONFIG_BYTES = 3500;
/** https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html: six times the function's timeout. */
const VISIBILITY_TIMEOUTS = 6;
const RECEIPTS = 2;
/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html: seven days, and three periods. */
const LONGEST_PERIOD_MINUTES = (7 * 24 * 60) / 3;

module.exports = async ({ resolveVariable, directory = '.stages' }) => {
  const stage = await resolveVariable('sls:stage');
  const parameters = parametersOf(stage, directory);
  const problem = problemOf(parameters);
  if (problem !== undefined) throw new Error(`.stages/${stage}.yml: ${problem}`);
  if (['deploy', 'package'].includes(process.argv[2])) bundle();
  return derived(parameters);
};

/** Whoever deploys, deploys the code as it is now: `serverless` knows of no step before it reads its variables. */
function bundle() {
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', path.join(__dirname, 'bundle.mjs')], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (status !== 0) throw new Error('the function could not be bundled; see above');
}

function derived(parameters) {
  const { timeoutSeconds, bucket, fanOut, caFile, kmsKeyArn, alarmTopicArn } = parameters;
  const periodSeconds = periodOf(parameters) * 60;
  return {
    ...parameters,
    config: undefined,
    state: parameters.enabled ? 'ENABLED' : 'DISABLED',
    periodSeconds,
    threePeriodsSeconds: 3 * periodSeconds,
    eventAgeSeconds: Math.min(Math.max(periodSeconds, 60), 21_600),
    queue: {
      visibilitySeconds: VISIBILITY_TIMEOUTS * timeoutSeconds,
      retentionSeconds: periodSeconds,
      receipts: RECEIPTS,
    },
    encryption:
      kmsKeyArn === '' ? { SSEAlgorithm: 'AES256' } : { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: kmsKeyArn },
    alarmActions: alarmTopicArn === '' ? [] : [alarmTopicArn],
    files: caFile === '' ? ['dist/functions/aws.mjs'] : ['dist/functions/aws.mjs', caFile],
    functionProperties: functionPropertiesOf(parameters),
    environment: environmentOf(parameters, periodSeconds),
    statements: statementsOf(parameters),
    parts: {
      bucket: bucket === '' ? part('bucket') : {},
      fanOut: fanOut ? part('fan-out') : {},
    },
    bucketName: bucketOf(bucket),
  };
}

/** A part of the stack that is there or not; the variables inside are resolved with all others. */
function part(name) {
  return '${file(.tools/stack/' + name + '.yml)}';
}

function functionPropertiesOf({ subnetIds, securityGroupIds, reservedConcurrency }) {
  return {
    ...(subnetIds.length === 0
      ? {}
      : { VpcConfig: { SubnetIds: subnetIds, SecurityGroupIds: securityGroupIds } }),
    ...(reservedConcurrency === 0 ? {} : { ReservedConcurrentExecutions: reservedConcurrency }),
  };
}

function parametersOf(stage, directory) {
  const known = parse('.stages/default.yml');
  const file = path.join(directory, `${stage}.yml`);
  if (!existsSync(path.resolve(root, file))) {
    throw new Error(`there is no ${file}: copy .stages/example.yml, or name another --stage`);
  }
  const given = parse(file);
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(known, name)) {
      throw new Error(`${file}: ${name} is not a parameter: see .stages/default.yml`);
    }
    const [expected, found] = [typeOf(known[name]), typeOf(value)];
    if (found !== expected) throw new Error(`${file}: ${name}: expected ${expected}, not ${found}`);
  }
  return { ...known, ...given };
}

function parse(file) {
  return loadAll(readFileSync(path.resolve(root, file), 'utf8'), { filename: file })[0] ?? {};
}

function typeOf(value) {
  if (Array.isArray(value)) return 'a list';
  return value === null ? 'nothing' : ({ object: 'a section' }[typeof value] ?? `a ${typeof value}`);
}

function problemOf(parameters) {
  const { config, schedule, timeoutSeconds, subnetIds, securityGroupIds, fanOut, caFile } = parameters;
  const period = periodOf(parameters);
  if (!/^(?:rate|cron)\(.+\)$/.test(schedule)) return 'schedule: expected rate(…) or cron(…)';
  if (period === undefined) return 'periodMinutes: expected how far apart the runs of this schedule are';
  if (period > LONGEST_PERIOD_MINUTES) {
    return `periodMinutes: expected at most ${LONGEST_PERIOD_MINUTES}: alarms look back three periods, and no further than a week`;
  }
  if (timeoutSeconds < 60 || timeoutSeconds > 900) return 'timeoutSeconds: expected 60 to 900';
  if (subnetIds.length > 0 !== securityGroupIds.length > 0) {
    return 'subnetIds and securityGroupIds go together';
  }
  if (Object.hasOwn(config, 'store')) return 'config.store: say bucket, prefix and kmsKeyArn instead';
  if (Object.hasOwn(config, 'fanOut')) return 'config.fanOut: say fanOut: true instead';
  if (config.singleWriter === true) return 'config.singleWriter: runs of a function may overlap';
  const least = (RECEIPTS * VISIBILITY_TIMEOUTS * timeoutSeconds) / 60;
  if (fanOut && period < least) {
    return (
      `fanOut: a message is tried ${RECEIPTS} times within a period, ${VISIBILITY_TIMEOUTS} × timeoutSeconds each: ` +
      `expected a period of at least ${least} minutes, or a shorter timeout`
    );
  }
  if (caFile !== '' && !existsSync(path.join(root, caFile))) return `caFile: there is no ${caFile}`;
  const { length } = JSON.stringify(configOf(parameters, period * 60));
  if (length > MOST_CONFIG_BYTES) {
    return `config: ${length} characters, and the environment of a function holds ${MOST_CONFIG_BYTES}`;
  }
  return undefined;
}

/** In minutes. */
function periodOf({ periodMinutes, schedule }) {
  if (periodMinutes > 0) return periodMinutes;
  const [, value, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(schedule) ?? [];
  return unit && Number(value) * { minute: 1, hour: 60, day: 24 * 60 }[unit];
}

function configOf({ config, prefix, kmsKeyArn, fanOut }, periodSeconds) {
  const encryption = kmsKeyArn === '' ? {} : { sse: 'aws:kms', kmsKeyId: kmsKeyArn };
  const queueUrl = '${env:TAGSYNC_QUEUE_URL}';
  return {
    ...config,
    providers: { aws: {}, ...config.providers },
    store: { type: 's3', bucket: '${env:TAGSYNC_BUCKET}', prefix, ...encryption },
    ...(fanOut ? { fanOut: { queueUrl, periodSeconds } } : {}),
  };
}

function environmentOf(parameters, periodSeconds) {
  const { bucket, fanOut, httpsProxy, noProxy, caFile, logLevel } = parameters;
  return {
    TAGSYNC_CONFIG: literal(JSON.stringify(configOf(parameters, periodSeconds))),
    TAGSYNC_BUCKET: bucketOf(bucket),
    TAGSYNC_LOG_LEVEL: logLevel,
    ...(fanOut ? { TAGSYNC_QUEUE_URL: { Ref: 'FanOutQueue' } } : {}),
    // https://nodejs.org/api/cli.html#node_use_env_proxy1: since 22.21 and 24.5
    ...(httpsProxy === '' ? {} : { HTTPS_PROXY: httpsProxy, NODE_USE_ENV_PROXY: '1' }),
    ...(httpsProxy === '' || noProxy === '' ? {} : { NO_PROXY: noProxy }),
    // The package is unpacked there: https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
    ...(caFile === '' ? {} : { NODE_EXTRA_CA_CERTS: `/var/task/${caFile}` }),
  };
}

/** Cut inside every `${`, so that nobody between here and the function takes it for a variable of theirs. */
function literal(text) {
  const parts = text.split(/(?<=\$)(?=\{)/);
  return parts.length === 1 ? text : { 'Fn::Join': ['', parts] };
}

function bucketOf(bucket) {
  return bucket === '' ? { Ref: 'Bucket' } : bucket;
}

function statementsOf({ config, bucket, prefix, kmsKeyArn, secretKeyArns, fanOut, subnetIds }) {
  const { accounts = [], organization } = config.providers?.aws ?? {};
  const bucketArn = bucket === '' ? { 'Fn::GetAtt': ['Bucket', 'Arn'] } : sub(`arn:$p:s3:::${bucket}`);
  const objects = prefix === '' ? '*' : `${prefix}/*`;
  // https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html: none of them can be limited beforehand
  const network = [
    'ec2:CreateNetworkInterface',
    'ec2:DescribeNetworkInterfaces',
    'ec2:DescribeSubnets',
    'ec2:DeleteNetworkInterface',
    'ec2:AssignPrivateIpAddresses',
    'ec2:UnassignPrivateIpAddresses',
  ];
  const roles = [
    ...accounts.flatMap(({ roleArn }) => (roleArn === undefined ? [] : [roleArn])),
    ...(organization === undefined ? [] : [sub(`arn:$p:iam::*:role/${organization.roleName}`)]),
  ];
  const references = [...JSON.stringify(config).matchAll(/\$\$\{|\$\{(ssm|secretsmanager):([^{}]+)\}/g)];
  const named = (scheme) => [
    ...new Set(references.flatMap(([, found, name]) => (found === scheme ? [name] : []))),
  ];
  const statements = [
    // Lists name no resource, so the policy can name none.
    allow(listActions(organization !== undefined), ['*']),
    allow(['s3:GetObject', 's3:PutObject', 's3:DeleteObject'], [join(bucketArn, `/${objects}`)]),
    // Of the whole bucket: under a condition on `s3:prefix` a missing object would be 403 instead of 404.
    // https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
    allow(['s3:ListBucket'], [bucketArn]),
    allow(['kms:GenerateDataKey', 'kms:Decrypt'], kmsKeyArn === '' ? [] : [kmsKeyArn]),
    allow(['kms:Decrypt'], secretKeyArns),
    allow(['sts:AssumeRole'], roles),
    allow(['ssm:GetParameter'], named('ssm').map(parameterArn)),
    allow(['secretsmanager:GetSecretValue'], named('secretsmanager').map(secretArn)),
    allow(
      ['sqs:SendMessage', 'sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
      fanOut ? [{ 'Fn::GetAtt': ['FanOutQueue', 'Arn'] }] : [],
    ),
    allow(network, subnetIds.length > 0 ? ['*'] : []),
  ];
  return statements.filter(({ Resource }) => Resource.length > 0);
}

/** From the descriptors; roles are named one by one, and the organization only where it is asked. */
function listActions(organization) {
  const file = path.join(root, 'dist', 'iam', 'aws.json');
  if (!existsSync(file)) throw new Error('the function is not bundled yet: run "npm run bundle" first');
  const { actions } = JSON.parse(readFileSync(file, 'utf8'));
  return actions.filter(
    (action) => action !== 'sts:AssumeRole' && (organization || !action.startsWith('organizations:')),
  );
}

function allow(Action, Resource) {
  return { Effect: 'Allow', Action, Resource };
}

function parameterArn(name) {
  return name.startsWith('arn:') ? name : sub(`arn:$p:ssm:$r:$a:parameter/${name.replace(/^\//, '')}`);
}

/** Secrets Manager appends six characters of its own to the name. */
function secretArn(reference) {
  const [id] = reference.split('#');
  return id.startsWith('arn:') ? id : sub(`arn:$p:secretsmanager:$r:$a:secret:${id}-??????`);
}

function sub(text) {
  const arn = text
    .replace('$p', '${AWS::Partition}')
    .replace('$r', '${AWS::Region}')
    .replace('$a', '${AWS::AccountId}');
  return { 'Fn::Sub': arn };
}

function join(arn, end) {
  const [text] = Object.values(arn);
  return 'Fn::Sub' in arn ? { 'Fn::Sub': text + end } : { 'Fn::Join': ['', [arn, end]] };
}
