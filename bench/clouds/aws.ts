// AWS. Its rows are those of floor.ts; the pages are the largest that its APIs allow.
import {
  DescribeAvailabilityZonesCommand,
  DescribeInstancesCommand,
  DescribeNatGatewaysCommand,
  DescribeNetworkInterfacesCommand,
  DescribeRouteTablesCommand,
  DescribeSubnetsCommand,
  DescribeVpcPeeringConnectionsCommand,
  DescribeVpcsCommand,
} from '@aws-sdk/client-ec2';
import { DescribeClusterCommand, ListClustersCommand } from '@aws-sdk/client-eks';
import {
  DescribeListenersCommand,
  DescribeTargetHealthCommand,
  paginateDescribeLoadBalancers,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { paginateDescribeDBInstances } from '@aws-sdk/client-rds';
import type { Aws } from '../../functions/aws/client.ts';
import { aws as provider } from '../../functions/aws/provider.ts';
import { generateEstate } from '../../test/simulator/aws/generate.ts';
import { regionOf } from '../../test/simulator/aws/estate.ts';
import { startAws } from '../../test/simulator/aws/server.ts';
import { ACCOUNT, HOME, REGION } from '../estate.ts';
import { actionOf, floorOf } from '../floor.ts';
import type { Row as Term } from '../floor.ts';
import { benchCloud } from './cloud.ts';
import type { Row } from './row.ts';

export const aws = benchCloud({
  provider,
  account: ACCOUNT,
  region: REGION,
  estate: (sizes) =>
    generateEstate({
      seed: 'bench',
      accounts: [ACCOUNT],
      regions: [REGION],
      sizes: {
        instances: sizes.servers,
        networkInterfaces: sizes.nics,
        vpcs: sizes.vpcs,
        subnets: sizes.subnets,
        routeTables: sizes.routeTables,
        securityGroups: sizes.groups,
        natGateways: sizes.nats,
        addresses: sizes.eips,
        peerings: sizes.peerings,
        loadBalancers: sizes.balancers,
        listenersPerLoadBalancer: sizes.listeners,
        targetGroups: sizes.balancers * sizes.listeners,
        dbInstances: sizes.databases,
        cacheClusters: sizes.caches,
        clusters: sizes.clusters,
      },
    }),
  rows: (estate) => floorOf(regionOf(estate, { account: ACCOUNT, region: REGION })).map(rowOf),
  start: async (estate, { now, quotaOf, keeps = false }) => {
    // The vendor's clients sign with the real time.
    const cloud = await startAws({ estate, now, quotaOf, keeps, buckets: { '*': undefined } });
    // Where they look for it.
    Object.assign(process.env, { AWS_ENDPOINT_URL: cloud.url, AWS_REGION: HOME });
    return cloud;
  },
  config: (cloud) => {
    const { accessKeyId, secretAccessKey } = cloud.credentials(ACCOUNT);
    return { accounts: [{ accessKeyId, secretAccessKey }] };
  },
  naive,
});

/** What is asked about the items of another list; everything else is a list of its own, page after page. */
const AFTER: Readonly<Record<string, string>> = {
  'elbv2:DescribeListeners': 'elbv2:DescribeLoadBalancers',
  'elbv2:DescribeTargetHealth': 'elbv2:DescribeTargetGroups',
  'elbv2:DescribeTags': 'elbv2:DescribeListeners',
  'elbv2:DescribeRules': 'elbv2:DescribeListeners',
  'elb:DescribeTags': 'elb:DescribeLoadBalancers',
  'eks:DescribeCluster': 'eks:ListClusters',
};

function rowOf({ call, since, term, calls }: Term): Row {
  const after = AFTER[call];
  return {
    call: actionOf(call),
    since,
    term,
    calls,
    steps: after === undefined ? calls : Math.min(1, calls),
    after: after === undefined ? undefined : actionOf(after),
  };
}

/** As the first page of the vendor's guide does it: EC2 answers without pages if none are asked for. */
async function naive({ ec2, eks, elbv2, rds }: Aws): Promise<number> {
  const answers = [
    (await ec2.send(new DescribeAvailabilityZonesCommand({}))).AvailabilityZones,
    (await ec2.send(new DescribeVpcsCommand({}))).Vpcs,
    (await ec2.send(new DescribeVpcPeeringConnectionsCommand({}))).VpcPeeringConnections,
    (await ec2.send(new DescribeNatGatewaysCommand({}))).NatGateways,
    (await ec2.send(new DescribeRouteTablesCommand({}))).RouteTables,
    (await ec2.send(new DescribeSubnetsCommand({}))).Subnets,
    (await ec2.send(new DescribeNetworkInterfacesCommand({}))).NetworkInterfaces,
    (await ec2.send(new DescribeInstancesCommand({}))).Reservations,
  ];
  let items = answers.reduce((sum, list = []) => sum + list.length, 0);
  for await (const { DBInstances = [] } of paginateDescribeDBInstances({ client: rds }, {}))
    items += DBInstances.length;
  for await (const { LoadBalancers = [] } of paginateDescribeLoadBalancers({ client: elbv2 }, {})) {
    for (const { LoadBalancerArn } of LoadBalancers) {
      const { Listeners = [] } = await elbv2.send(new DescribeListenersCommand({ LoadBalancerArn }));
      for (const { DefaultActions = [] } of Listeners) {
        for (const { TargetGroupArn } of DefaultActions) {
          if (TargetGroupArn === undefined) continue;
          const health = await elbv2.send(new DescribeTargetHealthCommand({ TargetGroupArn }));
          items += health.TargetHealthDescriptions?.length ?? 0;
        }
      }
      items += 1 + Listeners.length;
    }
  }
  const { clusters = [] } = await eks.send(new ListClustersCommand({}));
  for (const name of clusters) await eks.send(new DescribeClusterCommand({ name }));
  return items + clusters.length;
}
