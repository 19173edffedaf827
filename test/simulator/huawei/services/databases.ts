/**
 * RDS, TaurusDB and GaussDB (index and limit, 100 at most, `total_count`), DCS (index and limit, 10 unless asked for
 * more, 1000 at most, `instance_num`) and CCE (whole). Parameters and sizes: doc comments of huaweicloud-sdk-nodejs-v3,
 * services/rds/v3/RdsClient.ts, services/gaussdb/v3/GaussDBClient.ts,
 * services/gaussdbforopengauss/v3/GaussDBforopenGaussClient.ts, services/dcs/v2/DcsClient.ts,
 * services/cce/v3/CceClient.ts. Three services have the path `/v3/{project_id}/instances`, on hosts of their own.
 */
import { serviceOf } from '../operation.ts';
import { byIndex } from '../paging.ts';
import type {
  Cluster,
  DcsInstance,
  OpenGaussInstance,
  RdsInstance,
  TaurusInstance,
} from '../rows/databases.ts';

const paging = byIndex(100);
const keyOf = ({ id }: { readonly id: string }): string => id;

export const RDS = [
  serviceOf('rds').list<RdsInstance>({
    name: 'ListInstances',
    path: '/v3/{project_id}/instances',
    paging,
    fields: ['id', 'name', 'type', 'vpc_id', 'subnet_id'],
    filters: {
      datastore_type: ({ datastore }, value) => datastore.type === value,
      eps_id: ({ enterprise_project_id }, value) => enterprise_project_id === value,
    },
    documented: ['tags', 'group_type'],
    rows: ({ here }) => here.rdsInstances,
    keyOf,
    put: (rows) => ({
      instances: rows.map((row) => ({
        ...row,
        cpu: '2',
        mem: '4',
        db_user_name: row.datastore.type === 'SQLServer' ? 'rdsuser' : 'root',
        volume: { type: 'CLOUDSSD', size: 40 },
        switch_strategy: '',
        enable_ssl: false,
        ha: row.type === 'Ha' ? { replication_mode: 'async' } : undefined,
        backup_strategy: { start_time: '01:00-02:00', keep_days: 7 },
        charge_info: { charge_mode: 'postPaid' },
        maintenance_window: '02:00-06:00',
        time_zone: 'UTC+08:00',
        disk_encryption_id: '',
        storage_used_space: null,
      })),
    }),
  }),
];

/** The words of the list that unifies them, by those of the older one: SDK type MysqlInstanceListInfoUnifyStatus. */
const UNIFIED: Readonly<Record<string, string>> = {
  BUILD: 'creating',
  CREATEFAIL: 'createfail',
  FAILED: 'abnormal',
  FROZEN: 'abnormal',
};

export const GAUSSDB = ['/v3/{project_id}/instances', '/v3.1/{project_id}/instances'].map((path) =>
  serviceOf('gaussdb').list<TaurusInstance>({
    name: path.startsWith('/v3.1') ? 'ListGaussMySqlInstancesUnifyStatus' : 'ListGaussMySqlInstances',
    path,
    paging,
    fields: ['id', 'name', 'type', 'vpc_id', 'subnet_id'],
    filters: { datastore_type: ({ datastore }, value) => datastore.type === value },
    documented: ['private_ip', 'readonly_private_ip', 'proxy_ip', 'tags'],
    rows: ({ here }) => here.taurusInstances,
    keyOf,
    put: (rows) => ({
      instances: path.startsWith('/v3.1')
        ? rows.map((row) => ({ ...row, status: UNIFIED[row.status] ?? 'normal' }))
        : rows,
    }),
  }),
);

export const OPENGAUSS = ['/v3', '/v3.1', '/v3.3'].map((version) =>
  serviceOf('opengauss').list<OpenGaussInstance>({
    name:
      version === '/v3'
        ? 'ListInstances'
        : version === '/v3.1'
          ? 'ListInstancesDetails'
          : 'ListDatabaseInstances',
    path: `${version}/{project_id}/instances`,
    paging,
    fields: ['id', 'name', 'type', 'vpc_id', 'subnet_id'],
    // The older name stands for the same: SDK enum of `datastore_type`.
    filters: {
      datastore_type: ({ datastore }, value) =>
        value.startsWith('GaussDB') && datastore.type.startsWith('GaussDB'),
    },
    documented: ['tags', 'charge_mode'],
    rows: ({ here }) => here.openGaussInstances,
    keyOf,
    put: (instances) => ({ instances }),
  }),
);

export const DCS = [
  serviceOf('dcs').list<DcsInstance>({
    name: 'ListInstances',
    path: '/v2/{project_id}/instances',
    paging: byIndex(1000, { usual: 10, total: 'instance_num' }),
    fields: ['instance_id', 'status'],
    known: ['include_failure', 'include_delete'],
    documented: ['name', 'name_equal', 'tags', 'ip'],
    rows: ({ here, query }) =>
      here.dcsInstances.filter(
        ({ status }) => status !== 'CREATEFAILED' || query.get('include_failure') === 'true',
      ),
    keyOf: ({ instance_id }) => instance_id,
    put: (rows) => ({
      instances: rows.map((row) => ({
        ...row,
        capacity: 1,
        capacity_minor: '.125',
        max_memory: 1024,
        used_memory: 12,
        charging_mode: 0,
        enable_ssl: false,
        no_password_access: 'false',
        user_name: 'tagsync',
      })),
    }),
  }),
];

export const CCE = [
  serviceOf('cce').list<Cluster>({
    name: 'ListClusters',
    path: '/api/v3/projects/{project_id}/clusters',
    filters: {
      type: ({ spec }, value) => spec.type === value,
      version: ({ spec }, value) => spec.version === value,
      status: ({ status }, value) => status.phase === value,
    },
    known: ['detail'],
    rows: ({ here }) => here.clusters,
    keyOf: ({ metadata }) => metadata.uid,
    put: (items) => ({ kind: 'Cluster', apiVersion: 'v3', items }),
  }),
];
