import type { Kind, Models, TagRecord } from '../model/kinds.ts';

type Slim = { readonly [K in Kind]?: Partial<Models[K]> | undefined };

/** What no answer needs and what takes much room, kind by kind. The log has it. */
const WITHOUT: Slim = {
  vm: { hostname: undefined, created: undefined },
  pod: { created: undefined },
  security_group: { rules: [] },
  nic: { mac: undefined },
  eip: { private_ip: undefined },
  load_balancer: { hostname: undefined },
  rds: { endpoints: [] },
  redis: { endpoints: [] },
};

/** The record without that; `undefined`: nothing of it is needed. */
export function slim(record: TagRecord): TagRecord | undefined {
  if (record.kind === 'lb_listener') return undefined;
  const without = WITHOUT[record.kind];
  return without === undefined ? record : Object.assign({}, record, without);
}
