import { SEAT_TYPES, seatsOf } from '../balancer-parts.ts';
import { targetRecord, targetsOf } from '../balancer-targets.ts';
import { collector } from '../client.ts';
import { actionsOf } from '../resources.ts';

const TYPES = ['balancer', ...SEAT_TYPES] as const;

/** Members of pools, by interface or by address, of scale sets too; whom inbound NAT rules lead to. */
export const lbTarget = collector({
  name: 'lb-target',
  emits: ['lb_target'],
  scope: 'account',
  paging: 'offset',
  actions: actionsOf(...TYPES, 'scaleSet'),

  async *list({ read }) {
    const reading = await read('lb-target', TYPES);
    const seats = seatsOf(reading);
    for (const page of reading.pages('balancer')) yield page.flatMap((row) => targetsOf(row, seats));
  },

  *map(target) {
    yield targetRecord(target);
  },
});
