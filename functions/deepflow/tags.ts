import type { Estate, Merged } from '../../shared/model/links/estate.ts';
import { providerOf } from '../../shared/model/record.ts';
import type { Target } from './domains.ts';
import type { CloudTag } from './payload.ts';
import { safeTags } from './safe.ts';

export interface Tagging {
  readonly tags: readonly CloudTag[];
  /** Servers that DeepFlow has not recorded yet: their tags go with a later run. */
  readonly waiting: readonly string[];
  /** In words: names that stand for several, tags that were not sent as they are. */
  readonly notes: readonly string[];
}

/** Tags for the servers that are recorded now, by the names they have there. */
export function tagsOf(
  domain: string,
  tagged: ReadonlyMap<string, Merged<'vm'>>,
  recorded: readonly { readonly name: string }[],
): Tagging {
  const counts = new Map<string, number>();
  for (const { name } of recorded) counts.set(name, (counts.get(name) ?? 0) + 1);
  const tags: CloudTag[] = [];
  const waiting: string[] = [];
  const notes: string[] = [];
  for (const [name, { record }] of [...tagged].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    if (record.tags.length === 0) continue;
    const safe = safeTags(record.tags);
    notes.push(...safe.changed.map((what) => `${record.ref}: tag ${what}`));
    if (safe.tags.length === 0) continue;
    const count = counts.get(name) ?? 0;
    if (count === 0) waiting.push(name);
    else if (count > 1)
      notes.push(
        `${record.ref}: ${count} servers are called ${name} in DeepFlow: none is tagged, since it could be the wrong one`,
      );
    else
      tags.push({
        resource_type: 'chost',
        resource_name: name,
        domain_uuid: domain,
        subdomain_uuid: '',
        tags: safe.tags,
      });
  }
  return { tags, waiting, notes };
}

/** Of a domain that DeepFlow collects itself: servers by the name that the cloud gives them. A name that several have is left alone. */
export function byCloudName(
  estate: Estate,
  { provider, account }: Pick<Target, 'provider' | 'account'>,
): { readonly tagged: ReadonlyMap<string, Merged<'vm'>>; readonly notes: readonly string[] } {
  const names = new Map<string, Merged<'vm'>[]>();
  for (const server of estate.of('vm')) {
    if (server.account !== account || providerOf(server.record.ref) !== provider) continue;
    names.set(server.record.name, [...(names.get(server.record.name) ?? []), server]);
  }
  const tagged = new Map<string, Merged<'vm'>>();
  const notes: string[] = [];
  for (const [name, servers] of names) {
    const [only] = servers;
    if (servers.length === 1 && only !== undefined) tagged.set(name, only);
    else
      notes.push(
        `${servers.length} servers of ${provider} ${account} are called ${name}: none is tagged (${servers.map(({ record }) => record.id).join(', ')})`,
      );
  }
  return { tagged, notes };
}
