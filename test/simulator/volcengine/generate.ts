/** A whole estate from a seed: the same specification, the same estate, byte for byte. */
import { randomFrom } from '../aws/generate/random.ts';
import { type AccountEstate, type Estate, emptyAccount, emptyRegion } from './estate.ts';
import { makeAddresses, makeBalancers, makeInstances } from './generate/compute.ts';
import { makeDatabases } from './generate/data.ts';
import { type Ground, nameFor, nth, tagsFor, times } from './generate/ground.ts';
import {
  makeGateways,
  makeNetworks,
  makeRoutes,
  makeSecurityGroups,
  makeTransitRouters,
} from './generate/network.ts';
import { SMALL, type Sizes } from './generate/sizes.ts';
import { attachedInstance, cen } from './rows/network.ts';

export interface EstateSpec {
  readonly seed: string;
  /** Ten digits each. The first may take the role in all others. */
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  /** Of each region of each account; what is left out is as in `SMALL`. */
  readonly sizes?: Partial<Sizes>;
  /** Cloud enterprise networks of each account. */
  readonly cens?: number;
  readonly role?: string;
}

export function generateEstate(spec: EstateSpec): Estate {
  const { seed, accounts, regions, cens = 2, role = 'tagsync' } = spec;
  const sizes: Sizes = { ...SMALL, ...spec.sizes };
  const estate: Estate = { accounts: {} };
  const publicIp = publicIps();
  for (const id of accounts) {
    const account = emptyAccount(id, regions);
    account.roles.push({ name: role, trusts: accounts.slice(0, 1) });
    estate.accounts[id] = account;
    for (const region of regions) {
      const here = emptyRegion();
      account.regions[region] = here;
      const random = randomFrom(`${seed} ${id} ${region}`);
      const place = { account: id, region, sizes, random, estate: here, publicIp };
      if (sizes.vpcs > 0) makeResources({ ...place, ...suppliesOf(place) });
    }
    if (sizes.vpcs > 0) makeCens(account, cens, `${seed} ${id}`);
  }
  return estate;
}

function makeResources(ground: Ground): void {
  makeNetworks(ground);
  makeSecurityGroups(ground);
  makeInstances(ground);
  makeGateways(ground);
  makeAddresses(ground);
  makeRoutes(ground);
  makeTransitRouters(ground);
  makeBalancers(ground);
  makeDatabases(ground);
}

/** The networks of every region are attached to one of them each. */
function makeCens(account: AccountEstate, count: number, seed: string): void {
  const random = randomFrom(seed);
  account.cens = times(count, (n) => {
    const CenId = `cen-${random.hex(20)}`;
    return cen({ CenId, CenName: nameFor(n), AccountId: account.id, Tags: tagsFor(CenId, n) });
  });
  if (count === 0) return;
  account.attachedInstances = Object.entries(account.regions).flatMap(([InstanceRegionId, { vpcs }]) =>
    vpcs.map(({ VpcId }, n) =>
      attachedInstance({
        CenId: nth(account.cens, n).CenId,
        InstanceId: VpcId,
        InstanceRegionId,
        InstanceOwnerId: account.id,
      }),
    ),
  );
}

function suppliesOf({
  random,
  region,
}: Pick<Ground, 'random' | 'region'>): Pick<Ground, 'id' | 'ip' | 'mac'> {
  const given = new Map<string, number>();
  let cards = 0;
  return {
    id: (prefix) => `${prefix}-${random.hex(20)}`,
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
      const hex = (cards++).toString(16).padStart(6, '0').toUpperCase();
      return `00:16:3E:${(hex.match(/../g) ?? []).join(':')}`;
    },
  };
}

/** 198.18.0.0/15 is set aside for benchmarks (RFC 2544): no address of anyone. */
function publicIps(): () => string {
  let n = 0;
  return () => ipv4(0xc6_12_00_00 + n++);
}

const ipv4 = (value: number): string => [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join('.');
