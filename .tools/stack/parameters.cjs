// The parameters of a stage, checked: those of .stages/default.yml as .stages/<stage>.yml changes them, and the same
// for each provider that `config.providers` names, as `providers` changes them once more.
'use strict';
const { existsSync, readFileSync, readdirSync } = require('node:fs');
const path = require('node:path');
const { loadAll } = require('js-yaml');

const root = path.join(__dirname, '..', '..');

/** What `providers` may say again for one of them. */
const OF_A_FUNCTION = [
  'schedule',
  'periodMinutes',
  'enabled',
  'memoryMegabytes',
  'timeoutSeconds',
  'reservedConcurrency',
  'fanOut',
  'fanOutConcurrency',
];
/** The function that gives DeepFlow the merged state: there if `config.deepflow.publisher` is true, which one stage of all says. It lists nothing. */
const PUBLISHER = 'deepflow';
/** Whose events there are rules for. */
const TELLING = 'aws';
/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html: 4 KB for all variables together. */
const MOST_CONFIG_BYTES = 3500;
/** https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html: six times the function's timeout. */
const VISIBILITY_TIMEOUTS = 6;
const RECEIPTS = 2;
/** What shared/runtime/config-schema.ts takes. */
const LONGEST_EVENT_SECONDS = 60;
/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html, as shared/store/s3-config.ts takes it. */
const MOST_TAGS = 10;
const LONGEST_KEY = 128;
const LONGEST_VALUE = 256;
/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html: seven days, and three periods. */
const LONGEST_PERIOD_MINUTES = (7 * 24 * 60) / 3;

/** `functions`: the parameters of each provider's function, by name in order, with what follows from them. */
function parametersOf(stage, directory) {
  const file = path.join(directory, `${stage}.yml`);
  if (!existsSync(path.resolve(root, file))) {
    throw new Error(`there is no ${file}: copy .stages/example.yml, or name another --stage`);
  }
  const known = parse('.stages/default.yml');
  const given = parse(file);
  const refuse = (problem) => {
    if (problem !== undefined) throw new Error(`${file}: ${problem}`);
  };
  refuse(mismatch(given, known));
  const parameters = { ...known, ...given };
  refuse(problemOf(parameters) ?? problemOfProviders(parameters, known));
  const functions = namesOf(parameters).map((name) => {
    const own = parameters.providers[name];
    const where = own === undefined ? '' : `providers.${name}: `;
    // A period is of the schedule that it was said with.
    const period = own?.schedule === undefined ? {} : { periodMinutes: known.periodMinutes };
    const all = { ...parameters, ...period, ...own, name };
    const problem = problemOfFunction(all);
    refuse(problem && where + problem);
    const derived = derivedOf(all);
    const bytes = Buffer.byteLength(JSON.stringify(derived.document));
    if (bytes > MOST_CONFIG_BYTES) {
      refuse(
        `config: ${bytes} bytes for ${name}, and the environment of a function holds ${MOST_CONFIG_BYTES}`,
      );
    }
    return derived;
  });
  return { ...parameters, functions };
}

function parse(file) {
  return loadAll(readFileSync(path.resolve(root, file), 'utf8'), { filename: file })[0] ?? {};
}

function typeOf(value) {
  if (Array.isArray(value)) return 'a list';
  return value === null ? 'nothing' : ({ object: 'a section' }[typeof value] ?? `a ${typeof value}`);
}

function mismatch(given, known, names = Object.keys(known)) {
  for (const [name, value] of Object.entries(given)) {
    if (!names.includes(name)) {
      const where = Object.hasOwn(known, name) ? ' of one provider' : '';
      return `${name} is not a parameter${where}: see .stages/default.yml`;
    }
    const [expected, found] = [typeOf(known[name]), typeOf(value)];
    if (found !== expected) return `${name}: expected ${expected}, not ${found}`;
  }
  return undefined;
}

function problemOf(parameters) {
  const { config, objectTags, subnetIds, securityGroupIds, caFile, events, eventSeconds, eventOrganization } =
    parameters;
  if (subnetIds.length > 0 !== securityGroupIds.length > 0) {
    return 'subnetIds and securityGroupIds go together';
  }
  if (Object.hasOwn(config, 'store'))
    return 'config.store: say bucket, prefix, kmsKeyArn and objectTags instead';
  if (Object.hasOwn(config, 'fanOut')) return 'config.fanOut: say fanOut: true instead';
  if (config.singleWriter === true) return 'config.singleWriter: runs of a function may overlap';
  if (Object.hasOwn(config, 'refresh')) return 'config.refresh: say events: true instead';
  const problem = problemOfTags(objectTags);
  if (problem !== undefined) return problem;
  if (caFile !== '' && !existsSync(path.join(root, caFile))) return `caFile: there is no ${caFile}`;
  if (eventSeconds < 1 || eventSeconds > LONGEST_EVENT_SECONDS || !Number.isInteger(eventSeconds)) {
    return `eventSeconds: expected 1 to ${LONGEST_EVENT_SECONDS}`;
  }
  // https://docs.aws.amazon.com/organizations/latest/APIReference/API_Organization.html
  if (eventOrganization !== '' && !/^o-[a-z0-9]{10,32}$/.test(eventOrganization)) {
    return 'eventOrganization: expected the id of an organization, like o-a1b2c3d4e5';
  }
  if (events && !namesOf(parameters).includes(TELLING)) {
    return `events: only ${TELLING} tells of what happens, and config.providers does not name it`;
  }
  return undefined;
}

