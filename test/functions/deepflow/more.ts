// More of what an account may hold, beside the servers of estate.ts.
import type { Models } from '../../../shared/model/kinds.ts';
import { ref } from '../../../shared/model/ref.ts';
import { ACCOUNT, REGION_NAME } from './estate.ts';

const region = ref('aws', 'region', REGION_NAME);
const vpcRef = (n: number) => ref('aws', 'vpc', `vpc-${n}`);

export const balancerOf = (name: string, vpc: number, last = 200): Models['load_balancer'] => ({
  kind: 'load_balancer',
  ref: ref('aws', 'load_balancer', `lb-${name}`),
  id: `lb-${name}`,
  name,
  tags: [],
  region,
  owner: ACCOUNT,
  type: 'network',
  scheme: 'internal',
  state: 'running',
  vpc: vpcRef(vpc),
  subnets: [],
  hostname: undefined,
  addresses: [{ ip: `10.${vpc}.1.${last}`, public_ip: undefined }],
  security_groups: [],
});

export const peeringOf = (name: string, local: number, remote: number): Models['peer_connection'] => ({
  kind: 'peer_connection',
  ref: ref('aws', 'peer_connection', `pcx-${name}`, 'requester'),
  id: `pcx-${name}`,
  name,
  tags: [],
  side: 'requester',
  state: 'active',
  local_vpc: vpcRef(local),
  local_region: region,
  local_owner: ACCOUNT,
  remote_vpc: vpcRef(remote),
  remote_region: region,
  remote_owner: ACCOUNT,
});

export const listenerOf = (balancer: string, port: number): Models['lb_listener'] => ({
  kind: 'lb_listener',
  ref: ref('aws', 'lb_listener', `${balancer}-${port}`),
  id: `${balancer}-${port}`,
  name: `${balancer}-${port}`,
  tags: [],
  load_balancer: ref('aws', 'load_balancer', `lb-${balancer}`),
  protocol: 'TCP',
  port,
  target_groups: [],
});

export const targetOf = (balancer: string, server: number): Models['lb_target'] => ({
  kind: 'lb_target',
  ref: ref('aws', 'lb_target', balancer, `i-${server}`, '8080'),
  id: `i-${server}`,
  name: `i-${server}`,
  tags: [],
  target_group: balancer,
  load_balancers: [ref('aws', 'load_balancer', `lb-${balancer}`)],
  protocol: 'TCP',
  port: 8080,
  device: ref('aws', 'vm', `i-${server}`),
  ip: undefined,
});

const placedIn = (vpc: number, ip: string) => ({
  region,
  owner: ACCOUNT,
  vpc: vpcRef(vpc),
  addresses: [{ ip, public_ip: undefined }],
  state: 'running' as const,
});

export const natOf = (name: string, vpc: number, ip: string): Models['nat_gateway'] => ({
  ...placedIn(vpc, ip),
  kind: 'nat_gateway',
  ref: ref('aws', 'nat_gateway', name),
  id: name,
  name,
  tags: [['kind', 'nat']],
  subnet: ref('aws', 'subnet', `subnet-${vpc}`),
  scheme: 'internal',
  nics: [],
});

export const databaseOf = (name: string, vpc: number, ip: string): Models['rds'] => ({
  ...placedIn(vpc, ip),
  kind: 'rds',
  ref: ref('aws', 'rds', name),
  id: name,
  name,
  tags: [['kind', 'rds']],
  engine: 'mysql',
  version: undefined,
  role: 'single',
  type: undefined,
  cluster: undefined,
  az: undefined,
  subnets: [],
  endpoints: [],
  security_groups: [],
});

export const cacheOf = (name: string, vpc: number, ip: string): Models['redis'] => ({
  ...databaseOf(name, vpc, ip),
  kind: 'redis',
  ref: ref('aws', 'redis', name),
  tags: [['kind', 'redis']],
  role: 'single',
  cluster: undefined,
});
