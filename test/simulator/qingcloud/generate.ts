/** A whole estate from a seed: the same specification, the same estate, byte for byte. */
import { randomFrom } from '../aws/generate/random.ts';
import type { Random } from '../aws/generate/random.ts';
import { type Estate, emptyAccount } from './estate.ts';
import { makeData } from './generate/data.ts';
import { makeInstances, makeLoadBalancers, makeLooseEips, makeNfvs, makeNics } from './generate/devices.ts';
import type { Ground } from './generate/ground.ts';
import { makeBorders, makeRouteTables, makeSecurityGroups, makeVpcs } from './generate/network.ts';
import { SMALL, type Sizes } from './generate/sizes.ts';
import type { VxNet } from './rows/network.ts';

export interface EstateSpec {
  readonly seed: string;
  /** `usr-…` */
  readonly accounts: readonly string[];
  /** As a request has them as its `zone`. */
  readonly regions: readonly string[];
  /** Of each region of each account; what is left out is as in `SMALL`. */
  readonly sizes?: Partial<Sizes>;
}

export function generateEstate({ seed, accounts, regions, sizes: given }: EstateSpec): Estate {
  const sizes: Sizes = { ...SMALL, ...given };
  const estate: Estate = { accounts: {} };
  const publicIp = publicIps();
  let index = 0;
  for (const account of accounts) {
    const own = emptyAccount(account, regions);
    estate.accounts[account] = own;
    for (const region of regions) {
      const here = own.regions[region];
      if (here === undefined || sizes.routers === 0) continue;
      const random = randomFrom(`${seed} ${account} ${region}`);
      const ground: Ground = {
        account,
        region,
        sizes,
        random,
        estate: here,
        publicIp,
        id: idsOf(random),
        ip: privateIps(),
        mac: macs(index++),
      };
      makeVpcs(ground);
      makeSecurityGroups(ground);
      makeInstances(ground);
      makeNfvs(ground);
      makeRouteTables(ground);
      makeBorders(ground);
      makeLoadBalancers(ground);
      makeLooseEips(ground);
      makeData(ground);
      makeNics(ground);
    }
  }
  return estate;
}

/** Of a hundred thousand that short, some are drawn twice. */
function idsOf(random: Random): Ground['id'] {
  const given = new Set<string>();
  return (prefix) => {
    let id = `${prefix}-${random.hex(8)}`;
    while (given.has(id)) id = `${prefix}-${random.hex(8)}`;
    given.add(id);
    return id;
  };
}

function privateIps(): (vxnet: VxNet) => string {
  const given = new Map<string, number>();
  return ({ vxnet_id, router }) => {
    const n = (given.get(vxnet_id) ?? 1) + 1;
    given.set(vxnet_id, n);
    const [base = '', bits = ''] = (router?.ip_network ?? '10.0.0.0/16').split('/');
    if (n > 2 ** (32 - Number(bits)) - 2) throw new Error('more devices than addresses in a network');
    return ipv4(base.split('.').reduce((value, octet) => value * 256 + Number(octet), 0) + n);
  };
}

function macs(index: number): () => string {
  let cards = 0;
  return () => {
    const hex = ((index << 20) + cards++).toString(16).padStart(8, '0');
    return `52:54:${(hex.match(/../g) ?? []).join(':')}`;
  };
}

/** 198.18.0.0/15 is set aside for benchmarks (RFC 2544): no address of anyone. */
function publicIps(): () => string {
  let n = 0;
  return () => ipv4(0xc6_12_00_00 + n++);
}

const ipv4 = (value: number): string => [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join('.');
