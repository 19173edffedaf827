import * as z from 'zod/mini';
import type { ProviderName } from '../collect/provider.ts';
import { StoreConfig } from '../store/open.ts';
import { GUARD } from '../sync/guard.ts';
import { Exports } from './exports.ts';
import { Sinks } from './sink-config.ts';

const whole = z.int().check(z.minimum(1));
const notNegative = z.number().check(z.minimum(0));
const Patterns = z.array(z.string().check(z.minLength(1)));
const section = z.optional(z.unknown());

export const GuardSection = z.strictObject({
  maxShare: z.prefault(notNegative.check(z.maximum(1)), GUARD.maxShare),
  minRemoved: z.prefault(whole, GUARD.minRemoved),
  confirm: z.optional(
    z.union([z.literal('never'), z.strictObject({ listings: whole, minutes: notNegative })]),
  ),
});
const RetentionSection = z.strictObject({
  days: z.prefault(whole, 35),
  maxLagDays: z.prefault(notNegative, 7),
  versions: z.optional(whole),
});
const TagsSection = z.strictObject({ allow: z.prefault(Patterns, ['*']), deny: z.prefault(Patterns, []) });

const queueUrl = z.string().check(z.regex(/^https?:\/\/\S+$/, 'expected the URL of an SQS queue'));
/** Where events are gathered, and for how long; the queue holds a message back for as many seconds. */
export const RefreshSection = z.strictObject({
  queueUrl,
  seconds: z.prefault(whole.check(z.maximum(60)), 10),
});

/** The document, as people write it. */
export const Document = z
  .strictObject({
    store: StoreConfig,
    singleWriter: z.prefault(z.boolean(), false),
    guard: z.prefault(GuardSection, {}),
    retention: z.prefault(RetentionSection, {}),
    tags: z.prefault(TagsSection, {}),
    sinks: z.prefault(Sinks, []),
    exports: z.prefault(Exports, []),
    memoryMegabytes: z.prefault(whole, 256),
    providers: z.prefault(
      z.strictObject({
        aws: section,
        aliyun: section,
        azure: section,
        baidu: section,
        huawei: section,
        qingcloud: section,
        tencent: section,
        volcengine: section,
        kubernetes: section,
      } satisfies Record<ProviderName, unknown>),
      {},
    ),
    /** The publisher's, by its own schema. */
    deepflow: section,
    fanOut: z.optional(
      z.strictObject({
        queueUrl,
        periodSeconds: z.prefault(whole, 300),
      }),
    ),
    refresh: z.optional(RefreshSection),
  })
  .check(
    z.refine(({ singleWriter, fanOut }) => !singleWriter || fanOut === undefined, {
      path: ['fanOut'],
      error: 'excluded by singleWriter: remove one of the two',
    }),
    z.refine(({ singleWriter, refresh }) => !singleWriter || refresh === undefined, {
      path: ['refresh'],
      error: 'excluded by singleWriter: remove one of the two',
    }),
  );

/** As `Document`, for who only reads the log: every other section may need secrets that a reader does not have. */
export const StoreDocument = z.strictObject({
  store: StoreConfig,
  ...Object.fromEntries(
    [
      'singleWriter',
      'guard',
      'retention',
      'tags',
      'sinks',
      'exports',
      'memoryMegabytes',
      'providers',
      'deepflow',
      'fanOut',
      'refresh',
    ].map((name) => [name, section]),
  ),
});