/** What is wrong here would fail each run of each function. */
function problemOfTags(tags) {
  const entries = Object.entries(tags);
  if (entries.length > MOST_TAGS) return `objectTags: expected at most ${MOST_TAGS}`;
  for (const [key, value] of entries) {
    if (key === '' || key.length > LONGEST_KEY) {
      return `objectTags: expected keys of 1 to ${LONGEST_KEY} characters`;
    }
    if (typeof value !== 'string') return `objectTags.${key}: expected a string, not ${typeOf(value)}`;
    if (value.length > LONGEST_VALUE) {
      return `objectTags.${key}: expected at most ${LONGEST_VALUE} characters`;
    }
  }
  return undefined;
}

function problemOfProviders(parameters, known) {
  const sections = parameters.config.providers ?? {};
  if (typeOf(sections) !== 'a section')
    return `config.providers: expected a section, not ${typeOf(sections)}`;
  const there = folders().filter((name) => name !== PUBLISHER);
  const stranger = Object.keys(sections).find((name) => !there.includes(name));
  if (stranger !== undefined) {
    return `config.providers.${stranger}: no function lists it: expected some of ${there.join(', ')}`;
  }
  const named = namesOf(parameters);
  for (const [name, own] of Object.entries(parameters.providers)) {
    if (!named.includes(name)) return `providers.${name}: config.providers names ${named.join(', ')}`;
    if (typeOf(own) !== 'a section') return `providers.${name}: expected a section, not ${typeOf(own)}`;
    const problem = mismatch(own, known, OF_A_FUNCTION);
    if (problem !== undefined) return `providers.${name}: ${problem}`;
  }
  return undefined;
}

/** Whoever has a function. */
function folders() {
  const found = readdirSync(path.join(root, 'functions'));
  return found.filter((name) => existsSync(path.join(root, 'functions', name, 'handler.ts'))).toSorted();
}

function namesOf({ config }) {
  const names = Object.keys(config.providers ?? {});
  const all = names.length === 0 ? ['aws'] : names;
  // In every other stage each of its runs would fail, and its alarms ring.
  return (config.deepflow?.publisher === true ? [...all, PUBLISHER] : all).toSorted();
}

function problemOfFunction(parameters) {
  const { schedule, timeoutSeconds, fanOut } = parameters;
  const period = periodOf(parameters);
  if (!/^(?:rate|cron)\(.+\)$/.test(schedule)) return 'schedule: expected rate(…) or cron(…)';
  if (period === undefined) return 'periodMinutes: expected how far apart the runs of this schedule are';
  if (period > LONGEST_PERIOD_MINUTES) {
    return `periodMinutes: expected at most ${LONGEST_PERIOD_MINUTES}: alarms look back three periods, and no further than a week`;
  }
  if (timeoutSeconds < 60 || timeoutSeconds > 900) return 'timeoutSeconds: expected 60 to 900';
  const least = (RECEIPTS * VISIBILITY_TIMEOUTS * timeoutSeconds) / 60;
  if (fanOut && period < least) {
    return (
      `fanOut: a message is tried ${RECEIPTS} times within a period, ${VISIBILITY_TIMEOUTS} × timeoutSeconds each: ` +
      `expected a period of at least ${least} minutes, or a shorter timeout`
    );
  }
  return undefined;
}

/** In minutes. */
function periodOf({ periodMinutes, schedule }) {
  if (periodMinutes > 0) return periodMinutes;
  const [, value, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(schedule) ?? [];
  return unit && Number(value) * { minute: 1, hour: 60, day: 24 * 60 }[unit];
}

function derivedOf(parameters) {
  const periodSeconds = periodOf(parameters) * 60;
  return {
    ...parameters,
    events: hearsOf(parameters),
    document: documentOf(parameters, periodSeconds),
    state: parameters.enabled ? 'ENABLED' : 'DISABLED',
    periodSeconds,
    threePeriodsSeconds: 3 * periodSeconds,
    eventAgeSeconds: Math.min(Math.max(periodSeconds, 60), 21_600),
    visibilitySeconds: VISIBILITY_TIMEOUTS * parameters.timeoutSeconds,
    receipts: RECEIPTS,
  };
}

const hearsOf = ({ name, events }) => events && name === TELLING;

/** A function resolves every reference in its configuration, so it is told of no other provider, and of DeepFlow only if it publishes. */
function documentOf(parameters, periodSeconds) {
  const { name, config, prefix, kmsKeyArn, objectTags, fanOut, eventSeconds } = parameters;
  const encryption = kmsKeyArn === '' ? {} : { sse: 'aws:kms', kmsKeyId: kmsKeyArn };
  const tagging = Object.keys(objectTags).length === 0 ? {} : { objectTags };
  const queueUrl = '${env:TAGSYNC_QUEUE_URL}';
  const refresh = { queueUrl: '${env:TAGSYNC_REFRESH_QUEUE_URL}', seconds: eventSeconds };
  const { deepflow, ...rest } = config;
  const store = { type: 's3', bucket: '${env:TAGSYNC_BUCKET}', prefix, ...encryption, ...tagging };
  if (name === PUBLISHER) return { providers: {}, store, deepflow };
  return {
    ...rest,
    providers: { [name]: config.providers?.[name] ?? {} },
    store,
    ...(fanOut ? { fanOut: { queueUrl, periodSeconds } } : {}),
    ...(hearsOf(parameters) ? { refresh } : {}),
  };
}

module.exports = { parametersOf };
