import * as z from 'zod/mini';
import { DomainSection } from './config-domain.ts';
import { ShortText, Text } from './config-texts.ts';

/** The `CLUSTER_ID` of a domain or sub-domain: https://github.com/deepflowio/deepflow/blob/main/server/controller/http/service/resource/domain.go */
const CLUSTER_ID = /^[0-9a-zA-Z][-0-9a-zA-Z]{0,31}$/;

/** A type of domain: https://github.com/deepflowio/deepflow/blob/main/server/controller/common/const.go. It needs a file, which may be empty. */
export const FILEREADER = 5;

const Uuid = z
  .string()
  .check(z.regex(/^[0-9a-f-]{36}$/, 'expected the lcuuid of a region or domain of DeepFlow'));

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
