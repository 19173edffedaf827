/** Databases, caches, clusters. */
import { cluster, dcsInstance, openGaussInstance, rdsInstance, taurusInstance } from '../rows/databases.ts';
import { portIn } from './compute.ts';
import { type Ground, at, enterpriseOf, hostOf, nameOf, tagsOf } from './ground.ts';

const RDS_STATES = [
  'ACTIVE',
  'ACTIVE',
  'BACKING UP',
  'MODIFYING',
  'REBOOTING',
  'STORAGE FULL',
  'FROZEN',
  'BUILD',
];
const ENGINES = [
  { type: 'MySQL', version: '8.0', complete_version: '8.0.28.221000' },
  { type: 'PostgreSQL', version: '15', complete_version: '15.6' },
  { type: 'SQLServer', version: '2019_SE', complete_version: '2019_SE' },
  { type: 'MariaDB', version: '10.5', complete_version: '10.5.16' },
];

export function makeDatabases(ground: Ground): void {
  const { region, here, sizes, uuid, random, publicIp } = ground;
  let primary = '';
  for (let n = 0; n < sizes.databases; n++) {
    const id = `${random.hex(32)}in01`;
    const type = at(['Single', 'Ha', 'Replica'], n);
    if (type === 'Ha') primary = id;
    const place = at(here.subnets, n);
    const nic = portIn(ground, place, 120 + (n % 40), {
      device_owner: 'compute:RDS',
      instance_id: id,
      instance_type: 'RDS',
    });
    const node = (role: string, k: number) => ({
      id: `${random.hex(32)}no01`,
      name: `node-${k}`,
      role,
      status: 'ACTIVE',
      availability_zone: at(here.zones, n + k).availability_zone_id,
    });
    here.rdsInstances.push(
      rdsInstance({
        id,
        name: nameOf('rds', n),
        region,
        status: at(RDS_STATES, n),
        type,
        vpc_id: place.vpc_id,
        subnet_id: place.id,
        security_group_id: at(here.securityGroups, n).id,
        datastore: at(ENGINES, n),
        port: at([3306, 5432, 1433, 3306], n),
        private_ips: [nic.fixed_ips[0]?.ip_address ?? ''],
        private_dns_names: [`${id}.internal.${region}.mysql.rds.myhuaweicloud.com`],
        public_ips: n % 5 === 1 ? [publicIp()] : [],
        nodes:
          type === 'Ha'
            ? [node('master', 0), node('slave', 1)]
            : [node(type === 'Replica' ? 'readreplica' : 'master', 0)],
        related_instance: type === 'Replica' && primary !== '' ? [{ id: primary, type: 'replica_of' }] : [],
        enterprise_project_id: enterpriseOf(n),
        tags: tagsOf('rds', id),
      }),
    );
  }
  for (let n = 0; n < sizes.taurus; n++) {
    const id = `${random.hex(32)}in07`;
    const place = at(here.subnets, n);
    here.taurusInstances.push(
      taurusInstance({
        id,
        name: nameOf('taurus', n),
        region,
        status: at(['ACTIVE', 'BACKING UP', 'MODIFYING'], n),
        vpc_id: place.vpc_id,
        subnet_id: place.id,
        security_group_id: at(here.securityGroups, n).id,
        private_ips: [hostOf(place.cidr, 170 + (n % 20))],
        readonly_private_ips: n % 2 === 0 ? [hostOf(place.cidr, 190 + (n % 20))] : [],
        tags: tagsOf('taurus', id),
      }),
    );
  }
  for (let n = 0; n < sizes.openGauss; n++) {
    const id = `${random.hex(32)}in14`;
    const place = at(here.subnets, n);
    const ip = hostOf(place.cidr, 210 + (n % 20));
    here.openGaussInstances.push(
      openGaussInstance({
        id,
        name: nameOf('gauss', n),
        region,
        vpc_id: place.vpc_id,
        subnet_id: place.id,
        security_group_id: at(here.securityGroups, n).id,
        private_ips: [ip],
        nodes: [
          {
            id: uuid(),
            name: 'node-1',
            role: 'master',
            status: 'ACTIVE',
            availability_zone: at(here.zones, n).availability_zone_id,
            private_ip: ip,
            public_ip: '',
          },
        ],
        tags: tagsOf('gauss', id),
      }),
    );
  }
}

const CACHE_STATES = ['RUNNING', 'RUNNING', 'EXTENDING', 'RESTARTING', 'ERROR', 'FROZEN'];

export function makeCaches(ground: Ground): void {
  const { here, sizes, uuid, publicIp } = ground;
  for (let n = 0; n < sizes.caches; n++) {
    const instance_id = uuid();
    const place = at(here.subnets, n);
    const open = n % 4 === 2;
    here.dcsInstances.push(
      dcsInstance({
        instance_id,
        name: nameOf('dcs', n),
        status: at(CACHE_STATES, n),
        engine: n % 7 === 6 ? 'Memcached' : 'Redis',
        engine_version: at(['6.0', '5.0', '3.0'], n),
        vpc_id: place.vpc_id,
        subnet_id: place.id,
        security_group_id: n % 3 === 2 ? at(here.securityGroups, n).id : null,
        ip: n % 3 === 1 ? `${hostOf(place.cidr, 240)},${hostOf(place.cidr, 241)}` : hostOf(place.cidr, 242),
        ...(open && { enable_publicip: true, publicip_id: uuid(), publicip_address: publicIp() }),
        az_codes:
          n % 2 === 0
            ? [at(here.zones, n).availability_zone_id]
            : here.zones.map((one) => one.availability_zone_id),
        tags: tagsOf('dcs', instance_id),
      }),
    );
  }
}

export function makeClusters({ region, here, sizes, uuid }: Ground): void {
  for (let n = 0; n < sizes.clusters; n++) {
    const uid = uuid();
    const place = at(here.subnets, n);
    here.clusters.push(
      cluster({
        uid,
        name: `cce-${n}`,
        alias: nameOf('cce', n),
        vpc: place.vpc_id,
        subnet: place.id,
        group: at(here.securityGroups, n).id,
        phase: at(['Available', 'ScalingUp', 'Hibernation'], n),
        endpoints: [
          { url: `https://${hostOf(place.cidr, 5)}:5443`, type: 'Internal' },
          ...(n % 2 === 0
            ? [{ url: `https://${uid}.cce.${region}.myhuaweicloud.com:5443`, type: 'External' }]
            : []),
        ],
        ...(n % 3 === 1 && { services: { kubernetesSvcIpRange: '10.247.0.0/16' } }),
        tags: tagsOf('cce', uid),
      }),
    );
  }
}
