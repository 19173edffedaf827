import type { Member, Seat } from './balancer-parts.ts';
import { memberAt, membersOf } from './balancer-parts.ts';
import { azureRef, linkTo, parentOf } from './items.ts';
import type { Balancer, BalancingRule } from './resources/balancers.ts';

/** A member of a pool, at a port that some rule sends to. */
export interface Target {
  readonly balancer: string;
  readonly group: string;
  readonly member: Member;
  readonly port: number | undefined;
  readonly protocol: string | undefined;
}

interface Use {
  readonly port: number | undefined;
  readonly protocol: string | undefined;
}

/** A pool that no rule sends to (outbound only) has its members all the same. */
const UNUSED: readonly Use[] = [{ port: undefined, protocol: undefined }];

export function targetsOf(row: Balancer, seats: ReadonlyMap<string, Seat>): readonly Target[] {
  const { id: balancer, properties } = row;
  const targets: Target[] = [];
  for (const pool of properties.backendAddressPools) {
    const members = membersOf(pool, seats);
    const rules = [...properties.loadBalancingRules, ...properties.inboundNatRules];
    const uses = distinct(
      rules.filter((rule) => usesPool(rule, pool.id)).map(({ properties: own }) => useOf(own)),
    );
    for (const use of uses.length > 0 ? uses : UNUSED)
      for (const member of members) targets.push({ balancer, group: pool.id, member, ...use });
  }
  for (const { id, properties: own } of properties.inboundNatRules) {
    const { backendAddressPool, backendIPConfiguration: seat } = own;
    if (backendAddressPool === undefined && seat !== undefined)
      targets.push({ balancer, group: id, member: memberAt(seat, seats), ...useOf(own) });
  }
  return targets;
}

type Rule = Pick<BalancingRule, 'id'> & {
  readonly properties: Pick<
    BalancingRule['properties'],
    'backendAddressPool' | 'protocol' | 'backendPort'
  > & {
    readonly backendAddressPools?: readonly string[];
  };
};

const usesPool = ({ properties }: Rule, pool: string): boolean =>
  properties.backendAddressPool === pool || (properties.backendAddressPools ?? []).includes(pool);

/** 0 is the port that the client asked for. */
const useOf = ({ backendPort, protocol }: Rule['properties']): Use => ({
  port: backendPort === 0 ? undefined : backendPort,
  protocol: protocol?.toLowerCase(),
});

/** Once for each port: TCP and UDP to the same port of the same member are one membership. */
export function distinct(uses: readonly Use[]): readonly Use[] {
  const found = new Map<number | undefined, Use>();
  for (const use of uses) {
    const before = found.get(use.port);
    if (before === undefined) found.set(use.port, use);
    else if (before.protocol !== use.protocol) found.set(use.port, { port: use.port, protocol: 'all' });
  }
  return [...found.values()];
}

/** Of a member in another subscription: its interface is all that is told, and is listed there. */
function cardOf(member: string): string | undefined {
  const card = parentOf(member, 'ipconfigurations');
  return card !== undefined && /\/networkinterfaces\/[^/]+$/.test(card) ? card : undefined;
}

export function targetRecord({ balancer, group, member, port, protocol }: Target) {
  const { id, ip, machine, balancer: behind } = member;
  return {
    kind: 'lb_target',
    ref: azureRef('lb_target', group, id, port === undefined ? 'any' : String(port)),
    id,
    name: ip ?? id,
    tags: [],
    target_group: group,
    load_balancers: [azureRef('load_balancer', balancer)],
    protocol,
    port,
    device: linkTo('vm', machine) ?? linkTo('load_balancer', behind) ?? linkTo('nic', cardOf(id)),
    ip,
  } as const;
}
