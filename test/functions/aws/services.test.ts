import { describe, expect, it } from 'vitest';
import { collect } from '../../contract/collector.ts';
import { readWithstanding } from '../../fuzz/withstands.ts';
import { recordsOf } from './reading.ts';
import type { Aws } from '../../../functions/aws/client.ts';
import type { TagRecord } from '../../../shared/model/kinds.ts';
import { classicLoadBalancer } from '../../../functions/aws/collectors/classic-load-balancer.ts';
import { k8sCluster } from '../../../functions/aws/collectors/k8s-cluster.ts';
import { lbListener } from '../../../functions/aws/collectors/lb-listener.ts';
import { lbTarget } from '../../../functions/aws/collectors/lb-target.ts';
import { loadBalancer } from '../../../functions/aws/collectors/load-balancer.ts';
import { rds } from '../../../functions/aws/collectors/rds.ts';
import { redis } from '../../../functions/aws/collectors/redis.ts';
import { redisServerless } from '../../../functions/aws/collectors/redis-serverless.ts';
import { cacheState, rdsState } from '../../../functions/aws/states.ts';

const here = { provider: 'aws', account: '111111111111', region: 'eu-west-1' };
const region = 'aws/region/eu-west-1';
const owner = '111111111111';
const elb = 'arn:aws:elasticloadbalancing:eu-west-1:111111111111';
const app = `${elb}:loadbalancer/app/web/1`;
const appRef =
  'aws/load_balancer/arn:aws:elasticloadbalancing:eu-west-1:111111111111:loadbalancer%2Fapp%2Fweb%2F1';

describe('classic load balancer', () => {
  const item = {
    LoadBalancerName: 'old',
    Scheme: 'internet-facing',
    VPCId: 'vpc-1',
    Subnets: ['subnet-1'],
    DNSName: 'old-1.eu-west-1.elb.amazonaws.com',
    SecurityGroups: ['sg-1'],
    Instances: [{ InstanceId: 'i-1' }, { InstanceId: 'i-2' }],
    ListenerDescriptions: [
      {
        Listener: { Protocol: 'HTTPS', LoadBalancerPort: 443, InstanceProtocol: 'HTTP', InstancePort: 8080 },
      },
      { Listener: { Protocol: 'HTTP', LoadBalancerPort: 80, InstanceProtocol: 'HTTP', InstancePort: 8080 } },
    ],
  };
  const self = 'aws/load_balancer/111111111111/eu-west-1/old';

  it('comes with its listeners, and its targets once per back end', () => {
    const [balancer, ...rest] = classicLoadBalancer.map({ item, tags: [['team', 'web']] }, here);
    expect(balancer).toEqual({
      kind: 'load_balancer',
      ref: self,
      id: 'old',
      name: 'old',
      tags: [['team', 'web']],
      region,
      owner: undefined,
      type: 'classic',
      scheme: 'external',
      state: 'running',
      vpc: 'aws/vpc/vpc-1',
      subnets: ['aws/subnet/subnet-1'],
      hostname: 'old-1.eu-west-1.elb.amazonaws.com',
      addresses: [],
      security_groups: ['aws/security_group/sg-1'],
    });
    const listener = { kind: 'lb_listener', tags: [], load_balancer: self, target_groups: ['old:HTTP:8080'] };
    const target = {
      kind: 'lb_target',
      tags: [],
      target_group: 'old:HTTP:8080',
      load_balancers: [self],
      protocol: 'HTTP',
      port: 8080,
      ip: undefined,
    };
    const ref = 'aws/lb_target/111111111111/eu-west-1/old:HTTP:8080';
    expect(rest).toEqual([
      {
        ...listener,
        ref: 'aws/lb_listener/111111111111/eu-west-1/old/443',
        id: 'old:443',
        name: 'HTTPS:443',
        protocol: 'HTTPS',
        port: 443,
      },
      {
        ...listener,
        ref: 'aws/lb_listener/111111111111/eu-west-1/old/80',
        id: 'old:80',
        name: 'HTTP:80',
        protocol: 'HTTP',
        port: 80,
      },
      { ...target, ref: `${ref}/i-1`, id: 'i-1', name: 'i-1:8080', device: 'aws/vm/i-1' },
      { ...target, ref: `${ref}/i-2`, id: 'i-2', name: 'i-2:8080', device: 'aws/vm/i-2' },
    ]);
  });
});

