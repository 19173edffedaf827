/** A whole estate from a seed: the same specification, the same estate, byte for byte. */
import { randomFrom } from '../aws/generate/random.ts';
import { type Estate, emptyAccount, emptyRegion } from './estate.ts';
import { makeLoadBalancers, makeTargetGroups } from './generate/balancers.ts';
import { makeAddresses, makeInstances, makeNatGateways, makePrivateNats } from './generate/compute.ts';
import {
  makeClusters,
  makeCynoses,
  makeMysqls,
  makePostgreses,
  makeRedises,
  makeSqlServers,
  makeTdsql,
} from './generate/data.ts';
import type { Ground } from './generate/ground.ts';
import { makeRoutes, makeSecurityGroups, makeSubnets, makeVpcs, makeZones } from './generate/network.ts';
import { SMALL, type Sizes } from './generate/sizes.ts';
import { makeCcns, makePeerings } from './generate/spanning.ts';

export interface EstateSpec {
  readonly seed: string;
  /** Twelve digits each. The first may take the role in all others. */
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  /** Of each region of each account; what is left out is as in `SMALL`. */
  readonly sizes?: Partial<Sizes>;
  readonly role?: { readonly name: string; readonly externalId: string | undefined };
}

export function generateEstate(spec: EstateSpec): Estate {
  const { seed, accounts, regions, role = { name: 'tagsync', externalId: undefined } } = spec;
  const sizes: Sizes = { ...SMALL, ...spec.sizes };
  const estate: Estate = { accounts: {} };
  const grounds: Ground[] = [];
  const publicIp = publicIps();
  for (const id of accounts) {
    const account = emptyAccount(id, regions);
    const { name, externalId } = role;
    account.roles.push({
      name,
      trusts: accounts.slice(0, 1),
      ...(externalId !== undefined && { externalId }),
    });
    estate.accounts[id] = account;
    for (const region of regions) {
      const here = emptyRegion();
      account.regions[region] = here;
      const random = randomFrom(`${seed} ${id} ${region}`);
      const place = { account: id, appId: account.appId, region, sizes, random, estate: here };
      grounds.push({ ...place, ...suppliesOf(place, grounds.length), publicIp });
    }
  }
  for (const ground of grounds) {
    makeZones(ground);
    if (sizes.vpcs > 0) makeResources(ground);
  }
  if (sizes.vpcs > 0) {
    makePeerings(grounds);
    makeCcns(estate, grounds);
  }
  return estate;
}

function makeResources(ground: Ground): void {
  makeVpcs(ground);
  makeSubnets(ground);
  makeSecurityGroups(ground);
  makeInstances(ground);
  makeNatGateways(ground);
  makeAddresses(ground);
  makeRoutes(ground);
  makeTargetGroups(ground);
  makeLoadBalancers(ground);
  makeMysqls(ground);
  makeTdsql(ground);
  makePostgreses(ground);
  makeSqlServers(ground);
  makeCynoses(ground);
  makeRedises(ground);
  makeClusters(ground);
  makePrivateNats(ground);
}

function suppliesOf(
  { random, region }: Pick<Ground, 'random' | 'region'>,
  index: number,
): Pick<Ground, 'id' | 'ip' | 'mac'> {
  const given = new Map<string, number>();
  const ids = new Set<string>();
  let cards = 0;
  return {
    id(prefix) {
      // Of a hundred thousand that short, some are drawn twice.
      let id = `${prefix}-${random.hex(8)}`;
      while (ids.has(id)) id = `${prefix}-${random.hex(8)}`;
      ids.add(id);
      return id;
    },
    ip({ SubnetId, CidrBlock }) {
      const n = (given.get(SubnetId) ?? 1) + 1;
      given.set(SubnetId, n);
      const [base = '', bits = ''] = CidrBlock.split('/');
      if (n > 2 ** (32 - Number(bits)) - 2)
        throw new Error(`${region}: more devices than addresses in a subnet`);
      const first = base.split('.').reduce((value, octet) => value * 256 + Number(octet), 0);
      return ipv4(first + n);
    },
    mac() {
      const hex = ((index << 24) + cards++).toString(16).padStart(10, '0').toUpperCase();
      return `52:${(hex.match(/../g) ?? []).join(':')}`;
    },
  };
}

/** 198.18.0.0/15 is set aside for benchmarks (RFC 2544): no address of anyone. */
function publicIps(): () => string {
  let n = 0;
  return () => ipv4(0xc6_12_00_00 + n++);
}

const ipv4 = (value: number): string => [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join('.');
