import { clusterRef, objectRef, tagsOf } from '../items.ts';
import { OBJECTS } from '../kinds.ts';
import { Namespace } from '../objects.ts';
import { objects } from '../object-collector.ts';

export const namespace = objects({
  name: 'namespace',
  emits: ['namespace'],
  object: OBJECTS.namespace,
  schema: Namespace,

  *map({ metadata }, { account }) {
    const { uid, name } = metadata;
    yield {
      kind: 'namespace',
      ref: objectRef('namespace', account, uid),
      id: uid,
      name,
      tags: tagsOf(metadata),
      cluster: clusterRef(account),
    };
  },
});
