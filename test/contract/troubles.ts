import type { Fault } from '../simulator/cloud/faults.ts';
import type { Trouble } from './collector.ts';

/** What the contract calls a trouble, as a fault of a simulated cloud. */
export const FAULTS: Readonly<Record<Trouble, Fault>> = {
  error: { kind: 'server', status: 500 },
  denied: { kind: 'deny' },
  cut: { kind: 'cut-body' },
  stranger: { kind: 'html' },
  'repeat-token': { kind: 'repeat-token' },
  'empty-page': { kind: 'empty-page' },
};
