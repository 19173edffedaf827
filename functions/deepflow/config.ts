import * as z from 'zod/mini';

const Text = z.string().check(z.minLength(1, 'must not be empty'));
const Uuid = z
  .string()
  .check(z.regex(/^[0-9a-f-]{36}$/, 'expected the lcuuid of a region or domain of DeepFlow'));
const PROVIDERS = [
  'aws',
  'aliyun',
  'azure',
  'baidu',
  'huawei',
  'qingcloud',
  'tencent',
  'volcengine',
] as const;

/** One account of one cloud, as a domain of DeepFlow. */
const DomainSection = z
  .strictObject({
    provider: z.enum(PROVIDERS),
    account: Text,
    /** `tags`: DeepFlow collects it itself, and gets tags only. `own`: everything is ours. */
    mode: z.enum(['tags', 'own']),
    /** Of `tags`: the lcuuid or the name of the domain that DeepFlow collects. */
    domain: z.optional(Text),
    /** Of `own`: what people see; default: provider and account. */
    name: z.optional(Text.check(z.maxLength(64, 'expected at most 64 characters'))),
    /** Of `own`: ids of our own, or those that DeepFlow's own collector would give. */
    ids: z.prefault(z.enum(['own', 'built-in']), 'own'),
  })
  .check(
    z.refine(({ mode, domain }) => mode !== 'tags' || domain !== undefined, {
      path: ['domain'],
      error: 'expected the name or lcuuid of the domain that DeepFlow collects: tags go to that',
    }),
  );

/** The section `deepflow` of the configuration. */
export const Config = z.strictObject({
  /** The controller: `http://deepflow-server:20417`. It knows no authentication: keep it private. */
  url: z
    .string()
    .check(
      z.refine(
        (url) => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol),
        'expected http(s)://host:port',
      ),
    ),
  org: z.prefault(z.int().check(z.minimum(1)), 1),
  /** One place may write for an organisation; every other one leaves this out. */
  publisher: z.prefault(z.boolean(), false),
  /** The whole table is ours: what is of other domains in it may be lost. */
  ownTable: z.prefault(z.boolean(), false),
  /** `<provider>/<region>` or `*`, to the lcuuid of a region that DeepFlow has. */
  regions: z.prefault(z.record(Text, Uuid), { '*': 'ffffffff-ffff-ffff-ffff-ffffffffffff' }),
  domains: z.array(DomainSection).check(z.minLength(1, 'expected at least one domain')),
  /** Devices that DeepFlow knows no kind for, offered as servers of a type of their own. */
  offer: z.prefault(z.array(z.enum(['nat_gateway', 'rds', 'redis'])), []),
  /** How a domain that is missing is made; without, it is only said to be missing. */
  create: z.optional(
    z.strictObject({
      type: z.prefault(z.int(), 5),
      config: z.prefault(z.record(z.string(), z.unknown()), {}),
    }),
  ),
  /** More than this share of a domain's items at once is not taken away, unless commits say that they are gone. */
  maxShare: z.prefault(z.number().check(z.minimum(0), z.maximum(1)), 0.3),
  timeoutSeconds: z.prefault(z.number().check(z.positive(), z.maximum(600)), 60),
});
export type Config = z.infer<typeof Config>;
export type DomainSection = z.infer<typeof DomainSection>;
