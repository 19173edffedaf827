// One provider's share of the stack: its function, and the resources around it.
'use strict';
const { existsSync } = require('node:fs');
const path = require('node:path');
const { eventsOf } = require('./events.cjs');
const { statementsOf } = require('./permissions.cjs');
const { filled } = require('./template.cjs');

/** As `serverless` spells a function's name in the ids of what it makes of it: `AwsLambdaFunction`, `AwsLogGroup`. */
const idOf = (name) => name[0].toUpperCase() + name.slice(1);

function providerOf(parameters, { stage, dist }) {
  const { name, subnetIds, securityGroupIds, reservedConcurrency, caFile, alarmTopicArn, fanOut } =
    parameters;
  const id = idOf(name);
  const values = {
    ...parameters,
    stage,
    provider: name,
    Provider: id,
    reserved: reservedConcurrency === 0 ? undefined : reservedConcurrency,
    vpc: subnetIds.length === 0 ? undefined : { subnetIds, securityGroupIds },
    environment: environmentOf(parameters, id),
    files: [`dist/functions/${name}.mjs`, ...partsOf(name, dist), ...(caFile === '' ? [] : [caFile])],
    statements: statementsOf(parameters, { id, dist }),
    alarmActions: alarmTopicArn === '' ? [] : [alarmTopicArn],
  };
  const parts = [
    ...['provider', 'alarms', ...(fanOut ? ['fan-out'] : [])].map((part) => filled(part, values)),
    ...(parameters.events ? eventsOf(values, dist) : []),
  ];
  return {
    function: filled('function', values),
    resources: Object.assign({}, ...parts.map(({ Resources }) => Resources)),
    outputs: Object.assign({}, ...parts.map(({ Outputs }) => Outputs)),
  };
}

/** What a bundle loads only when it is needed is beside it. */
function partsOf(name, dist) {
  return existsSync(path.join(dist, 'functions', name)) ? [`dist/functions/${name}/*.mjs`] : [];
}

function environmentOf({ document, bucket, fanOut, events, httpsProxy, noProxy, caFile, logLevel }, id) {
  return {
    TAGSYNC_CONFIG: literal(JSON.stringify(document)),
    TAGSYNC_BUCKET: bucketOf(bucket),
    TAGSYNC_LOG_LEVEL: logLevel,
    ...(fanOut ? { TAGSYNC_QUEUE_URL: { Ref: `${id}FanOutQueue` } } : {}),
    ...(events ? { TAGSYNC_REFRESH_QUEUE_URL: { Ref: `${id}Refreshes` } } : {}),
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

module.exports = { bucketOf, providerOf };
