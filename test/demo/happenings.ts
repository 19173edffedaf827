import { regionOf } from '../simulator/aws/estate.ts';
import { remove, rename, retag, tagsOf } from '../simulator/aws/mutate.ts';
import type { Aws } from '../simulator/aws/server.ts';
import { ACCOUNTS, REGIONS } from './defaults.ts';

/** A few things that happen in any week: each is done to the simulated cloud, and told. */
export function* happenings({ estate, faults }: Aws): Generator<string, void, undefined> {
  const here = { account: ACCOUNTS[0], region: REGIONS[0] };
  const { instances, dbInstances, subnets } = regionOf(estate, here);

  const server = must(instances.find(({ State }) => State?.Name === 'running')?.InstanceId);
  rename(estate, here, 'instances', server, '订单服务 orders-1');
  yield `a server is renamed (${server})`;

  const database = must(dbInstances[0]);
  const id = must(database.DBInstanceIdentifier);
  retag(estate, here, 'dbInstances', id, { ...tagsOf(database), owner: 'team-payments' });
  yield `a database gets a new tag (${id})`;

  const subnet = must(subnets.findLast(({ OwnerId }) => OwnerId === here.account)?.SubnetId);
  remove(estate, here, 'subnets', subnet);
  yield `a subnet is removed (${subnet})`;

  const there = { account: ACCOUNTS[1], region: REGIONS[1] };
  faults.add({ kind: 'deny' }, { operation: 'elasticache:DescribeReplicationGroups', ...there });
  yield `somebody takes a permission away (elasticache:DescribeReplicationGroups, account ${there.account}, ${there.region})`;
}

/** An address that somebody may see in a flow: the renamed server's, and the VPC it was seen in. */
export function seenAddress({ estate }: Aws): { readonly ip: string; readonly vpc: string } {
  const { instances } = regionOf(estate, { account: ACCOUNTS[0], region: REGIONS[0] });
  const server = must(instances.find(({ State }) => State?.Name === 'running'));
  return { ip: must(server.PrivateIpAddress), vpc: must(server.VpcId) };
}

function must<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the generated estate lacks what the demo changes');
  return value;
}
