import type { Api, Service } from './apis.ts';

/** Services with one host for all regions. */
const CENTRAL: ReadonlySet<Service> = new Set(['cc', 'iam']);

export const isCentral = ({ service }: Api): boolean => CENTRAL.has(service);

/**
 * Where a service's hosts do not begin with its name. `gaussdb` is TaurusDB's in most regions and GaussDB's in
 * those that came later: there, TaurusDB's hosts begin otherwise, and are looked for under the newest of its names
 * where none is told (what has no host is not offered).
 *
 * https://github.com/huaweicloud/huaweicloud-sdk-go-v3 at v0.1.207,
 * services/{gaussdb,gaussdbforopengauss}/v3/region/region.go
 */
const LABELS: Readonly<Partial<Record<Service, Readonly<Record<string, string>>>>> = {
  gaussdb: {
    'af-north-1': 'gaussdb-mysql',
    'af-south-1': 'gaussdb-mysql',
    'ap-southeast-1': 'gaussdbformysql',
    'ap-southeast-2': 'gaussdbformysql',
    'ap-southeast-5': 'gaussdb-mysql',
    'cn-east-2': 'gaussdb-mysql',
    'cn-east-4': 'gaussdb-mysql',
    'cn-east-5': 'gaussdb-mysql',
    'cn-north-11': 'gaussdbformysql',
    'cn-north-12': 'gaussdb-mysql',
    'cn-southwest-3': 'gaussdb-mysql',
    'la-north-2': 'gaussdb-mysql',
    'me-east-1': 'gaussdbformysql',
    'tr-west-1': 'gaussdbformysql',
  },
  'gaussdb-opengauss': {
    'af-north-1': 'gaussdb',
    'ap-southeast-5': 'gaussdb',
    'cn-east-2': 'gaussdb',
    'cn-east-4': 'gaussdb',
    'cn-east-5': 'gaussdb',
    'cn-north-12': 'gaussdb',
    'me-east-1': 'gaussdb',
    'tr-west-1': 'gaussdb',
  },
};

/** `domain`: of the site, `myhuaweicloud.com`. https://developer.huaweicloud.com/endpoint */
export function hostOf(api: Api, region: string, domain: string): string {
  const { service } = api;
  if (isCentral(api)) return `${service}.${domain}`;
  return `${LABELS[service]?.[region] ?? service}.${region}.${domain}`;
}
