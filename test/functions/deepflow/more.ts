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
