/**
 * All tagged resources of an account as the tag service names them: product, region, prefix, id.
 * https://cloud.tencent.com/document/product/651/89122 (which resources have tags, and their six segments)
 */
import type { AccountEstate, RegionEstate } from './estate.ts';
import { infoPairs, pairsOf } from './rows/tags.ts';

export interface TaggedResource {
  readonly service: string;
  readonly region: string;
  readonly prefix: string;
  readonly id: string;
  readonly tags: readonly (readonly [key: string, value: string])[];
}

type Row = Omit<TaggedResource, 'region'>;

const row = (service: string, prefix: string, id: string, tags: Row['tags']): Row => ({
  service,
  prefix,
  id,
  tags,
});

export function taggedOf({ regions, ccns }: AccountEstate): readonly TaggedResource[] {
  const everywhere = ccns.map((one) => ({
    ...row('vpc', 'ccn', one.CcnId, pairsOf(one.TagSet)),
    region: '',
  }));
  return [
    ...everywhere,
    ...Object.entries(regions).flatMap(([region, here]) => taggedIn(here).map((one) => ({ ...one, region }))),
  ].filter(({ tags }) => tags.length > 0);
}

function taggedIn(here: RegionEstate): readonly Row[] {
  return [
    ...here.instances.map((one) => row('cvm', 'instance', one.InstanceId, pairsOf(one.Tags))),
    ...here.securityGroups.map((one) => row('cvm', 'sg', one.SecurityGroupId, pairsOf(one.TagSet))),
    ...here.addresses.map((one) => row('cvm', 'eip', one.AddressId, pairsOf(one.TagSet))),
    ...here.vpcs.map((one) => row('vpc', 'vpc', one.VpcId, pairsOf(one.TagSet))),
    ...here.subnets.map((one) => row('vpc', 'subnet', one.SubnetId, pairsOf(one.TagSet))),
    ...here.routeTables.map((one) => row('vpc', 'rtb', one.RouteTableId, pairsOf(one.TagSet))),
    ...here.natGateways.map((one) => row('vpc', 'nat', one.NatGatewayId, pairsOf(one.TagSet))),
    ...here.privateNats.map((one) => row('vpc', 'intranat', one.NatGatewayId, pairsOf(one.TagSet))),
    ...here.networkInterfaces.map((one) => row('vpc', 'eni', one.NetworkInterfaceId, pairsOf(one.TagSet))),
    ...here.peerings.map((one) => row('vpc', 'pcx', one.PeeringConnectionId, pairsOf(one.TagSet))),
    ...here.loadBalancers.map((one) => row('clb', 'clb', one.LoadBalancerId, infoPairs(one.Tags))),
    ...here.mysqls.map((one) => row('cdb', 'instanceId', one.InstanceId, infoPairs(one.TagList))),
    ...here.mariaDbs.map((one) => row('mariadb', 'mariadb', one.InstanceId, infoPairs(one.ResourceTags))),
    ...here.dcdbs.map((one) => row('dcdb', 'instance', one.InstanceId, infoPairs(one.ResourceTags))),
    ...here.postgreses.map((one) =>
      row('postgres', 'DBInstanceId', one.DBInstanceId, infoPairs(one.TagList)),
    ),
    ...here.sqlServers.map((one) =>
      row('sqlserver', 'instance', one.InstanceId, infoPairs(one.ResourceTags)),
    ),
    ...here.cynoses.map((one) => row('cynosdb', 'instance', one.ClusterId, infoPairs(one.ResourceTags))),
    ...here.redises.map((one) => row('redis', 'instance', one.InstanceId, infoPairs(one.InstanceTags))),
    ...here.clusters.map((one) =>
      row(
        'ccs',
        'cluster',
        one.ClusterId,
        (one.TagSpecification ?? []).flatMap(({ Tags }) => pairsOf(Tags)),
      ),
    ),
  ];
}