describe('load balancer', () => {
  const item = {
    LoadBalancerArn: app,
    LoadBalancerName: 'web',
    Type: 'network' as const,
    Scheme: 'internet-facing' as const,
    State: { Code: 'active' as const },
    VpcId: 'vpc-1',
    DNSName: 'web-1.elb.eu-west-1.amazonaws.com',
    SecurityGroups: ['sg-1'],
    AvailabilityZones: [
      {
        SubnetId: 'subnet-1',
        LoadBalancerAddresses: [
          { IpAddress: '198.51.100.1', AllocationId: 'eipalloc-1', IPv6Address: '2001:db8::1' },
        ],
      },
      { SubnetId: 'subnet-2', LoadBalancerAddresses: [{ PrivateIPv4Address: '10.0.1.7' }] },
    ],
  };

  it('has the addresses that were fixed', () => {
    expect(recordsOf(loadBalancer, { item, tags: [['a', 'b']] }, here)).toEqual([
      {
        kind: 'load_balancer',
        ref: appRef,
        id: app,
        name: 'web',
        tags: [['a', 'b']],
        region,
        owner,
        type: 'network',
        scheme: 'external',
        state: 'running',
        vpc: 'aws/vpc/vpc-1',
        subnets: ['aws/subnet/subnet-1', 'aws/subnet/subnet-2'],
        hostname: 'web-1.elb.eu-west-1.amazonaws.com',
        addresses: [
          { ip: undefined, public_ip: '198.51.100.1' },
          { ip: '2001:db8::1', public_ip: undefined },
          { ip: '10.0.1.7', public_ip: undefined },
        ],
        security_groups: ['aws/security_group/sg-1'],
      },
    ]);
  });

  it.each([
    ['provisioning', 'starting'],
    ['active_impaired', 'running'],
    ['failed', 'failed'],
  ] as const)('%s is %s', (Code, state) => {
    expect(recordsOf(loadBalancer, { item: { ...item, State: { Code } }, tags: [] }, here)).toMatchObject([
      { state },
    ]);
  });

  it('of type gateway has neither scheme nor address', () => {
    const gateway = { LoadBalancerArn: app, LoadBalancerName: 'g', Type: 'gateway' as const };
    expect(recordsOf(loadBalancer, { item: gateway, tags: [] }, here)).toMatchObject([
      { type: 'gateway', scheme: 'internal', state: 'other', hostname: undefined, addresses: [] },
    ]);
  });
});

describe('listener', () => {
  const arn = `${elb}:listener/app/web/1/2`;
  it('names its groups', () => {
    const listener = { ListenerArn: arn, LoadBalancerArn: app, Protocol: 'HTTPS' as const, Port: 443 };
    expect(recordsOf(lbListener, { item: { listener, groups: ['g1', 'g2'] }, tags: [] }, here)).toEqual([
      {
        kind: 'lb_listener',
        ref: 'aws/lb_listener/arn:aws:elasticloadbalancing:eu-west-1:111111111111:listener%2Fapp%2Fweb%2F1%2F2',
        id: arn,
        name: 'HTTPS:443',
        tags: [],
        load_balancer: appRef,
        protocol: 'HTTPS',
        port: 443,
        target_groups: ['g1', 'g2'],
      },
    ]);
  });

  it('of a gateway load balancer takes everything', () => {
    const listener = { ListenerArn: arn, LoadBalancerArn: app };
    expect(recordsOf(lbListener, { item: { listener, groups: [] }, tags: [] }, here)).toMatchObject([
      { name: 'all', protocol: 'all', port: undefined },
    ]);
  });
});

