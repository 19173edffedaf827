import { DescribeClusterCommand, ListClustersCommand } from '@aws-sdk/client-eks';
import type { EKSClient } from '@aws-sdk/client-eks';
import { CloudError } from '../../shared/collect/errors.ts';
import { FAN_OUT, inParallel } from '../../shared/collect/parallel.ts';
import { parsed } from '../../shared/collect/wire.ts';
import { paged, unlessGone } from './items.ts';
import { ClusterAnswer, ClusterNames } from './json-answers.ts';
import type { Cluster } from './json-answers.ts';

/** The list says names only, and each cluster is asked for by its own. */
export async function* clustersOf(eks: EKSClient): AsyncGenerator<readonly Cluster[], void, undefined> {
  const pages = paged(
    'eks:ListClusters',
    (nextToken) => named(eks, nextToken),
    ({ clusters, nextToken }) => [clusters, nextToken],
  );
  for await (const names of pages) yield* inParallel(names, FAN_OUT, (name) => described(eks, name));
}

async function named(eks: EKSClient, nextToken: string | undefined) {
  const answer = await eks.send(new ListClustersCommand({ nextToken, maxResults: 100 }));
  return parsed(ClusterNames, answer, 'eks:ListClusters');
}

async function described(eks: EKSClient, name: string): Promise<readonly Cluster[]> {
  const asked = eks.send(new DescribeClusterCommand({ name }));
  const answer = await unlessGone(['ResourceNotFoundException'], asked);
  if (answer === undefined) return [];
  const { cluster } = parsed(ClusterAnswer, answer, 'eks:DescribeCluster');
  if (cluster === undefined) throw new CloudError('invalid', `eks:DescribeCluster: nothing about ${name}`);
  return [cluster];
}
