import type { Kind } from '../../model/kinds.ts';

// What a configuration says of an export, apart from the code that writes one: a function reads the former each time
// and needs the latter only where an export is asked for.

export const FORMATS = ['prometheus', 'otel', 'csv', 'json'] as const;
export type Format = (typeof FORMATS)[number];

export interface PrometheusOptions {
  /** What a target is scraped on; a relabelling rule may say otherwise. */
  readonly port: number;
  /** Whose addresses are targets. */
  readonly kinds: readonly Kind[];
}

export const PROMETHEUS: PrometheusOptions = { port: 9100, kinds: ['vm'] };