describe('target', () => {
  const group = {
    TargetGroupArn: `${elb}:targetgroup/g/1`,
    LoadBalancerArns: [app],
    Protocol: 'HTTP' as const,
    TargetType: 'instance' as const,
  };
  const ref = 'aws/lb_target/arn:aws:elasticloadbalancing:eu-west-1:111111111111:targetgroup%2Fg%2F1';

  it('is a member of its group, healthy or not', () => {
    expect(recordsOf(lbTarget, { group, target: { Id: 'i-1', Port: 80 } }, here)).toEqual([
      {
        kind: 'lb_target',
        ref: `${ref}/i-1/80`,
        id: 'i-1',
        name: 'i-1:80',
        tags: [],
        target_group: group.TargetGroupArn,
        load_balancers: [appRef],
        protocol: 'HTTP',
        port: 80,
        device: 'aws/vm/i-1',
        ip: undefined,
      },
    ]);
  });

  it.each([
    ['ip', '2001:db8::9', undefined, '2001:db8::9'],
    ['alb', app, appRef, undefined],
    ['lambda', 'arn:aws:lambda:eu-west-1:111111111111:function:f', undefined, undefined],
  ] as const)('of type %s', (TargetType, Id, device, ip) => {
    const [record] = lbTarget.map({ group: { ...group, TargetType }, target: { Id } }, here);
    expect(record).toMatchObject({ id: Id, port: undefined, device, ip });
  });
});

