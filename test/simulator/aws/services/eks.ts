/** EKS: REST JSON 2017-11-01. maxResults 1–100, 100 where none is named: SDK type `ListClustersRequest`. */
import { DescribeCluster$, type DescribeClusterRequest, ListClusters$ } from '@aws-sdk/client-eks';
import { AwsFailure } from '../errors.ts';
import type { ResourceOf } from '../estate.ts';
import { type Service, listing, operation } from '../operation.ts';
import { type Input, refuseUnsimulated } from './parameters.ts';

const nameOf = (cluster: ResourceOf<'clusters'>): string => cluster.name ?? '';

export const eks: Service = {
  name: 'eks',
  signingName: 'eks',
  protocol: 'rest',
  version: '2017-11-01',
  xmlNamespace: '',
  target: '',
  operations: [
    listing<Input, ResourceOf<'clusters'>>(ListClusters$, 'eks', {
      paging: { size: 'maxResults', token: 'nextToken', next: 'nextToken', min: 1, max: 100, usual: 100 },
      rows: (input, { here }) => {
        refuseUnsimulated(input, ['include']);
        return here.clusters;
      },
      id: nameOf,
      page: (rows) => ({ clusters: rows.map(nameOf) }),
    }),
    operation<DescribeClusterRequest>(DescribeCluster$, 'eks', ({ name }, { here }) => {
      const cluster = here.clusters.find((row) => row.name === name);
      if (cluster !== undefined) return { cluster };
      throw new AwsFailure([404, 'ResourceNotFoundException'], `No cluster found for name: ${name}.`);
    }),
  ],
};
