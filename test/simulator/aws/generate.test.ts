import { DescribeInstancesCommand } from '@aws-sdk/client-ec2';
import { GetResourcesCommand, type ResourceTagMapping } from '@aws-sdk/client-resource-groups-tagging-api';
import { describe, expect, it } from 'vitest';
import { clientsOf } from './clients.ts';
import {
  type Estate,
  ID_OF,
  type RegionEstate,
  type ResourceOf,
  type ResourceType,
  regionOf,
} from './estate.ts';
import { generateEstate } from './generate.ts';
import { PROOF } from './generate/place.ts';
import { LARGE, MID, SMALL, type Sizes } from './generate/sizes.ts';
import { tagsOf } from './mutate.ts';
import { startAws } from './server.ts';

const accounts = ['111111111111', '222222222222', '333333333333'];
const regions = ['us-east-1', 'eu-west-1'];
const make = (sizes: Partial<Sizes> = {}, seed = 'generate'): Estate =>
  generateEstate({ seed, accounts, regions, sizes });
const places = ({ accounts: all }: Estate): RegionEstate[] =>
  Object.values(all).flatMap((one) => Object.values(one.regions));

const COUNTED = [
  'instances',
  'networkInterfaces',
  'vpcs',
  'subnets',
  'routeTables',
  'securityGroups',
  'natGateways',
  'addresses',
  'peerings',
  'classicLoadBalancers',
  'loadBalancers',
  'targetGroups',
  'dbInstances',
  'dbClusters',
  'replicationGroups',
  'cacheClusters',
  'serverlessCaches',
  'clusters',
] as const satisfies readonly (ResourceType & keyof Sizes)[];

it('is the same for the same seed, and another for another', () => {
  expect(make()).toEqual(make());
  expect(make()).not.toEqual(make({}, 'other'));
});

it.each([
  ['small', SMALL],
  ['mid', MID],
  ['large', LARGE],
])('has exactly the numbers it was told (%s)', (_, sizes) => {
  for (const place of places(make(sizes))) {
    expect(Object.fromEntries(COUNTED.map((type) => [type, place[type].length]))).toEqual(
      Object.fromEntries(COUNTED.map((type) => [type, sizes[type]])),
    );
    expect(place.listeners).toHaveLength(sizes.loadBalancers * sizes.listenersPerLoadBalancer);
  }
});

it('can be empty', () => {
  const none = Object.fromEntries(Object.keys(SMALL).map((name) => [name, 0]));
  for (const place of places(make(none))) expect(place.instances).toEqual([]);
});

it('gives every taggable resource a tag that no other has, unless another account owns it', () => {
  const proofs: string[] = [];
  const untagged: string[] = [];
  for (const place of places(make())) {
    for (const type of Object.keys(ID_OF) as ResourceType[]) {
      if (type === 'zones' || type === 'targets') continue;
      for (const row of place[type]) {
        const proof = tagsOf(row)[PROOF];
        if (proof === undefined) untagged.push(type);
        else proofs.push(proof);
      }
    }
  }
  expect(new Set(proofs).size).toBe(proofs.length);
  // Two accounts see the first one's transit gateway, in two regions each.
  expect(untagged).toEqual(Array.from({ length: 4 }, () => 'transitGateways'));
});

const distinct = (values: readonly (string | undefined)[]): string[] =>
  [...new Set(values.map(String))].toSorted();

