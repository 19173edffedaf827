/**
 * Elastic Load Balancing v2: query protocol 2015-12-01.
 * PageSize 1–400: botocore elbv2/2015-12-01 service-2.json. DescribeTags "up to 20 resources in a
 * single call": https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeTags.html
 */
import {
  DescribeListeners$,
  DescribeLoadBalancers$,
  DescribeRules$,
  DescribeTags$,
  type DescribeTagsInput,
  DescribeTargetGroups$,
  DescribeTargetHealth$,
  type DescribeTargetHealthInput,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { AwsFailure } from '../errors.ts';
import type { RegionEstate, ResourceOf, Tag } from '../estate.ts';
import { type Service, listing, operation } from '../operation.ts';
import type { Paging } from '../paging.ts';
import { rowsBy } from '../rows.ts';
import { type Input, listOf, only, textOf } from './parameters.ts';

const PREFIX = 'elasticloadbalancing';
const paging: Paging = {
  size: 'PageSize',
  token: 'Marker',
  next: 'NextMarker',
  min: 1,
  max: 400,
  usual: 400,
};

type Missing = 'LoadBalancer' | 'Listener' | 'Rule' | 'TargetGroup';

const missing =
  (what: Missing) =>
  (id: string): AwsFailure =>
    new AwsFailure([400, `${what}NotFound`], `One or more of these do not exist: '${id}'`);

const balancerArn = (row: ResourceOf<'loadBalancers'>): string => row.LoadBalancerArn ?? '';
const listenerArn = (row: ResourceOf<'listeners'>): string => row.ListenerArn ?? '';
const ruleArn = (row: ResourceOf<'rules'>): string => row.RuleArn ?? '';
const groupArn = (row: ResourceOf<'targetGroups'>): string => row.TargetGroupArn ?? '';

function listenersOf(input: Input, here: RegionEstate): RegionEstate['listeners'] {
  const arns = listOf(input, 'ListenerArns');
  const balancer = textOf(input, 'LoadBalancerArn');
  if ((arns === undefined) === (balancer === undefined)) {
    throw new AwsFailure('bad-value', 'You must specify either listener ARNs or a load balancer ARN');
  }
  if (balancer === undefined) return only(here.listeners, listenerArn, arns, missing('Listener'));
  only(here.loadBalancers, balancerArn, [balancer], missing('LoadBalancer'));
  return rowsBy(here.listeners, 'balancer', (row) => row.LoadBalancerArn, balancer);
}

function rulesOf(input: Input, here: RegionEstate): RegionEstate['rules'] {
  const arns = listOf(input, 'RuleArns');
  const listener = textOf(input, 'ListenerArn');
  if ((arns === undefined) === (listener === undefined)) {
    throw new AwsFailure('bad-value', 'You must specify either listener ARN or rule ARNs');
  }
  if (listener === undefined) return only(here.rules, ruleArn, arns, missing('Rule'));
  only(here.listeners, listenerArn, [listener], missing('Listener'));
  return rowsBy(here.rules, 'listener', (row) => row.ListenerArn, listener);
}

function groupsOf(input: Input, here: RegionEstate): RegionEstate['targetGroups'] {
  const balancer = textOf(input, 'LoadBalancerArn');
  if (balancer !== undefined) {
    return here.targetGroups.filter(({ LoadBalancerArns }) => LoadBalancerArns?.includes(balancer));
  }
  const named = only(
    here.targetGroups,
    ({ TargetGroupName }) => TargetGroupName,
    listOf(input, 'Names'),
    missing('TargetGroup'),
  );
  return only(named, groupArn, listOf(input, 'TargetGroupArns'), missing('TargetGroup'));
}

/** What an ARN names is in its resource part: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awselasticloadbalancingv2.html */
function tagsOf(arn: string, here: RegionEstate): readonly Tag[] {
  const find = <Row extends { readonly Tags: readonly Tag[] }>(
    rows: readonly Row[],
    id: (row: Row) => string,
    what: Missing,
  ): readonly Tag[] => {
    const row = rowsBy(rows, 'arn', id, arn)[0];
    if (row === undefined) throw missing(what)(arn);
    return row.Tags;
  };
  const type = /:(listener-rule|listener|loadbalancer|targetgroup)\//.exec(arn)?.[1];
  if (type === 'loadbalancer') return find(here.loadBalancers, balancerArn, 'LoadBalancer');
  if (type === 'listener') return find(here.listeners, listenerArn, 'Listener');
  if (type === 'listener-rule') return find(here.rules, ruleArn, 'Rule');
  if (type === 'targetgroup') return find(here.targetGroups, groupArn, 'TargetGroup');
  throw new AwsFailure('bad-value', `'${arn}' is not a valid ARN`);
}

export const elbv2: Service = {
  name: 'elbv2',
  signingName: 'elasticloadbalancing',
  protocol: 'query',
  version: '2015-12-01',
  xmlNamespace: 'http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/',
  target: '',
  operations: [
    listing<Input, ResourceOf<'loadBalancers'>>(DescribeLoadBalancers$, PREFIX, {
      paging,
      rows: (input, { here }) =>
        only(
          only(
            here.loadBalancers,
            (row) => row.LoadBalancerName,
            listOf(input, 'Names'),
            missing('LoadBalancer'),
          ),
          balancerArn,
          listOf(input, 'LoadBalancerArns'),
          missing('LoadBalancer'),
        ),
      id: balancerArn,
      page: (LoadBalancers) => ({ LoadBalancers }),
    }),
    listing<Input, ResourceOf<'listeners'>>(DescribeListeners$, PREFIX, {
      paging,
      rows: (input, { here }) => listenersOf(input, here),
      id: listenerArn,
      page: (Listeners) => ({ Listeners }),
    }),
    listing<Input, ResourceOf<'rules'>>(DescribeRules$, PREFIX, {
      paging,
      rows: (input, { here }) => rulesOf(input, here),
      id: ruleArn,
      page: (Rules) => ({ Rules }),
    }),
    listing<Input, ResourceOf<'targetGroups'>>(DescribeTargetGroups$, PREFIX, {
      paging,
      rows: (input, { here }) => groupsOf(input, here),
      id: groupArn,
      page: (TargetGroups) => ({ TargetGroups }),
    }),
    operation<DescribeTargetHealthInput>(DescribeTargetHealth$, PREFIX, (input, { here }) => {
      const arn = input.TargetGroupArn ?? '';
      only(here.targetGroups, groupArn, [arn], missing('TargetGroup'));
      return { TargetHealthDescriptions: rowsBy(here.targets, 'group', (row) => row.TargetGroupArn, arn) };
    }),
    operation<DescribeTagsInput>(DescribeTags$, PREFIX, ({ ResourceArns = [] }, { here }) => {
      if (ResourceArns.length > 20 || ResourceArns.length === 0) {
        throw new AwsFailure('bad-value', `ResourceArns: ${ResourceArns.length} ARNs; it takes 1 to 20`);
      }
      return { TagDescriptions: ResourceArns.map((arn) => ({ ResourceArn: arn, Tags: tagsOf(arn, here) })) };
    }),
  ],
};
