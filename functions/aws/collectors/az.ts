import { DescribeAvailabilityZonesCommand } from '@aws-sdk/client-ec2';
import { collector } from '../client.ts';
import { awsRef, idOf, listed } from '../items.ts';

/** With the local and wavelength zones that the account opted into; the API has no pages. */
export const az = collector({
  name: 'az',
  emits: ['az'],
  scope: 'region',
  paging: 'token',
  actions: ['ec2:DescribeAvailabilityZones'],

  async *list({ ec2 }) {
    const { AvailabilityZones } = await ec2.send(new DescribeAvailabilityZonesCommand({}));
    yield listed(AvailabilityZones, 'ec2:DescribeAvailabilityZones');
  },

  *map({ ZoneName, ZoneId }, { account, region }) {
    const id = idOf(ZoneName, 'ec2:DescribeAvailabilityZones');
    yield {
      kind: 'az',
      ref: awsRef('az', account, id),
      id,
      name: id,
      tags: [],
      region: awsRef('region', region),
      zone_id: ZoneId,
    };
  },
});
