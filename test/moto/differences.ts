/**
 * Where moto 5.2.5 answers otherwise than AWS documents, so that the suite expects what moto says there. Each is
 * checked to be still true: one that is not has to go, and its place in `../e2e/aws/expected.ts` with it.
 */
import * as ec2 from '@aws-sdk/client-ec2';
import { DescribeClusterCommand } from '@aws-sdk/client-eks';
import { DescribeTargetHealthCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import {
  DescribeCacheClustersCommand,
  DescribeReplicationGroupsCommand,
  DescribeServerlessCachesCommand,
} from '@aws-sdk/client-elasticache';
import { DescribeDBInstancesCommand } from '@aws-sdk/client-rds';
import {
  GetResourcesCommand,
  ResourceGroupsTaggingAPIClient,
} from '@aws-sdk/client-resource-groups-tagging-api';
import type { Difference } from '../e2e/aws/cloud.ts';
import type { Facts } from '../e2e/aws/facts.ts';
import type { ClientsAt } from '../e2e/aws/on-moto.ts';

interface Asked {
  readonly at: ClientsAt;
  readonly facts: Facts;
}

interface Described {
  readonly moto: string;
  /** What AWS documents, and where. */
  readonly aws: string;
  readonly source: string;
  readonly stillSo: (asked: Asked) => Promise<boolean>;
}

const ALL: Readonly<Record<Difference, Described>> = {
  'closed-regions-are-listed': {
    moto: 'DescribeRegions lists regions that are not opted in, also with AllRegions=false',
    aws: 'All regions, also those that are disabled, are displayed only if AllRegions is set',
    source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeRegions.html',
    async stillSo({ at }) {
      const { Regions = [] } = await at.hub.ec2.send(new ec2.DescribeRegionsCommand({ AllRegions: false }));
      return Regions.some(({ OptInStatus }) => OptInStatus === 'not-opted-in');
    },
  },
  'pages-are-of-reservations': {
    moto: 'MaxResults of DescribeInstances counts reservations, and may be less than 5',
    aws: 'MaxResults is the maximum number of items, and items are instances',
    source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstances.html',
    async stillSo({ at }) {
      const { Reservations = [] } = await at.hub.ec2.send(
        new ec2.DescribeInstancesCommand({ MaxResults: 1 }),
      );
      return Reservations.length === 1;
    },
  },
  'other-lists-have-no-pages': {
    moto: 'the other lists of EC2 answer with everything, whatever MaxResults says',
    aws: 'MaxResults bounds a page of subnets, interfaces, groups, route tables and so on',
    source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeSubnets.html',
    async stillSo({ at }) {
      const { Subnets = [] } = await at.hub.ec2.send(new ec2.DescribeSubnetsCommand({ MaxResults: 5 }));
      return Subnets.length > 5;
    },
  },
  'state-of-ipv6-blocks-is-no-word': {
    moto: "the state of a subnet's IPv6 block is the text of a Python object",
    aws: 'associating, associated, disassociating, disassociated, failing or failed',
    source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_SubnetCidrBlockState.html',
    async stillSo({ at, facts }) {
      const SubnetIds = [facts.id('core-a')];
      const { Subnets = [] } = await at.hub.ec2.send(new ec2.DescribeSubnetsCommand({ SubnetIds }));
      const state = Subnets[0]?.Ipv6CidrBlockAssociationSet?.[0]?.Ipv6CidrBlockState?.State;
      return String(state) === "{'State': 'associated'}";
    },
  },
  'default-groups-lack-their-own-rule': {
    moto: 'a default security group has no inbound rule',
    aws: 'it allows all inbound traffic from resources that are assigned to the same group',
    source: 'https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html',
    async stillSo({ at, facts }) {
      const GroupIds = [facts.id('core.default'), facts.id('default-bare.default')];
      const groups = await Promise.all([
        at.hub.ec2.send(new ec2.DescribeSecurityGroupsCommand({ GroupIds: GroupIds.slice(0, 1) })),
        at.bare.ec2.send(new ec2.DescribeSecurityGroupsCommand({ GroupIds: GroupIds.slice(1) })),
      ]);
      return groups.every(({ SecurityGroups = [] }) => SecurityGroups[0]?.IpPermissions?.length === 0);
    },
  },
  'interfaces-outlive-their-servers': {
    moto: "a terminated server's interface stays, attached",
    aws: 'the primary interface of a server that was launched is deleted with it',
    source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-eni.html',
    async stillSo({ at, facts }) {
      const [nic] = await nics(at, facts.id('gone.eth0'));
      return nic?.Attachment?.InstanceId === facts.id('gone');
    },
  },
  'attached-interfaces-take-the-groups-of-servers': {
    moto: "an interface that is attached carries the server's security groups beside its own",
    aws: 'security groups are of an interface; attaching it changes none',
    source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-eni.html',
    async stillSo({ at, facts }) {
      const [nic] = await nics(at, facts.id('web-2.eth1'));
      const groups = (nic?.Groups ?? []).map(({ GroupId }) => String(GroupId)).toSorted();
      return groups.join() === [facts.id('web'), facts.id('database')].toSorted().join();
    },
  },
  'interfaces-of-nat-gateways-are-anybodys': {
    moto: "a NAT gateway's interface is one like any other, without description, in the VPC's default group",
    aws: 'its description is "Interface for NAT Gateway <id>", its requester manages it, and it has no group',
    source: 'https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-troubleshooting.html',
    async stillSo({ at, facts }) {
      const [nic] = await nics(at, facts.id('nat-private.eth0'));
      const group = nic?.Groups?.[0]?.GroupId;
      return nic?.Description === '' && nic.RequesterManaged === false && group === facts.id('core.default');
    },
  },
  'addresses-lack-their-association': {
    moto: 'the public address is said of the interface, not of its private address',
    aws: 'each private address has its association',
    source:
      'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_NetworkInterfacePrivateIpAddress.html',
    async stillSo({ at, facts }) {
      const [nic] = await nics(at, facts.id('web-1.eth0'));
      const ip = facts.detail('eip-web', 'ip');
      return nic?.Association?.PublicIp === ip && nic.PrivateIpAddresses?.[0]?.Association === undefined;
    },
  },
  'peerings-have-one-set-of-tags': {
    moto: "both accounts see the requester's tags, and what the accepter writes is nowhere",
    aws: 'tags apply only to the account and region that created them',
    source: 'https://docs.aws.amazon.com/vpc/latest/peering/create-vpc-peering-connection.html',
    async stillSo({ at, facts }) {
      const VpcPeeringConnectionIds = [facts.id('core-office')];
      const seen = await at.branch.ec2.send(
        new ec2.DescribeVpcPeeringConnectionsCommand({ VpcPeeringConnectionIds }),
      );
      const name = seen.VpcPeeringConnections?.[0]?.Tags?.find(({ Key }) => Key === 'Name')?.Value;
      return name?.startsWith('core-office ') === true;
    },
  },
  'targets-have-one-port': {
    moto: 'a target that is registered a second time, with another port, takes the place of the first',
    aws: 'the same target can be registered several times, with different ports',
    source:
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html',
    async stillSo({ at, facts }) {
      const TargetGroupArn = facts.id('shop-blue');
      const health = await at.hub.elbv2.send(new DescribeTargetHealthCommand({ TargetGroupArn }));
      const ports = (health.TargetHealthDescriptions ?? []).flatMap(({ Target }) =>
        Target?.Id === facts.id('web-1') ? Target.Port : [],
      );
      return ports.join() === '81';
    },
  },
  'databases-have-one-id': {
    moto: 'every DB instance has the same DbiResourceId',
    aws: 'DbiResourceId is unique in its region and never changes',
    source: 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBInstance.html',
    async stillSo({ at }) {
      const { DBInstances = [] } = await at.hub.rds.send(new DescribeDBInstancesCommand({}));
      return (
        DBInstances.length > 1 && new Set(DBInstances.map(({ DbiResourceId }) => DbiResourceId)).size === 1
      );
    },
  },
  'replication-groups-have-no-members': {
    moto: 'the members of a replication group are not cache clusters, and there is one, without a reader',
    aws: 'each node of a replication group is a cache cluster with ReplicationGroupId',
    source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CacheCluster.html',
    async stillSo({ at }) {
      const { CacheClusters = [] } = await at.hub.cache.send(new DescribeCacheClustersCommand({}));
      const { ReplicationGroups = [] } = await at.hub.cache.send(new DescribeReplicationGroupsCommand({}));
      const [shard] = ReplicationGroups[0]?.NodeGroups ?? [];
      return (
        CacheClusters.every(({ ReplicationGroupId }) => ReplicationGroupId === undefined) &&
        shard?.NodeGroupMembers?.length === 1 &&
        shard.ReaderEndpoint === undefined
      );
    },
  },
  'caches-have-no-nodes': {
    moto: 'a cache cluster tells neither nodes nor security groups, also with ShowCacheNodeInfo',
    aws: 'CacheNodes with their endpoints, SecurityGroups',
    source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CacheCluster.html',
    async stillSo({ at }) {
      const { CacheClusters = [] } = await at.hub.cache.send(
        new DescribeCacheClustersCommand({ ShowCacheNodeInfo: true }),
      );
      return CacheClusters.every(
        ({ CacheNodes, SecurityGroups, ConfigurationEndpoint }) =>
          CacheNodes === undefined && SecurityGroups === undefined && ConfigurationEndpoint === undefined,
      );
    },
  },
  'cache-types-have-other-names': {
    moto: 'GetResources knows caches, but no filter for them by the type in their ARN',
    aws: 'ResourceTypeFilters are service:type as in ARNs',
    source: 'https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html',
    async stillSo({ at }) {
      const { region, endpoint, credentials } = at.hub.cache.config;
      if (endpoint === undefined) throw new Error('a client without endpoint');
      const tagging = new ResourceGroupsTaggingAPIClient({ region, endpoint, credentials });
      const count = async (filter: string): Promise<number> => {
        const page = await tagging.send(new GetResourcesCommand({ ResourceTypeFilters: [filter] }));
        return page.ResourceTagMappingList?.length ?? 0;
      };
      return (await count('elasticache')) > 0 && (await count('elasticache:cluster')) === 0;
    },
  },
  'serverless-caches-are-unknown': {
    moto: 'DescribeServerlessCaches is not implemented: 500 and a page of HTML',
    aws: 'it lists them',
    source:
      'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_DescribeServerlessCaches.html',
    async stillSo({ at }) {
      const error: unknown = await at.hub.cache.send(new DescribeServerlessCachesCommand({})).then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      return Object(Object(error)['$metadata'])['httpStatusCode'] === 500;
    },
  },
  'kubernetes-clusters-have-no-network': {
    moto: 'a cluster tells neither its VPC nor the security group that EKS made for it',
    aws: 'vpcId and clusterSecurityGroupId',
    source: 'https://docs.aws.amazon.com/eks/latest/APIReference/API_VpcConfigResponse.html',
    async stillSo({ at }) {
      const { cluster } = await at.hub.eks.send(new DescribeClusterCommand({ name: 'apps' }));
      const { vpcId, clusterSecurityGroupId } = cluster?.resourcesVpcConfig ?? {};
      return vpcId === undefined && clusterSecurityGroupId === undefined;
    },
  },
};

export const DIFFERENCES: readonly (Described & { readonly id: Difference })[] = (
  Object.entries(ALL) as [Difference, Described][]
).map(([id, described]) => ({ id, ...described }));

async function nics(at: ClientsAt, id: string): Promise<readonly ec2.NetworkInterface[]> {
  const NetworkInterfaceIds = [id];
  const { NetworkInterfaces = [] } = await at.hub.ec2.send(
    new ec2.DescribeNetworkInterfacesCommand({ NetworkInterfaceIds }),
  );
  return NetworkInterfaces;
}
