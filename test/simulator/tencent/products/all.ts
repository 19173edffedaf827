import type { Operation } from '../operation.ts';
import { clb } from './clb.ts';
import { accounts } from './cvm.ts';
import { databases } from './databases.ts';
import { links } from './links.ts';
import { tag } from './tag.ts';
import { tke } from './tke.ts';
import { vpc } from './vpc.ts';

export const OPERATIONS: readonly Operation[] = [
  ...accounts,
  ...vpc,
  ...links,
  ...clb,
  ...databases,
  ...tke,
  ...tag,
];