describe('variety', () => {
  const estate = make(MID);
  const all = <T extends ResourceType>(type: T): ResourceOf<T>[] =>
    places(estate).flatMap((place) => place[type] as readonly ResourceOf<T>[]);
  it('of routes: every kind of target', () => {
    const fields = all('routeTables').flatMap(({ Routes = [] }) =>
      Routes.flatMap((route) =>
        Object.keys(route).filter((name) => /(Id|Arn)$/.test(name) && !name.startsWith('Destination')),
      ),
    );
    expect(distinct(fields)).toEqual([
      'CarrierGatewayId',
      'CoreNetworkArn',
      'EgressOnlyInternetGatewayId',
      'GatewayId',
      'InstanceId',
      'InstanceOwnerId',
      'LocalGatewayId',
      'NatGatewayId',
      'NetworkInterfaceId',
      'TransitGatewayId',
      'VpcPeeringConnectionId',
    ]);
    const subnets = all('routeTables').flatMap(({ Associations = [] }) =>
      Associations.flatMap(({ SubnetId }) => SubnetId ?? []),
    );
    expect(new Set(subnets).size).toBe(subnets.length);
    expect(subnets.length).toBeGreaterThan(0);
  });

  it('of interfaces: every kind of device, IPv6, free ones', () => {
    const nics = all('networkInterfaces');
    expect(distinct(nics.map(({ InterfaceType }) => InterfaceType))).toEqual([
      'interface',
      'lambda',
      'nat_gateway',
      'network_load_balancer',
    ]);
    expect(distinct(nics.map(({ RequesterId }) => RequesterId))).toEqual([
      '000000000000:eks',
      '000000000000:lambda',
      'amazon-aws',
      'amazon-elasticache',
      'amazon-elb',
      'amazon-rds',
      'undefined',
    ]);
    expect(nics.some(({ Ipv6Addresses }) => Ipv6Addresses?.length === 1)).toBe(true);
    expect(nics.some(({ Status }) => Status === 'available')).toBe(true);
    const macs = nics.map(({ MacAddress }) => MacAddress);
    expect(new Set(macs).size).toBe(macs.length);
  });

  it('of addresses: attached to gateways and instances, and free', () => {
    const addresses = all('addresses');
    expect(addresses.some(({ InstanceId }) => InstanceId !== undefined)).toBe(true);
    expect(addresses.some((row) => row.AssociationId !== undefined && row.InstanceId === undefined)).toBe(
      true,
    );
    expect(addresses.some(({ AssociationId }) => AssociationId === undefined)).toBe(true);
    const ips = addresses.map(({ PublicIp }) => PublicIp);
    expect(new Set(ips).size).toBe(ips.length);
  });

  it('of databases and caches', () => {
    const dbs = all('dbInstances');
    expect(dbs.some(({ DBClusterIdentifier }) => DBClusterIdentifier !== undefined)).toBe(true);
    expect(dbs.some(({ ReadReplicaSourceDBInstanceIdentifier: source }) => source !== undefined)).toBe(true);
    expect(dbs.some(({ Endpoint }) => Endpoint === undefined)).toBe(true);
    const caches = all('cacheClusters');
    expect(distinct(caches.map(({ Engine }) => Engine))).toEqual(['memcached', 'redis', 'valkey']);
    expect(caches.some(({ ReplicationGroupId }) => ReplicationGroupId === undefined)).toBe(true);
    expect(distinct(all('replicationGroups').map(({ ClusterEnabled }) => String(ClusterEnabled)))).toEqual([
      'false',
      'true',
    ]);
  });

  it('of balancers: types, weights, rules, targets', () => {
    expect(distinct(all('loadBalancers').map(({ Type }) => Type))).toEqual([
      'application',
      'gateway',
      'network',
    ]);
    expect(distinct(all('targetGroups').map(({ TargetType }) => TargetType))).toEqual([
      'alb',
      'instance',
      'ip',
      'lambda',
    ]);
    const weighted = all('listeners').filter(
      ({ DefaultActions: [action] = [] }) => action?.ForwardConfig?.TargetGroups?.length === 2,
    );
    expect(weighted.length).toBeGreaterThan(0);
    expect(all('targetGroups').some(({ LoadBalancerArns }) => LoadBalancerArns?.length === 0)).toBe(true);
  });

  it('of peerings: each reaching over regions or accounts is on both sides', () => {
    const far = all('peerings').filter(
      ({ RequesterVpcInfo: from, AccepterVpcInfo: to, Status }) =>
        Status?.Code === 'active' && `${from?.OwnerId}${from?.Region}` !== `${to?.OwnerId}${to?.Region}`,
    );
    expect(far).toHaveLength(6);
    expect(new Set(far.map(({ VpcPeeringConnectionId }) => VpcPeeringConnectionId)).size).toBe(3);
    const ends = new Map<string, string>();
    for (const [account, { regions: here }] of Object.entries(estate.accounts)) {
      for (const [region, { vpcs }] of Object.entries(here)) {
        for (const { VpcId, OwnerId } of vpcs)
          if (OwnerId === account) ends.set(String(VpcId), `${account} ${region}`);
      }
    }
    for (const { RequesterVpcInfo: from, AccepterVpcInfo: to } of far) {
      expect(ends.get(String(from?.VpcId))).toBe(`${from?.OwnerId} ${from?.Region}`);
      expect(ends.get(String(to?.VpcId))).toBe(`${to?.OwnerId} ${to?.Region}`);
    }
  });
});

