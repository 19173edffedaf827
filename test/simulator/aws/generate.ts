/** A whole estate from a seed: the same specification, the same estate, byte for byte. */
import { type AccountEstate, type Estate, emptyRegion } from './estate.ts';
import { makeClassicLoadBalancers, makeLoadBalancers } from './generate/balancers.ts';
import { makeClusters } from './generate/clusters.ts';
import { makeAddresses, makeInstancesAndInterfaces } from './generate/compute.ts';
import { makeCaches, makeDatabases } from './generate/data.ts';
import { makePeerings, shareSubnet, shareTransitGateway } from './generate/links.ts';
import {
  makeNatGateways,
  makeSecurityGroups,
  makeSubnets,
  makeTransitGateways,
  makeVpcs,
  makeZones,
} from './generate/network.ts';
import { nameOwners } from './generate/owners.ts';
import { type Ground, ipv4 } from './generate/place.ts';
import { randomFrom } from './generate/random.ts';
import { makeRouteTables } from './generate/routes.ts';
import { SMALL, type Sizes } from './generate/sizes.ts';

export interface EstateSpec {
  readonly seed: string;
  /** Twelve digits each. The first shares with the others and manages the organization. */
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  /** Of each region of each account; what is left out is as in `SMALL`. */
  readonly sizes?: Partial<Sizes>;
  /** Regions that exist and are not opted in. */
  readonly disabled?: readonly string[];
  /** The role that the first account may assume in every account, and what it asks for. */
  readonly role?: { readonly name: string; readonly externalId: string | undefined };
}

export function generateEstate(spec: EstateSpec): Estate {
  const { seed, accounts, regions, disabled = [], role = { name: 'tagsync', externalId: 'tagsync' } } = spec;
  const sizes: Sizes = { ...SMALL, ...spec.sizes };
  const estate: Estate = { accounts: {}, organization: organizationOf(accounts) };
  const grounds: Ground[] = [];
  let addresses = 0;
  const publicIp = (): string => publicAddress(addresses++);
  for (const [index, id] of accounts.entries()) {
    const account: AccountEstate = {
      id,
      name: `account ${index} 账号`,
      roles: [{ ...role, trusts: accounts.slice(0, 1) }],
      regions: {},
    };
    estate.accounts[id] = account;
    for (const region of regions) {
      const place = emptyRegion(OPT_IN.test(region) ? 'opted-in' : 'opt-in-not-required');
      account.regions[region] = place;
      grounds.push(groundOf(`${seed} ${id} ${region}`, id, region, sizes, place, grounds.length, publicIp));
    }
    for (const region of disabled) account.regions[region] = emptyRegion('not-opted-in');
  }
  // What is shared counts too: the numbers of a place are exact.
  for (const ground of grounds) makeGround(ground, ownerFor(ground));
  makePeerings(grounds);
  for (const ground of grounds) makeRest(ground);
  for (const ground of grounds) {
    const owner = ownerFor(ground);
    if (owner !== undefined) shareTransitGateway(owner, ground);
  }
  return estate;

  function ownerFor(ground: Ground): Ground | undefined {
    return grounds.find(
      ({ account, region }) =>
        account === accounts[0] && account !== ground.account && region === ground.region,
    );
  }
}

/** Regions that came after March 2019 are opt-in: https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html */
const OPT_IN = /^(af-|me-|il-|mx-|ap-east-|ap-southeast-[3-9]|ap-south-2|eu-south-|eu-central-2|ca-west-)/;

function makeGround(ground: Ground, owner: Ground | undefined): void {
  const { sizes } = ground;
  const shared = owner !== undefined && sizes.subnets > 1 && sizes.vpcs > 1 ? 1 : 0;
  makeZones(ground);
  if (sizes.vpcs === 0) return;
  makeVpcs(ground, sizes.vpcs - shared);
  makeSubnets(ground, sizes.subnets - shared);
  makeSecurityGroups(ground);
  makeNatGateways(ground);
  makeTransitGateways(ground);
  makeInstancesAndInterfaces(ground);
  makeAddresses(ground);
  if (owner !== undefined && shared === 1) shareSubnet(owner, ground);
}

function makeRest(ground: Ground): void {
  if (ground.sizes.vpcs === 0) return;
  makeRouteTables(ground);
  makeClassicLoadBalancers(ground);
  makeLoadBalancers(ground);
  makeDatabases(ground);
  makeCaches(ground);
  makeClusters(ground);
  nameOwners(ground);
}

function groundOf(
  seed: string,
  account: string,
  region: string,
  sizes: Sizes,
  estate: Ground['estate'],
  index: number,
  publicIp: () => string,
): Ground {
  const random = randomFrom(seed);
  let cards = index;
  return {
    account,
    region,
    sizes,
    random,
    estate,
    id: (prefix) => `${prefix}-0${random.hex(16)}`,
    publicIp,
    mac: () => {
      const n = (cards++ * 7919 + index) >>> 0;
      const hex = (n % 2 ** 32).toString(16).padStart(8, '0');
      return `02:${(index % 256).toString(16).padStart(2, '0')}:${(hex.match(/../g) ?? []).join(':')}`;
    },
  };
}

/** 198.18.0.0/15 is set aside for benchmarks (RFC 2544), 240.0.0.0/4 for the future: no address of anyone. */
function publicAddress(n: number): string {
  return ipv4(n < 131_072 ? 0xc6_12_00_00 + n : 0xf0_00_00_00 + n - 131_072);
}

function organizationOf(accounts: readonly string[]): Estate['organization'] {
  const [management = ''] = accounts;
  if (management === '') return undefined;
  const arn = (id: string): string => `arn:aws:organizations::${management}:account/o-simulated0/${id}`;
  return {
    managementAccount: management,
    description: {
      Id: 'o-simulated0',
      Arn: `arn:aws:organizations::${management}:organization/o-simulated0`,
      FeatureSet: 'ALL',
      MasterAccountId: management,
      MasterAccountArn: arn(management),
      MasterAccountEmail: 'root@example.com',
    },
    accounts: accounts.map((Id, n) => ({
      Id,
      Arn: arn(Id),
      Email: `account-${n}@example.com`,
      Name: `account ${n} 账号`,
      Status: 'ACTIVE',
      State: 'ACTIVE',
      JoinedMethod: 'CREATED',
      JoinedTimestamp: new Date(Date.UTC(2024, 0, 1)),
    })),
  };
}