describe('rds', () => {
  const network = {
    DBSubnetGroupName: 'db',
    VpcId: 'vpc-1',
    Subnets: [{ SubnetIdentifier: 'subnet-1' }, { SubnetIdentifier: 'subnet-2' }],
  };
  const cluster = {
    DBClusterIdentifier: 'aurora',
    DbClusterResourceId: 'cluster-ABC',
    DBClusterArn: 'arn:aws:rds:eu-west-1:111111111111:cluster:aurora',
    DBSubnetGroup: 'db',
    Engine: 'aurora-mysql',
    EngineVersion: '8.0.mysql_aurora.3.05.2',
    Status: 'backing-up',
    Endpoint: 'aurora.cluster-x.eu-west-1.rds.amazonaws.com',
    ReaderEndpoint: 'aurora.cluster-ro-x.eu-west-1.rds.amazonaws.com',
    CustomEndpoints: ['bi.cluster-custom-x.eu-west-1.rds.amazonaws.com'],
    Port: 3306,
    DBClusterMembers: [
      { DBInstanceIdentifier: 'a1', IsClusterWriter: true },
      { DBInstanceIdentifier: 'a2', IsClusterWriter: false },
    ],
    VpcSecurityGroups: [{ VpcSecurityGroupId: 'sg-1' }],
    TagList: [{ Key: 'team', Value: 'db' }],
  };
  const instance = {
    DBInstanceIdentifier: 'a1',
    DbiResourceId: 'db-1',
    DBInstanceArn: 'arn:aws:rds:eu-west-1:111111111111:db:a1',
    DBInstanceClass: 'db.r6g.large',
    DBInstanceStatus: 'available',
    DBClusterIdentifier: 'aurora',
    Engine: 'aurora-mysql',
    EngineVersion: '8.0.mysql_aurora.3.05.2',
    AvailabilityZone: 'eu-west-1a',
    Endpoint: { Address: 'a1.x.eu-west-1.rds.amazonaws.com', Port: 3306 },
    VpcSecurityGroups: [{ VpcSecurityGroupId: 'sg-1' }],
  };

  it('has clusters', () => {
    expect(recordsOf(rds, { instance: undefined, cluster, network }, here)).toEqual([
      {
        kind: 'rds',
        ref: 'aws/rds/cluster-ABC',
        id: 'aurora',
        name: 'aurora',
        tags: [['team', 'db']],
        region,
        owner,
        engine: 'aurora-mysql',
        version: '8.0.mysql_aurora.3.05.2',
        role: 'cluster',
        state: 'running',
        type: undefined,
        cluster: undefined,
        vpc: 'aws/vpc/vpc-1',
        az: undefined,
        subnets: ['aws/subnet/subnet-1', 'aws/subnet/subnet-2'],
        endpoints: [
          { host: 'aurora.cluster-x.eu-west-1.rds.amazonaws.com', port: 3306, role: 'primary' },
          { host: 'aurora.cluster-ro-x.eu-west-1.rds.amazonaws.com', port: 3306, role: 'reader' },
          { host: 'bi.cluster-custom-x.eu-west-1.rds.amazonaws.com', port: 3306, role: 'custom' },
        ],
        addresses: [],
        security_groups: ['aws/security_group/sg-1'],
      },
    ]);
  });

  it('has instances, and their cluster says which one writes', () => {
    const [writer] = rds.map({ instance, cluster, network }, here);
    expect(writer).toEqual({
      kind: 'rds',
      ref: 'aws/rds/db-1',
      id: 'a1',
      name: 'a1',
      tags: [],
      region,
      owner,
      engine: 'aurora-mysql',
      version: '8.0.mysql_aurora.3.05.2',
      role: 'primary',
      state: 'running',
      type: 'db.r6g.large',
      cluster: 'aws/rds/cluster-ABC',
      vpc: 'aws/vpc/vpc-1',
      az: 'aws/az/111111111111/eu-west-1a',
      subnets: ['aws/subnet/subnet-1', 'aws/subnet/subnet-2'],
      endpoints: [{ host: 'a1.x.eu-west-1.rds.amazonaws.com', port: 3306, role: 'node' }],
      addresses: [],
      security_groups: ['aws/security_group/sg-1'],
    });
    const [reader] = rds.map(
      { instance: { ...instance, DBInstanceIdentifier: 'a2' }, cluster, network },
      here,
    );
    expect(reader).toMatchObject({ role: 'replica' });
  });

  it('knows single instances, sources and replicas', () => {
    const alone = { ...instance, DBClusterIdentifier: undefined };
    const as = (more: object) =>
      recordsOf(rds, { instance: { ...alone, ...more }, cluster: undefined, network }, here)[0];
    expect(as({})).toMatchObject({ role: 'single', cluster: undefined, endpoints: [{ role: 'primary' }] });
    expect(as({ ReadReplicaDBInstanceIdentifiers: ['r1'] })).toMatchObject({ role: 'primary' });
    expect(as({ ReadReplicaSourceDBInstanceIdentifier: 'p' })).toMatchObject({
      role: 'replica',
      endpoints: [{ role: 'reader' }],
    });
    expect(as({ Endpoint: undefined, DBInstanceStatus: 'creating' })).toMatchObject({
      endpoints: [],
      state: 'starting',
    });
  });

  it.each([
    ['available', 'running'],
    ['configuring-enhanced-monitoring', 'running'],
    ['storage-optimization', 'running'],
    ['incompatible-network', 'failed'],
    ['stopped', 'stopped'],
    ['never heard of', 'other'],
    [undefined, 'other'],
  ])('%s is %s', (status, state) => {
    expect(rdsState(status)).toBe(state);
  });
});

