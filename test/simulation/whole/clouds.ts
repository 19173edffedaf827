// Which cloud a history is about.
import { createAliyun } from './aliyun.ts';
import { createAws } from './aws.ts';
import { createClusters } from './clusters.ts';
import type { Parts } from './parts.ts';
import type { Cloud, CloudPorts } from './played.ts';
import { createTencent } from './tencent.ts';

export const CLOUDS = {
  aliyun: (ports) => createAliyun(ports),
  aws: (ports) => createAws(ports),
  tencent: (ports) => createTencent(ports),
  kubernetes: createClusters,
} as const satisfies Readonly<Record<string, (ports: CloudPorts, parts: Parts) => Cloud>>;
export type CloudName = keyof typeof CLOUDS;

/** By turns; a history of AWS takes twice the time of another, since the vendor's clients do. */
const TURNS: readonly [CloudName, ...(readonly CloudName[])] = [
  'aliyun',
  'kubernetes',
  'aliyun',
  'tencent',
  'aws',
  'kubernetes',
  'aliyun',
  'tencent',
];

export const cloudOf = (seed: number): CloudName => TURNS[seed % TURNS.length] ?? TURNS[0];
