import { isIP } from 'node:net';
import * as z from 'zod/mini';
import { canonical } from '../../shared/model/links/address.ts';
import { ShortText, Text } from './config-texts.ts';

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
export const DomainSection = z
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
export type DomainSection = z.infer<typeof DomainSection>;
