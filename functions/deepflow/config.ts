import { isIP } from 'node:net';
import * as z from 'zod/mini';
import { canonical } from '../../shared/model/links/address.ts';

/** The `CLUSTER_ID` of a domain or sub-domain: https://github.com/deepflowio/deepflow/blob/main/server/controller/http/service/resource/domain.go */
const CLUSTER_ID = /^[0-9a-zA-Z][-0-9a-zA-Z]{0,31}$/;

/** A type of domain: https://github.com/deepflowio/deepflow/blob/main/server/controller/common/const.go. It needs a file, which may be empty. */
export const FILEREADER = 5;

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

const ShortText = Text.check(z.maxLength(64, 'expected at most 64 characters'));

/** A file of VPCs, subnets and servers that a filereader reads, and where it is written. */
const FileSection = z
  .strictObject({
    /** Where DeepFlow's server finds it. */
    server: Text.check(z.regex(/^\//, 'expected the absolute path at which DeepFlow reads it')),
    /** Where it is written: on this machine, on a volume that the server has too … */
    path: z.optional(Text),
    /** … or under a key of the store, for the one who brings it there. */
    key: z.optional(
      Text.check(z.regex(/^deepflow\/files\/[\w.-]{1,100}$/, 'expected deepflow/files/<name>')),
    ),
  })
  .check(
    z.refine(({ path, key }) => (path === undefined) !== (key === undefined), {
      error: 'expected path or key: where the file is written',
    }),
  );

/** `HOST_HTYPE_*` of https://github.com/deepflowio/deepflow/blob/main/server/controller/common/const.go. */
export const HOST_TYPES = { esxi: 2, kvm: 3, 'hyper-v': 5, gateway: 6 } as const;

/** A machine that servers run on: no cloud lists them, so people say what they know. */
const HostSection = z.strictObject({
  name: Text,
  ip: Text.check(z.refine((ip) => isIP(ip) !== 0, 'expected an IP address')),
  type: z.prefault(z.enum(['esxi', 'kvm', 'hyper-v', 'gateway']), 'kvm'),
  /** Native ids: the zone it is in, the subnet of its address, the servers on it. */
  az: z.optional(Text),
  subnet: z.optional(Text),
  servers: z.prefault(z.array(Text), []),
});
export type HostSection = z.infer<typeof HostSection>;

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
    name: z.optional(ShortText),
    /** Of `own`: ids of our own, or those that DeepFlow's own collector would give. */
    ids: z.prefault(z.enum(['own', 'built-in']), 'own'),
    /** Of `own`: VPCs, subnets and servers go by a file; clusters inside of the VPCs need that. */
    file: z.optional(FileSection),
    /** Of `own`: machines that servers run on. */
    hosts: z.prefault(z.array(HostSection), []),
  })
  .check(
    z.refine(({ mode, file, hosts }) => mode === 'own' || (file === undefined && hosts.length === 0), {
      path: ['mode'],
      error: 'is tags: file and hosts are of a domain of our own',
    }),
    z.refine(({ ids, file }) => ids === 'own' || file === undefined, {
      path: ['ids'],
      error: 'cannot be built-in with a file: DeepFlow makes the ids of what it reads there of its names',
    }),
    z.refine(({ hosts }) => new Set(hosts.map(({ ip }) => canonical(ip))).size === hosts.length, {
      path: ['hosts'],
      error: 'two of them have the same address, which is what a server says it runs on',
    }),
    z.refine(({ mode, domain }) => mode !== 'tags' || domain !== undefined, {
      path: ['domain'],
      error: 'expected the name or lcuuid of the domain that DeepFlow collects: tags go to that',
    }),
  );

/** A Kubernetes cluster of the log, whose namespaces get their labels as tags. */
const ClusterSection = z
  .strictObject({
    /** Its id in the log. */
    id: Text,
    /** Its `CLUSTER_ID` in DeepFlow; default: the id. */
    clusterId: z.optional(Text.check(z.regex(CLUSTER_ID, 'expected up to 32 letters, digits and "-"'))),
    /** Of the sub-domain that is made for it, if `create` says so; default: the id. */
    name: z.optional(ShortText),
  })
  .check(
    z.refine(({ id, clusterId }) => clusterId !== undefined || CLUSTER_ID.test(id), {
      error: 'needs clusterId, its CLUSTER_ID in DeepFlow: the id of the cluster cannot be one',
    }),
  );
export type ClusterSection = z.infer<typeof ClusterSection>;

/** The section `deepflow` of the configuration. */
export const Config = z
  .strictObject({
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
    clusters: z.prefault(z.array(ClusterSection), []),
    /** Devices that DeepFlow knows no kind for, offered as servers of a type of their own. */
    offer: z.prefault(z.array(z.enum(['nat_gateway', 'rds', 'redis'])), []),
    /** How a domain that is missing is made; without, it is only said to be missing. */
    create: z.optional(
      z.strictObject({
        type: z.prefault(z.int(), FILEREADER),
        config: z.prefault(z.record(z.string(), z.unknown()), {}),
      }),
    ),
    /** More than this share of a domain's items at once is not taken away, unless commits say that they are gone. */
    maxShare: z.prefault(z.number().check(z.minimum(0), z.maximum(1)), 0.3),
    timeoutSeconds: z.prefault(z.number().check(z.positive(), z.maximum(600)), 60),
  })
  .check(
    z.refine(
      ({ domains, create }) =>
        create === undefined || create.type === FILEREADER || domains.every(({ file }) => file === undefined),
      { path: ['create', 'type'], error: `expected ${FILEREADER}: only a filereader reads a file` },
    ),
    z.refine(({ clusters }) => new Set(clusters.map(({ id }) => id)).size === clusters.length, {
      path: ['clusters'],
      error: 'a cluster is named twice',
    }),
  );
export type Config = z.infer<typeof Config>;
export type DomainSection = z.infer<typeof DomainSection>;
