// The estates of the figures, and the one region of them that counts.
import { generateEstate } from '../test/simulator/aws/generate.ts';
import { LARGE, MID, SMALL } from '../test/simulator/aws/generate/sizes.ts';
import type { Bucket } from '../test/simulator/cloud/buckets.ts';
import type { Estate, RegionEstate } from '../test/simulator/aws/estate.ts';
import { regionOf } from '../test/simulator/aws/estate.ts';

export const SIZES = { small: SMALL, mid: MID, large: LARGE };
export type Size = keyof typeof SIZES;

export const ACCOUNT = '111111111111';
export const REGION = 'eu-west-1';
/** Where the account is opened and its regions are listed: once per account, not per region. */
export const HOME = 'us-east-1';

export interface Simulated {
  readonly size: Size;
  /** Of every API; `null` is no limit. */
  readonly bucket: Bucket | null;
  readonly latencyMs: number;
}

/** `remove`: take something away. `calls`: what was asked of the region since the last time. */
export type Wish = 'remove' | 'calls';

export interface Asked {
  readonly service: string;
  readonly operation: string;
  readonly outcome: string;
}

/** The same in every process: the same seed, the same estate. */
export function estateOf(size: Size): Estate {
  return generateEstate({
    seed: 'bench',
    accounts: [ACCOUNT],
    regions: [REGION],
    sizes: SIZES[size],
  });
}

export function regionOfSize(size: Size): RegionEstate {
  return regionOf(estateOf(size), { account: ACCOUNT, region: REGION });
}
