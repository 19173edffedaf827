/** What there is in the simulated cloud: rows as the lists give them, by account and by what a request has as its zone. */
import type { Eip, Instance, Nic } from './rows/compute.ts';
import type { Cache, Cluster, Rdb } from './rows/data.ts';
import type { DnatRule, Listener, LoadBalancer, Nfv, SnatRule } from './rows/gateways.ts';
import type {
  Border,
  BorderStatic,
  BorderVxnet,
  RouteTable,
  Router,
  SecurityGroup,
  SecurityGroupRule,
  VxNet,
} from './rows/network.ts';

export interface RegionEstate {
  routers: Router[];
  vxnets: VxNet[];
  routeTables: RouteTable[];
  borders: Border[];
  borderVxnets: BorderVxnet[];
  borderStatics: BorderStatic[];
  securityGroups: SecurityGroup[];
  securityGroupRules: SecurityGroupRule[];
  instances: Instance[];
  nics: Nic[];
  eips: Eip[];
  nfvs: Nfv[];
  snatRules: SnatRule[];
  dnatRules: DnatRule[];
  loadBalancers: LoadBalancer[];
  listeners: Listener[];
  rdbs: Rdb[];
  caches: Cache[];
  clusters: Cluster[];
}

export interface Zone {
  readonly zone_id: string;
  readonly status: 'active' | 'faulty' | 'defunct';
}

export interface AccountEstate {
  /** `usr-…` */
  readonly id: string;
  zones: Zone[];
  /** By what a request has as its `zone`. */
  readonly regions: Record<string, RegionEstate>;
}

export interface Estate {
  readonly accounts: Record<string, AccountEstate>;
}

export const emptyRegion = (): RegionEstate => ({
  routers: [],
  vxnets: [],
  routeTables: [],
  borders: [],
  borderVxnets: [],
  borderStatics: [],
  securityGroups: [],
  securityGroupRules: [],
  instances: [],
  nics: [],
  eips: [],
  nfvs: [],
  snatRules: [],
  dnatRules: [],
  loadBalancers: [],
  listeners: [],
  rdbs: [],
  caches: [],
  clusters: [],
});

/** Zones that are asked about together; all others stand alone. https://docsv3.qingcloud.com/development_docs/api/parameters/ */
export const ZONES: Readonly<Record<string, readonly string[]>> = {
  pek3: ['pek3b', 'pek3c', 'pek3d'],
  gd2: ['gd2a', 'gd2b'],
  sh1: ['sh1a', 'sh1b'],
};

export const zonesOf = (region: string): readonly string[] => ZONES[region] ?? [region];

export const emptyAccount = (id: string, regions: readonly string[]): AccountEstate => ({
  id,
  zones: regions.flatMap(zonesOf).map((zone_id) => ({ zone_id, status: 'active' })),
  regions: Object.fromEntries(regions.map((region) => [region, emptyRegion()])),
});

export function regionOf({ accounts }: Estate, account: string, region: string): RegionEstate {
  const found = accounts[account]?.regions[region];
  if (found === undefined) throw new Error(`no ${region} in account ${account}`);
  return found;
}
