import type { Limit } from '../../shared/collect/limit.ts';

/** https://docsv3.qingcloud.com/development_docs/api/error_code/ : a quota by the day (2500), and "busy" (5100). */
export const limits: readonly Limit[] = [
  {
    operation: '*',
    perSecond: 20,
    burst: 40,
    per: ['account', 'region'],
    source:
      'Not documented; a quota by the day is, without its number, and "busy" (5100), which slows down whoever hears it',
  },
];
