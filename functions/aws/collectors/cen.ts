import {
  DescribeTransitGatewaysCommand,
  DescribeTransitGatewayVpcAttachmentsCommand,
} from '@aws-sdk/client-ec2';
import type { TransitGatewayVpcAttachment } from '@aws-sdk/client-ec2';
import { collector } from '../client.ts';
import { awsRef, idOf, link, nameOf, paged, tagsOf } from '../items.ts';

/**
 * Transit gateways, own ones and those shared with this account, each with the
 * VPCs attached to it: all of them for its owner, their own for others.
 */
export const cen = collector({
  name: 'cen',
  emits: ['cen'],
  scope: 'region',
  paging: 'token',
  actions: ['ec2:DescribeTransitGateways', 'ec2:DescribeTransitGatewayVpcAttachments'],

  async *list({ ec2 }) {
    const attachments = new Map<string | undefined, TransitGatewayVpcAttachment[]>();
    const attached = paged(
      'ec2:DescribeTransitGatewayVpcAttachments',
      (NextToken) =>
        ec2.send(new DescribeTransitGatewayVpcAttachmentsCommand({ NextToken, MaxResults: 1000 })),
      ({ TransitGatewayVpcAttachments, NextToken }) => [TransitGatewayVpcAttachments, NextToken],
    );
    for await (const page of attached) {
      for (const attachment of page) {
        const others = attachments.get(attachment.TransitGatewayId) ?? [];
        attachments.set(attachment.TransitGatewayId, [...others, attachment]);
      }
    }
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
      attachments: attachments.filter((attachment) => !GONE.has(attachment.State ?? '')).map(attachmentOf),
    };
  },
});

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_TransitGatewayVpcAttachment.html */
const GONE: ReadonlySet<string> = new Set(['deleted', 'failed', 'rejected']);

function attachmentOf({ TransitGatewayAttachmentId, VpcId, VpcOwnerId, State }: TransitGatewayVpcAttachment) {
  return {
    id: idOf(TransitGatewayAttachmentId, 'ec2:DescribeTransitGatewayVpcAttachments'),
    vpc: link('vpc', VpcId),
    owner: VpcOwnerId,
    state: State ?? 'unknown',
  };
}
