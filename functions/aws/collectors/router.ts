import { DescribeRouteTablesCommand } from '@aws-sdk/client-ec2';
import { collector } from '../client.ts';
import { awsRef, idOf, links, nameOf, paged, tagsOf } from '../items.ts';
import { routeOf } from '../routes.ts';

/** One per route table; its page has a maximum of 100. */
export const router = collector({
  name: 'router',
  emits: ['router'],
  scope: 'region',
  paging: 'token',
  actions: ['ec2:DescribeRouteTables'],

  list: ({ ec2 }) =>
    paged(
      'ec2:DescribeRouteTables',
      (NextToken) => ec2.send(new DescribeRouteTablesCommand({ NextToken, MaxResults: 100 })),
      ({ RouteTables, NextToken }) => [RouteTables, NextToken],
    ),

  *map({ RouteTableId, VpcId, OwnerId, Associations = [], Routes, Tags }, { region }) {
    const id = idOf(RouteTableId, 'ec2:DescribeRouteTables');
    yield {
      kind: 'router',
      ref: awsRef('router', id),
      id,
      name: nameOf(Tags, id),
      tags: tagsOf(Tags),
      region: awsRef('region', region),
      owner: OwnerId,
      vpc: awsRef('vpc', idOf(VpcId, 'ec2:DescribeRouteTables VpcId')),
      main: Associations.some(({ Main }) => Main === true),
      subnets: links(
        'subnet',
        Associations.map(({ SubnetId }) => SubnetId),
      ),
      routes: (Routes ?? []).map(routeOf),
    };
  },
});
