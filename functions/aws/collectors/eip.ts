import { DescribeAddressesCommand } from '@aws-sdk/client-ec2';
import { collector } from '../client.ts';
import { awsRef, idOf, link, listed, nameOf, tagsOf } from '../items.ts';

/** Attached or not; the API has no pages. */
export const eip = collector({
  name: 'eip',
  emits: ['eip'],
  scope: 'region',
  paging: 'token',
  actions: ['ec2:DescribeAddresses'],

  async *list({ ec2 }) {
    const { Addresses } = await ec2.send(new DescribeAddressesCommand({}));
    yield listed(Addresses, 'ec2:DescribeAddresses');
  },

  *map(address, { region }) {
    // In a Wavelength Zone or on an Outpost the address is the carrier's or the customer's own.
    const ip = idOf(
      address.PublicIp || address.CarrierIp || address.CustomerOwnedIp,
      'ec2:DescribeAddresses PublicIp',
    );
    const id = address.AllocationId || ip;
    yield {
      kind: 'eip',
      ref: awsRef('eip', id),
      id,
      name: nameOf(address.Tags, id),
      tags: tagsOf(address.Tags),
      region: awsRef('region', region),
      // `NetworkInterfaceOwnerId` is whose interface it leads to, which may be another account.
      owner: undefined,
      ip,
      private_ip: address.PrivateIpAddress || undefined,
      nic: link('nic', address.NetworkInterfaceId),
      device: link('vm', address.InstanceId),
    };
  },
});
