import type { Operation } from '../operation.ts';
import { balancers } from './balancers.ts';
import { databases } from './databases.ts';
import { network } from './network.ts';
import { accounts } from './sts.ts';

export const OPERATIONS: readonly Operation[] = [...accounts, ...network, ...balancers, ...databases];
