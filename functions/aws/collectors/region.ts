import { DescribeRegionsCommand } from '@aws-sdk/client-ec2';
import { collector } from '../client.ts';
import { awsRef, idOf, listed } from '../items.ts';

/** The enabled ones, wanted or not; the API has no pages. */
export const region = collector({
  name: 'region',
  emits: ['region'],
  scope: 'account',
  paging: 'token',
  actions: ['ec2:DescribeRegions'],

  async *list({ ec2 }) {
    const { Regions } = await ec2.send(new DescribeRegionsCommand({ AllRegions: false }));
    yield listed(Regions, 'ec2:DescribeRegions');
  },

  *map({ RegionName }) {
    const id = idOf(RegionName, 'ec2:DescribeRegions');
    yield { kind: 'region', ref: awsRef('region', id), id, name: id, tags: [] };
  },
});
