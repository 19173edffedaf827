// What serverless.yml takes from the stage: its parameters, and what follows from them for each provider that it
// names. It reads the files itself because `serverless` would resolve the references in `config`, secrets included,
// into the template.
'use strict';
const { spawnSync } = require('node:child_process');
const { existsSync } = require('node:fs');
const path = require('node:path');
const { parametersOf } = require('./stack/parameters.cjs');
const { bucketOf, providerOf } = require('./stack/provider.cjs');

const root = path.join(__dirname, '..');

module.exports = async ({ resolveVariable, directory = '.stages', dist = path.join(root, 'dist') }) => {
  const stage = await resolveVariable('sls:stage');
  const { functions, ...parameters } = parametersOf(stage, directory);
  const names = functions.map(({ name }) => name);
  if (['deploy', 'package'].includes(process.argv[2])) bundle(names);
  const missing = names.find((name) => !existsSync(path.join(dist, 'functions', `${name}.mjs`)));
  if (missing !== undefined) {
    throw new Error(`the function of ${missing} is not bundled: run "npm run bundle" first`);
  }
  return customOf(
    parameters,
    functions.map((one) => [one.name, providerOf(one, { stage, dist })]),
  );
};

/** Whoever deploys, deploys the code as it is now: `serverless` knows of no step before it reads its variables. */
function bundle(names) {
  const { status } = spawnSync(
    process.execPath,
    ['--import', 'tsx', path.join(__dirname, 'bundle.mjs'), ...names],
    { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] },
  );
  if (status !== 0) throw new Error(`not all of ${names.join(', ')} could be bundled; see above`);
}

function customOf(parameters, providers) {
  const { region, runtime, logRetentionDays, bucket, prefix, kmsKeyArn } = parameters;
  const all = (part) => Object.assign({}, ...providers.map(([, found]) => found[part]));
  return {
    region,
    runtime,
    logRetentionDays,
    prefix,
    bucketName: bucketOf(bucket),
    encryption:
      kmsKeyArn === '' ? { SSEAlgorithm: 'AES256' } : { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: kmsKeyArn },
    functions: Object.fromEntries(providers.map(([name, found]) => [name, found.function])),
    parts: {
      // The variables inside are resolved with all others.
      bucket: bucket === '' ? '${file(.tools/stack/bucket.yml)}' : {},
      providers: { Resources: all('resources'), Outputs: all('outputs') },
    },
  };
}
