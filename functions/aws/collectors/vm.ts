import { DescribeInstancesCommand } from '@aws-sdk/client-ec2';
import { collector } from '../client.ts';
import { awsRef, idOf, link, links, listed, nameOf, paged, tagsOf, zone } from '../items.ts';
import { vmState } from '../states.ts';

/** Only the servers: their interfaces come from `nic`, so that every ref has one source. */
export const vm = collector({
  name: 'vm',
  emits: ['vm'],
  scope: 'region',
  paging: 'token',
  actions: ['ec2:DescribeInstances'],

  async *list({ ec2 }) {
    const reservations = paged(
      'ec2:DescribeInstances',
      (NextToken) => ec2.send(new DescribeInstancesCommand({ NextToken, MaxResults: 1000 })),
      ({ Reservations, NextToken }) => [Reservations, NextToken],
    );
    for await (const page of reservations) {
      yield page.flatMap(({ Instances, OwnerId }) =>
        listed(Instances, 'ec2:DescribeInstances').map((instance) => ({ ...instance, OwnerId })),
      );
    }
  },

  *map(instance, scope) {
    const { State: state, Tags, NetworkInterfaces } = instance;
    // May stay listed for up to an hour: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstances.html
    if (state?.Name === 'terminated') return;
    const id = idOf(instance.InstanceId, 'ec2:DescribeInstances');
    const primary = NetworkInterfaces?.find(({ Attachment }) => Attachment?.DeviceIndex === 0);
    yield {
      kind: 'vm',
      ref: awsRef('vm', id),
      id,
      name: nameOf(Tags, id),
      tags: tagsOf(Tags),
      region: awsRef('region', scope.region),
      owner: instance.OwnerId,
      vpc: link('vpc', instance.VpcId),
      subnet: link('subnet', instance.SubnetId),
      az: zone(scope, instance.Placement?.AvailabilityZone),
      state: vmState(state?.Name),
      type: instance.InstanceType,
      ip: instance.PrivateIpAddress || instance.Ipv6Address || undefined,
      hostname: instance.PrivateDnsName || undefined,
      // `LaunchTime` moves at every start; the SDK's doc of it (type Instance) names this one as the first launch.
      created: primary?.Attachment?.AttachTime?.toISOString(),
      security_groups: links(
        'security_group',
        instance.SecurityGroups?.map(({ GroupId }) => GroupId),
      ),
    };
  },
});
