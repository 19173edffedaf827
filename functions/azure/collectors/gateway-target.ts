import { SEAT_TYPES, seatsOf } from '../balancer-parts.ts';
import { targetRecord } from '../balancer-targets.ts';
import { collector } from '../client.ts';
import { gatewayTargets } from '../gateway-rules.ts';
import { actionsOf } from '../resources.ts';

const TYPES = ['gateway', ...SEAT_TYPES] as const;

/** Of application gateways, by interface, by address or by name. */
export const gatewayTarget = collector({
  name: 'gateway-target',
  emits: ['lb_target'],
  scope: 'account',
  paging: 'offset',
  actions: actionsOf(...TYPES, 'scaleSet'),

  async *list({ read }) {
    const reading = await read('gateway-target', TYPES);
    const seats = seatsOf(reading);
    for (const page of reading.pages('gateway')) yield page.flatMap((row) => gatewayTargets(row, seats));
  },

  *map(target) {
    yield targetRecord(target);
  },
});
