import type { Operation } from '../operation.ts';
import { devices } from './devices.ts';
import { network } from './network.ts';

export const OPERATIONS: readonly Operation[] = [...network, ...devices];