describe('redis', () => {
  const network = { VpcId: 'vpc-1', Subnets: [{ SubnetIdentifier: 'subnet-1' }] };
  const group = {
    ReplicationGroupId: 'sessions',
    ARN: 'arn:aws:elasticache:eu-west-1:111111111111:replicationgroup:sessions',
    Status: 'snapshotting',
    CacheNodeType: 'cache.t4g.micro',
    NodeGroups: [
      {
        PrimaryEndpoint: { Address: 'p.example', Port: 6379 },
        ReaderEndpoint: { Address: 'r.example', Port: 6379 },
        NodeGroupMembers: [
          { CacheClusterId: 'sessions-001', ReadEndpoint: { Address: 'n1.example', Port: 6379 } },
        ],
      },
    ],
  };
  const member = {
    CacheClusterId: 'sessions-001',
    ARN: 'arn:aws:elasticache:eu-west-1:111111111111:cluster:sessions-001',
    ReplicationGroupId: 'sessions',
    Engine: 'valkey',
    EngineVersion: '8.0.1',
    CacheClusterStatus: 'available',
    CacheNodeType: 'cache.t4g.micro',
    NumCacheNodes: 1,
    PreferredAvailabilityZone: 'eu-west-1b',
    CacheNodes: [{ Endpoint: { Address: 'n1.example', Port: 6379 } }],
    SecurityGroups: [{ SecurityGroupId: 'sg-1' }],
  };
  const rest = {
    tags: [['team', 'web']],
    version: '8.0.1',
    vpc: 'aws/vpc/vpc-1',
    subnets: ['aws/subnet/subnet-1'],
    addresses: [],
    security_groups: ['aws/security_group/sg-1'],
  };

  const as = (more: object) => {
    const cluster = { ...member, ReplicationGroupId: undefined, ...more };
    return recordsOf(redis, { group: undefined, cluster, network: undefined, tags: [] }, here)[0];
  };

  it('has groups that say what their members are', () => {
    expect(recordsOf(redis, { group, cluster: member, network, tags: [['team', 'web']] }, here)).toEqual([
      {
        kind: 'redis',
        ref: 'aws/redis/111111111111/eu-west-1/replicationgroup/sessions',
        id: 'sessions',
        name: 'sessions',
        region,
        owner,
        engine: 'valkey',
        role: 'cluster',
        state: 'running',
        type: 'cache.t4g.micro',
        cluster: undefined,
        az: undefined,
        endpoints: [
          { host: 'p.example', port: 6379, role: 'primary' },
          { host: 'r.example', port: 6379, role: 'reader' },
          { host: 'n1.example', port: 6379, role: 'node' },
        ],
        ...rest,
      },
    ]);
  });

  it('has their nodes', () => {
    expect(
      recordsOf(redis, { group: undefined, cluster: member, network, tags: [['team', 'web']] }, here),
    ).toEqual([
      {
        kind: 'redis',
        ref: 'aws/redis/111111111111/eu-west-1/cluster/sessions-001',
        id: 'sessions-001',
        name: 'sessions-001',
        region,
        owner,
        engine: 'valkey',
        role: 'node',
        state: 'running',
        type: 'cache.t4g.micro',
        cluster: 'aws/redis/111111111111/eu-west-1/replicationgroup/sessions',
        az: 'aws/az/111111111111/eu-west-1b',
        endpoints: [{ host: 'n1.example', port: 6379, role: 'node' }],
        ...rest,
      },
    ]);
  });

  it('has single nodes and Memcached clusters', () => {
    expect(as({})).toMatchObject({ role: 'single', vpc: undefined, endpoints: [{ role: 'primary' }] });
    expect(
      as({
        Engine: 'memcached',
        NumCacheNodes: 2,
        PreferredAvailabilityZone: 'Multiple',
        ConfigurationEndpoint: { Address: 'cfg.example', Port: 11211 },
      }),
    ).toMatchObject({
      engine: 'memcached',
      role: 'cluster',
      az: undefined,
      endpoints: [
        { host: 'cfg.example', role: 'primary' },
        { host: 'n1.example', role: 'node' },
      ],
    });
    expect(as({ CacheClusterStatus: 'deleted' })).toBeUndefined();
  });

  const versionOf = async (CacheClusters: readonly object[]) => {
    const send = () => Promise.resolve({ ReplicationGroups: [group], CacheClusters, CacheSubnetGroups: [] });
    const api = { elasticache: { send }, lists: { cacheTags: async () => new Map() } } as unknown as Aws;
    const [first] = await collect(redis, api, here);
    return (first as TagRecord<'redis'>).version;
  };

  it('has the same member speak for a group, however the list is ordered', async () => {
    const upgrading = [
      { ...member, CacheClusterId: 'sessions-002', EngineVersion: '7.2' },
      member,
      { ...member, CacheClusterId: 'sessions-003', EngineVersion: '7.2' },
    ];
    expect(await versionOf(upgrading)).toBe('8.0.1');
    expect(await versionOf(upgrading.toReversed())).toBe('8.0.1');
  });

  it('has serverless caches', () => {
    const item = {
      ServerlessCacheName: 'cart',
      ARN: 'arn:aws:elasticache:eu-west-1:111111111111:serverlesscache:cart',
      Engine: 'redis',
      FullEngineVersion: '7.1',
      MajorEngineVersion: '7',
      Status: 'available',
      SubnetIds: ['subnet-1'],
      SecurityGroupIds: ['sg-1'],
      Endpoint: { Address: 'cart.example', Port: 6379 },
      ReaderEndpoint: { Address: 'cart.example', Port: 6380 },
      tags: [],
    };
    expect(recordsOf(redisServerless, item, here)).toEqual([
      {
        kind: 'redis',
        ref: 'aws/redis/111111111111/eu-west-1/serverlesscache/cart',
        id: 'cart',
        name: 'cart',
        tags: [],
        region,
        owner,
        engine: 'redis',
        version: '7.1',
        role: 'serverless',
        state: 'running',
        type: undefined,
        cluster: undefined,
        vpc: undefined,
        az: undefined,
        subnets: ['aws/subnet/subnet-1'],
        endpoints: [
          { host: 'cart.example', port: 6379, role: 'primary' },
          { host: 'cart.example', port: 6380, role: 'reader' },
        ],
        addresses: [],
        security_groups: ['aws/security_group/sg-1'],
      },
    ]);
    expect(cacheState('CREATING')).toBe('starting');
  });
});

