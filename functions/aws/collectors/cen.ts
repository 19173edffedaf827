import { DescribeTransitGatewaysCommand } from '@aws-sdk/client-ec2';
import { collector } from '../client.ts';
import { attachmentsOf, vpcAttachments } from '../gateway-attachments.ts';
import { awsRef, idOf, nameOf, paged, tagsOf } from '../items.ts';

/** Transit gateways, own ones and those shared with this account, each with the VPCs attached to it. */
export const cen = collector({
  name: 'cen',
  emits: ['cen'],
  scope: 'region',
  paging: 'token',
  actions: ['ec2:DescribeTransitGateways', 'ec2:DescribeTransitGatewayVpcAttachments'],

  async *list({ ec2 }) {
    const attachments = await vpcAttachments(ec2);
    const gateways = paged(
      'ec2:DescribeTransitGateways',
      (NextToken) => ec2.send(new DescribeTransitGatewaysCommand({ NextToken, MaxResults: 1000 })),
      ({ TransitGateways, NextToken }) => [TransitGateways, NextToken],
    );
    for await (const page of gateways) {
      yield page.map((gateway) => ({
        ...gateway,
        attachments: attachments.get(gateway.TransitGatewayId) ?? [],
      }));
    }
  },

  *map({ TransitGatewayId, OwnerId, State, Tags, attachments }, { region }) {
    if (State === 'deleted') return;
    const id = idOf(TransitGatewayId, 'ec2:DescribeTransitGateways');
    yield {
      kind: 'cen',
      ref: awsRef('cen', id),
      id,
      name: nameOf(Tags, id),
      tags: tagsOf(Tags),
      region: awsRef('region', region),
      owner: OwnerId,
      type: 'transit_gateway',
      state: State ?? 'unknown',
      attachments: attachmentsOf(attachments),
    };
  },
});
