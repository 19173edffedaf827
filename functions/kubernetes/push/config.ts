import * as z from 'zod/mini';
import { anyOf } from '../../../shared/runtime/patterns.ts';
import type { Skip } from './content.ts';
import type { PusherOptions } from './pusher.ts';
import type { ServerOptions } from './server.ts';

const Pem = z.string().check(z.regex(/-----BEGIN [A-Z0-9 ]+-----/, 'expected PEM: ${file:/path/to.pem}'));
const Patterns = z.array(z.string().check(z.minLength(1)));

/** The domain's CLUSTER_ID: https://github.com/deepflowio/deepflow/blob/main/server/controller/http/service/resource/domain.go */
export const ClusterId = z
  .string()
  .check(
    z.regex(
      /^[A-Za-z0-9][A-Za-z0-9-]{0,31}$/,
      'expected up to 32 letters, digits and "-", the first no "-": it is the CLUSTER_ID of the DeepFlow domain',
    ),
  );

/** `push:` of a cluster: what DeepFlow is told of it. */
export const PushConfig = z
  .strictObject({
    /** Each is told everything: `http://deepflow-server.deepflow:20035` in plain text, `https://…:20135` with TLS. */
    servers: z
      .array(
        z
          .string()
          .check(z.refine(isOrigin, 'expected http://host:port or https://host:port, without a path')),
      )
      .check(z.minLength(1, 'expected at least one server')),
    /** Default: the cluster's id. */
    clusterId: z.optional(ClusterId),
    teamId: z.optional(z.string().check(z.minLength(1))),
    ca: z.optional(Pem),
    cert: z.optional(Pem),
    key: z.optional(Pem),
    /** What DeepFlow is not told of; `*` stands for any text. */
    skip: z.prefault(
      z.strictObject({ namespaces: z.prefault(Patterns, []), kinds: z.prefault(Patterns, []) }),
      {},
    ),
    maxMegabytes: z.prefault(z.number().check(z.positive()), 100),
  })
  .check(
    z.refine(({ cert, key }) => (cert === undefined) === (key === undefined), {
      path: ['cert'],
      error: 'cert and key go together: give both or none',
    }),
  );
export type PushConfig = z.infer<typeof PushConfig>;

export function serversOf({ servers, teamId, ca, cert, key }: PushConfig): readonly ServerOptions[] {
  return servers.map((url) => ({ url, teamId, ca, cert, key }));
}

/** `id`: of the cluster, where the domain's is the same. */
export function pusherOptions({ clusterId, skip, maxMegabytes }: PushConfig, id: string): PusherOptions {
  return { cluster: clusterId ?? id, skip: skipOf(skip), maxBytes: maxMegabytes * 2 ** 20 };
}

/** A kind is named as Kubernetes does, `ReplicaSet`, or with its group where two have one name: `apps/StatefulSet`. */
function skipOf({ namespaces, kinds }: PushConfig['skip']): Skip {
  const isNamed = anyOf(kinds);
  return {
    namespace: anyOf(namespaces),
    kind: (kind) => isNamed(kind.replace(/^\//, '')) || isNamed(kind.slice(kind.lastIndexOf('/') + 1)),
  };
}

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, pathname, search, username } = new URL(text);
  return /^https?:$/.test(protocol) && pathname === '/' && search === '' && username === '';
}
