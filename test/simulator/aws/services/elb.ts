/**
 * Elastic Load Balancing, classic: query protocol 2012-06-01.
 * PageSize 1–400, DescribeTags 1–20 names: botocore elb/2012-06-01 service-2.json, SDK doc comments.
 */
import {
  DescribeLoadBalancers$,
  DescribeTags$,
  type DescribeTagsInput,
} from '@aws-sdk/client-elastic-load-balancing';
import { AwsFailure } from '../errors.ts';
import type { ResourceOf } from '../estate.ts';
import { type Service, listing, operation } from '../operation.ts';
import { type Input, listOf, only } from './parameters.ts';

type LoadBalancer = ResourceOf<'classicLoadBalancers'>;

const nameOf = ({ LoadBalancerName }: LoadBalancer): string => LoadBalancerName ?? '';

const notFound = (name: string): AwsFailure =>
  new AwsFailure([400, 'LoadBalancerNotFound'], `There is no ACTIVE Load Balancer named '${name}'`);

export const elb: Service = {
  name: 'elb',
  signingName: 'elasticloadbalancing',
  protocol: 'query',
  version: '2012-06-01',
  xmlNamespace: 'http://elasticloadbalancing.amazonaws.com/doc/2012-06-01/',
  target: '',
  operations: [
    listing<Input, LoadBalancer>(DescribeLoadBalancers$, 'elasticloadbalancing', {
      paging: { size: 'PageSize', token: 'Marker', next: 'NextMarker', min: 1, max: 400, usual: 400 },
      rows: (input, { here }) =>
        only(here.classicLoadBalancers, nameOf, listOf(input, 'LoadBalancerNames'), notFound),
      id: nameOf,
      page: (LoadBalancerDescriptions) => ({ LoadBalancerDescriptions }),
    }),
    operation<DescribeTagsInput>(DescribeTags$, 'elasticloadbalancing', ({ LoadBalancerNames }, { here }) => {
      const names = LoadBalancerNames ?? [];
      if (names.length > 20 || names.length === 0) {
        throw new AwsFailure('bad-value', `LoadBalancerNames: ${names.length} names; it takes 1 to 20`);
      }
      return {
        TagDescriptions: only(here.classicLoadBalancers, nameOf, names, notFound).map(
          ({ LoadBalancerName, Tags }) => ({ LoadBalancerName, Tags }),
        ),
      };
    }),
  ],
};
