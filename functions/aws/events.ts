import type { EventRow } from '../../shared/collect/event-row.ts';

const TAGS = 'https://docs.aws.amazon.com/tag-editor/latest/userguide/tag-monitor.html';
/** Of each service's resources: the ARN, whose first word after the account says what it is. */
const ARNS = 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_';
const STATES = 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/monitoring-instance-state-changes.html';
const DATABASES = 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Events.Messages.html';
const REF = 'https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-';

/** Backups, maintenance and full disks change nothing of what is recorded. */
const CHANGING = [
  'availability',
  'configuration change',
  'creation',
  'deletion',
  'failover',
  'read replica',
  'restoration',
];

/** Somebody set, changed or removed a tag, by whatever API. */
function tagged(service: string, resource: string, ...sources: readonly string[]): EventRow {
  const documented = `${TAGS}, ${ARNS}${service}`;
  const detail = { service: [service] };
  return { from: 'aws.tag', types: ['Tag Change on Resource'], detail, resource, sources, documented };
}

/** Calls that a trail of CloudTrail records; `from`: the service as EventBridge names it. */
function called(service: string, sources: readonly string[], ...names: readonly string[]): EventRow {
  const detail = { eventSource: [`${service}.amazonaws.com`], eventName: names };
  return {
    from: `aws.${service}`,
    types: ['AWS API Call via CloudTrail'],
    detail,
    resource: undefined,
    sources,
    documented: `${REF}${service}.html`,
  };
}

const tags: readonly EventRow[] = [
  tagged('ec2', 'instance', 'vm'),
  tagged('ec2', 'network-interface', 'nic'),
  tagged('ec2', 'vpc', 'vpc'),
  tagged('ec2', 'subnet', 'subnet'),
  tagged('ec2', 'route-table', 'router'),
  tagged('ec2', 'security-group', 'security-group'),
  tagged('ec2', 'natgateway', 'nat-gateway'),
  tagged('ec2', 'elastic-ip', 'eip'),
  tagged('ec2', 'vpc-peering-connection', 'peer-connection'),
  tagged('ec2', 'transit-gateway', 'cen'),
  tagged('elasticloadbalancing', 'loadbalancer', 'classic-load-balancer', 'load-balancer'),
  tagged('elasticloadbalancing', 'listener', 'lb-listener'),
  tagged('rds', 'db', 'rds'),
  tagged('rds', 'cluster', 'rds'),
  tagged('elasticache', 'cluster', 'redis'),
  tagged('elasticache', 'replicationgroup', 'redis'),
  tagged('elasticache', 'serverlesscache', 'redis-serverless'),
  tagged('eks', 'cluster', 'k8s-cluster'),
];

const states: readonly EventRow[] = [
  {
    from: 'aws.ec2',
    types: ['EC2 Instance State-change Notification'],
    detail: {},
    resource: undefined,
    sources: ['vm', 'nic', 'eip'],
    documented: STATES,
  },
  {
    from: 'aws.rds',
    types: ['RDS DB Instance Event', 'RDS DB Cluster Event'],
    detail: { EventCategories: CHANGING },
    resource: undefined,
    sources: ['rds', 'nic'],
    documented: DATABASES,
  },
  {
    from: 'aws.elasticache',
    types: ['Cache Created', 'Cache Updated', 'Cache Deleted'],
    detail: {},
    resource: undefined,
    sources: ['redis', 'redis-serverless', 'nic'],
    documented: `${REF}elasticache.html`,
  },
];

/**
 * What has no event of its own is known by the call that changed it. Members of
 * target groups and listeners are not here: they are listed by a call for each
 * group or balancer, and a cluster registers members all day.
 */
const calls: readonly EventRow[] = [
  called('ec2', ['vpc', 'router', 'security-group'], 'CreateVpc', 'DeleteVpc'),
  called('ec2', ['vpc'], 'AssociateVpcCidrBlock', 'DisassociateVpcCidrBlock'),
  called(
    'ec2',
    ['subnet'],
    'CreateSubnet',
    'DeleteSubnet',
    'AssociateSubnetCidrBlock',
    'DisassociateSubnetCidrBlock',
  ),
  called(
    'ec2',
    ['router'],
    'CreateRouteTable',
    'DeleteRouteTable',
    'CreateRoute',
    'DeleteRoute',
    'ReplaceRoute',
  ),
  called('ec2', ['router'], 'AssociateRouteTable', 'DisassociateRouteTable', 'ReplaceRouteTableAssociation'),
  called('ec2', ['security-group'], 'CreateSecurityGroup', 'DeleteSecurityGroup', 'ModifySecurityGroupRules'),
  called('ec2', ['security-group'], 'AuthorizeSecurityGroupIngress', 'AuthorizeSecurityGroupEgress'),
  called('ec2', ['security-group'], 'RevokeSecurityGroupIngress', 'RevokeSecurityGroupEgress'),
  called('ec2', ['nat-gateway', 'nic', 'eip'], 'CreateNatGateway', 'DeleteNatGateway'),
  called(
    'ec2',
    ['eip', 'nic'],
    'AllocateAddress',
    'ReleaseAddress',
    'AssociateAddress',
    'DisassociateAddress',
  ),
  called(
    'ec2',
    ['nic'],
    'CreateNetworkInterface',
    'DeleteNetworkInterface',
    'ModifyNetworkInterfaceAttribute',
  ),
  called('ec2', ['nic', 'vm'], 'AttachNetworkInterface', 'DetachNetworkInterface', 'ModifyInstanceAttribute'),
  called('ec2', ['nic'], 'AssignPrivateIpAddresses', 'UnassignPrivateIpAddresses'),
  called('ec2', ['nic'], 'AssignIpv6Addresses', 'UnassignIpv6Addresses'),
  called('ec2', ['peer-connection'], 'CreateVpcPeeringConnection', 'AcceptVpcPeeringConnection'),
  called('ec2', ['peer-connection'], 'RejectVpcPeeringConnection', 'DeleteVpcPeeringConnection'),
  called('ec2', ['cen'], 'CreateTransitGateway', 'DeleteTransitGateway', 'AcceptTransitGatewayVpcAttachment'),
  called('ec2', ['cen'], 'CreateTransitGatewayVpcAttachment', 'DeleteTransitGatewayVpcAttachment'),
  called(
    'elasticloadbalancing',
    ['classic-load-balancer', 'load-balancer', 'nic'],
    'CreateLoadBalancer',
    'DeleteLoadBalancer',
  ),
  called('elasticloadbalancing', ['load-balancer', 'nic'], 'SetSecurityGroups', 'SetSubnets'),
  called(
    'elasticloadbalancing',
    ['classic-load-balancer'],
    'ApplySecurityGroupsToLoadBalancer',
    'CreateLoadBalancerListeners',
    'DeleteLoadBalancerListeners',
  ),
  called(
    'elasticloadbalancing',
    ['classic-load-balancer'],
    'AttachLoadBalancerToSubnets',
    'DetachLoadBalancerFromSubnets',
  ),
  called('eks', ['k8s-cluster'], 'CreateCluster', 'DeleteCluster'),
];

/** What AWS tells as it happens, and what is listed then. Every one of them is delivered on best effort: the schedule stays. */
export const events: readonly EventRow[] = [...tags, ...states, ...calls];
