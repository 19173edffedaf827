/**
 * What the services answer that speak JSON. The SDK makes its own objects of XML, and passes JSON on as it came: where
 * a text stood for a list, its letters would be names of clusters that are not there.
 */
import * as z from 'zod/mini';
import { maybe } from '../../shared/collect/wire.ts';

const text = maybe(z.string());
const texts = maybe(z.array(z.string()));

/** SDK type ListClustersCommandOutput of client-eks. */
export const ClusterNames = z.object({ clusters: texts, nextToken: text });

/** SDK type Cluster of client-eks. */
const Cluster = z.object({
  name: text,
  arn: text,
  version: text,
  status: text,
  tags: maybe(z.record(z.string(), z.string())),
  endpoint: text,
  resourcesVpcConfig: maybe(
    z.object({
      vpcId: text,
      subnetIds: texts,
      securityGroupIds: texts,
      clusterSecurityGroupId: text,
    }),
  ),
  kubernetesNetworkConfig: maybe(z.object({ serviceIpv4Cidr: text, serviceIpv6Cidr: text })),
});

export type Cluster = z.infer<typeof Cluster>;

/** SDK type DescribeClusterCommandOutput of client-eks. */
export const ClusterAnswer = z.object({ cluster: maybe(Cluster) });

/** SDK type GetResourcesCommandOutput of client-resource-groups-tagging-api. */
export const TaggedResources = z.object({
  PaginationToken: text,
  ResourceTagMappingList: maybe(
    z.array(
      z.object({
        ResourceARN: text,
        Tags: maybe(z.array(z.object({ Key: text, Value: text }))),
      }),
    ),
  ),
});

/** SDK type ListAccountsCommandOutput of client-organizations. */
export const Members = z.object({
  NextToken: text,
  Accounts: maybe(z.array(z.object({ Id: text, Name: text, State: text, Status: text }))),
});