it('has instances that were terminated and still are listed, without a network', () => {
  const gone = places(make()).flatMap(({ instances }) =>
    instances.filter(({ State }) => State?.Name === 'terminated'),
  );
  expect(gone).toHaveLength(2 * 6);
  expect(
    gone.every(({ VpcId, PrivateIpAddress }) => VpcId === undefined && PrivateIpAddress === undefined),
  ).toBe(true);
});

it('is told whole by the tagging API', async () => {
  const estate = make();
  const aws = await startAws({ estate });
  const place = { account: '111111111111', region: 'us-east-1' };
  const { tagging } = clientsOf({
    endpoint: aws.url,
    region: place.region,
    credentials: aws.credentials(place.account),
  });
  const get = async (filters: string[] | undefined): Promise<ResourceTagMapping[]> => {
    const found: ResourceTagMapping[] = [];
    let PaginationToken = '';
    do {
      const input = {
        PaginationToken,
        ResourcesPerPage: 100,
        ...(filters === undefined ? {} : { ResourceTypeFilters: filters }),
      };
      const answer = await tagging.send(new GetResourcesCommand(input));
      found.push(...(answer.ResourceTagMappingList ?? []));
      PaginationToken = answer.PaginationToken ?? '';
    } while (PaginationToken !== '');
    return found;
  };
  const here = regionOf(estate, place);
  const types = (Object.keys(ID_OF) as ResourceType[]).filter(
    (type) => type !== 'zones' && type !== 'targets',
  );
  expect(await get(undefined)).toHaveLength(types.reduce((sum, type) => sum + here[type].length, 0));
  const caches = await get(['elasticache:cluster', 'elasticache:serverlesscache']);
  expect(caches.map(({ ResourceARN }) => ResourceARN)).toEqual([
    ...here.cacheClusters.map(({ ARN }) => ARN),
    ...here.serverlessCaches.map(({ ARN }) => ARN),
  ]);
  expect(await get(['eks'])).toEqual([
    {
      ResourceARN: here.clusters[0]?.arn,
      Tags: Object.entries(here.clusters[0]?.tags ?? {}).map(([Key, Value]) => ({ Key, Value })),
    },
  ]);
  await aws.close();
});

it('serves 100,000 instances of a region', async () => {
  const sizes = { instances: 100_000, networkInterfaces: 95_000, vpcs: 40, subnets: 400 };
  const estate = generateEstate({
    seed: 'large',
    accounts: ['111111111111'],
    regions: ['us-east-1'],
    sizes,
  });
  const aws = await startAws({ estate, buckets: { '*': undefined } });
  const { ec2 } = clientsOf({
    endpoint: aws.url,
    region: 'us-east-1',
    credentials: aws.credentials('111111111111'),
  });
  const seen = new Set<string>();
  let NextToken: string | undefined;
  for (let page = 0; page < 5; page++) {
    const input = { MaxResults: 1000, ...(NextToken === undefined ? {} : { NextToken }) };
    const answer = await ec2.send(new DescribeInstancesCommand(input));
    for (const { Instances = [] } of answer.Reservations ?? []) {
      for (const { InstanceId } of Instances) seen.add(String(InstanceId));
    }
    NextToken = answer.NextToken;
  }
  expect(seen.size).toBe(5000);
  expect(NextToken).toBeDefined();
  await aws.close();
}, 60_000);
