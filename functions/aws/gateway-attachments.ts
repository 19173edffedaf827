import { DescribeTransitGatewayVpcAttachmentsCommand } from '@aws-sdk/client-ec2';
import type { EC2Client, TransitGatewayVpcAttachment } from '@aws-sdk/client-ec2';
import { idOf, link, paged } from './items.ts';

const API = 'ec2:DescribeTransitGatewayVpcAttachments';

/** Of VPCs, by transit gateway: all of them for its owner, their own for others. */
export async function vpcAttachments(
  ec2: EC2Client,
): Promise<ReadonlyMap<string | undefined, readonly TransitGatewayVpcAttachment[]>> {
  const pages = paged(
    API,
    (NextToken) => ec2.send(new DescribeTransitGatewayVpcAttachmentsCommand({ NextToken, MaxResults: 1000 })),
    ({ TransitGatewayVpcAttachments, NextToken }) => [TransitGatewayVpcAttachments, NextToken],
  );
  const found = new Map<string | undefined, TransitGatewayVpcAttachment[]>();
  for await (const page of pages) {
    for (const attachment of page) {
      const others = found.get(attachment.TransitGatewayId) ?? [];
      found.set(attachment.TransitGatewayId, [...others, attachment]);
    }
  }
  return found;
}

/** Those that stand. */
export const attachmentsOf = (attachments: readonly TransitGatewayVpcAttachment[]) =>
  attachments
    .filter(({ State }) => !GONE.has(State ?? ''))
    .map(({ TransitGatewayAttachmentId, VpcId, VpcOwnerId, State }) => ({
      id: idOf(TransitGatewayAttachmentId, API),
      vpc: link('vpc', VpcId),
      owner: VpcOwnerId,
      state: State ?? 'unknown',
    }));

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_TransitGatewayVpcAttachment.html */
const GONE: ReadonlySet<string> = new Set(['deleted', 'failed', 'rejected']);