/** The SDK passes on what EKS answers as it came. */
const clustersOf = (clusters: Readonly<Record<string, object>>) =>
  readWithstanding(
    k8sCluster,
    here,
    async (command: string, { name }: { readonly name?: string }) =>
      command === 'ListClustersCommand'
        ? { clusters: Object.keys(clusters) }
        : { cluster: { name, ...clusters[name ?? ''] } },
    (ask) => {
      const send = ({ constructor, input }: { readonly constructor: Function; readonly input: object }) =>
        ask(constructor.name, input);
      return { eks: { send } } as unknown as Aws;
    },
  );

const ofLetters = async () => ({ clusters: 'prod' });

describe('k8s cluster', () => {
  it('is one of EKS', async () => {
    const item = {
      arn: 'arn:aws:eks:eu-west-1:111111111111:cluster/prod',
      version: '1.33',
      status: 'UPDATING' as const,
      tags: { team: 'platform' },
      endpoint: 'https://x.gr7.eu-west-1.eks.amazonaws.com',
      resourcesVpcConfig: {
        vpcId: 'vpc-1',
        subnetIds: ['subnet-1'],
        securityGroupIds: ['sg-1'],
        clusterSecurityGroupId: 'sg-2',
      },
      kubernetesNetworkConfig: { serviceIpv4Cidr: '172.20.0.0/16' },
    };
    expect(await clustersOf({ prod: item })).toEqual([
      {
        kind: 'k8s_cluster',
        ref: 'aws/k8s_cluster/111111111111/eu-west-1/prod',
        id: 'prod',
        name: 'prod',
        tags: [['team', 'platform']],
        region,
        owner,
        version: '1.33',
        state: 'running',
        vpc: 'aws/vpc/vpc-1',
        subnets: ['aws/subnet/subnet-1'],
        endpoint: 'https://x.gr7.eu-west-1.eks.amazonaws.com',
        service_cidrs: ['172.20.0.0/16'],
        security_groups: ['aws/security_group/sg-1', 'aws/security_group/sg-2'],
      },
    ]);
    expect(
      await clustersOf({ new: { status: 'CREATING', resourcesVpcConfig: { subnetIds: null } } }),
    ).toMatchObject([
      { state: 'starting', vpc: undefined, subnets: [], endpoint: undefined, service_cidrs: [] },
    ]);
  });

  it('is not made of the letters of a text', async () => {
    const api = { eks: { send: ofLetters } } as unknown as Aws;
    await expect(collect(k8sCluster, api, here)).rejects.toMatchObject({
      reason: 'invalid',
      message: 'eks:ListClusters: cannot be read at clusters (invalid_type)',
    });
  });
});
