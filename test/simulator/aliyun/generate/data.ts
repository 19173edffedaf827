/** Databases, caches and clusters. */
import { dbInstance, kvInstance, polarCluster } from '../rows/databases.ts';
import { cluster } from '../rows/networks.ts';
import { tagList } from '../rows/tags.ts';
import { type Ground, at, nameOf, tagsOf, times } from './ground.ts';

const ENGINES = [
  ['MySQL', '8.0', '3306'],
  ['PostgreSQL', '16.0', '5432'],
  ['SQLServer', '2022_std', '1433'],
  ['MariaDB', '10.6', '3306'],
] as const;

export function makeDatabases(ground: Ground): void {
  const { region, here, sizes, id, publicIp } = ground;
  here.dbInstances = times(sizes.databases, (n) => {
    const DBInstanceId = id('rm');
    const { VSwitchId, VpcId, ZoneId, CidrBlock } = at(here.vSwitches, n);
    const [Engine, EngineVersion, Port] = at(ENGINES, n);
    const ConnectionString = `${DBInstanceId}.${Engine.toLowerCase()}.rds.aliyuncs.com`;
    const inside = {
      ConnectionString,
      ConnectionStringType: 'Normal',
      IPAddress: CidrBlock.replace('.0/24', `.${100 + (n % 50)}`),
      IPType: 'Private' as const,
      Port,
      VPCId: VpcId,
      VSwitchId,
    };
    const outside = {
      ...inside,
      ConnectionString: ConnectionString.replace('.', 'o.'),
      IPAddress: publicIp(),
      IPType: 'Public' as const,
      VPCId: '',
      VSwitchId: '',
    };
    return dbInstance({
      DBInstanceId,
      ...(n % 3 === 1 ? {} : { DBInstanceDescription: nameOf('db', n) }),
      DBInstanceStatus: n % 6 === 5 ? 'Restoring' : 'Running',
      Engine,
      EngineVersion,
      Category: n % 2 === 0 ? 'HighAvailability' : 'Basic',
      ConnectionString,
      RegionId: region,
      ZoneId,
      VpcId,
      VSwitchId,
      netInfos: n % 4 === 0 ? [inside, outside] : [inside],
      tags: tagList(tagsOf('rm', DBInstanceId)),
    });
  });
  here.dbInstances = here.dbInstances.map((row, n) =>
    n % 5 === 4
      ? { ...row, DBInstanceType: 'Readonly', MasterInstanceId: at(here.dbInstances, n - 1).DBInstanceId }
      : row,
  );
}

export function makePolarClusters({ region, here, sizes, id }: Ground): void {
  here.polarClusters = times(sizes.polarClusters, (n) => {
    const DBClusterId = id('pc');
    const { VSwitchId, VpcId, ZoneId, CidrBlock } = at(here.vSwitches, n);
    const nodes = times(2, (k) => ({
      DBNodeId: id('pi'),
      DBNodeClass: 'polar.mysql.x4.medium',
      DBNodeRole: k === 0 ? ('Writer' as const) : ('Reader' as const),
      ZoneId,
      RegionId: region,
    }));
    const endpoint = (EndpointType: 'Primary' | 'Cluster', k: number) => ({
      DBEndpointId: id('pe'),
      DBEndpointDescription: '',
      EndpointType,
      ReadWriteMode: 'ReadWrite',
      Nodes: nodes.map(({ DBNodeId }) => DBNodeId).join(','),
      AddressItems: [
        {
          NetType: 'Private' as const,
          ConnectionString: `${DBClusterId}-${k}.mysql.polardb.rds.aliyuncs.com`,
          IPAddress: CidrBlock.replace('.0/24', `.${160 + k}`),
          Port: '3306',
          VPCId: VpcId,
          VSwitchId,
        },
      ],
    });
    return polarCluster({
      DBClusterId,
      DBClusterDescription: nameOf('polar', n),
      DBClusterStatus: n % 4 === 3 ? 'Creating' : 'Running',
      RegionId: region,
      ZoneId,
      VpcId,
      VswitchId: VSwitchId,
      DBNodes: { DBNode: nodes },
      Tags: { Tag: tagList(tagsOf('pc', DBClusterId)) },
      endpoints: [endpoint('Primary', 0), endpoint('Cluster', 1)],
    });
  });
}

export function makeCaches({ region, here, sizes, id, publicIp }: Ground): void {
  here.kvInstances = times(sizes.caches, (n) => {
    const InstanceId = id('r');
    const { VSwitchId, VpcId, ZoneId, CidrBlock } = at(here.vSwitches, n);
    const PrivateIp = CidrBlock.replace('.0/24', `.${180 + (n % 20)}`);
    const inside = {
      ConnectionString: `${InstanceId}.redis.rds.aliyuncs.com`,
      DBInstanceNetType: '2' as const,
      DirectConnection: 0 as const,
      IPAddress: PrivateIp,
      IPType: 'Private' as const,
      Port: '6379',
      VPCId: VpcId,
      VSwitchId,
    };
    const outside = {
      ...inside,
      ConnectionString: `${InstanceId}pd.redis.rds.aliyuncs.com`,
      DBInstanceNetType: '0' as const,
      IPAddress: publicIp(),
      IPType: 'Public' as const,
      VPCId: '',
    };
    return kvInstance({
      InstanceId,
      InstanceName: nameOf('redis', n),
      InstanceStatus: at(['Normal', 'Normal', 'Changing', 'Inactive'], n),
      InstanceType: n % 3 === 2 ? 'Tair' : 'Redis',
      ArchitectureType: at(['standard', 'cluster', 'rwsplit'] as const, n),
      RegionId: region,
      ZoneId,
      VpcId,
      VSwitchId,
      PrivateIp,
      Tags: { Tag: tagList(tagsOf('r', InstanceId)) },
      netInfos: n % 2 === 0 ? [inside, outside] : [inside],
    });
  });
}

export function makeClusters({ account, region, here, sizes, id }: Ground): void {
  for (let n = 0; n < sizes.clusters; n++) {
    const cluster_id = id('c').slice(2);
    const { VSwitchId, VpcId, ZoneId } = at(here.vSwitches, n);
    account.clusters.push(
      cluster({
        cluster_id,
        name: nameOf('ack', n),
        state: n % 4 === 3 ? 'scaling' : 'running',
        region_id: region,
        zone_id: ZoneId,
        vpc_id: VpcId,
        vswitch_id: VSwitchId,
        vswitch_ids: [VSwitchId],
        security_group_id: at(here.securityGroups, n).SecurityGroupId,
        service_cidr: n % 2 === 0 ? '172.21.0.0/20' : '172.21.0.0/20,fd00:172:21::/112',
        master_url: JSON.stringify({
          api_server_endpoint: n % 2 === 0 ? `https://47.96.0.${n % 250}:6443` : '',
          intranet_api_server_endpoint: `https://10.0.0.${n % 250}:6443`,
        }),
        tags: Object.entries(tagsOf('ack', cluster_id)).map(([key, value]) => ({ key, value })),
      }),
    );
  }
}
