/** What somebody does between two runs, to the estate on paper; a cloud's `apply` does the same to the cloud. */
import type { Change } from './cloud.ts';
import { ESTATE, type Estate, type Vm, find } from './estate.ts';

const newcomer: Vm = {
  name: 'web-3',
  subnet: 'core-b',
  type: 't3.micro',
  groups: ['web'],
  state: 'running',
  tags: { Name: 'web-3 <新>', own: 'web-3' },
  nicTags: {},
};

export const CHANGES: readonly Change[] = [
  {
    do: 'retag-vm',
    vm: 'web-1',
    tags: { ...find(ESTATE.vms, 'web-1').tags, Name: 'web-1 改名 & <renamed>' },
  },
  { do: 'retag-db', db: 'orders', tags: { Name: 'orders 生产', own: 'orders again', added: '新' } },
  { do: 'delete-subnet', subnet: 'core-spare' },
  { do: 'launch', vm: newcomer },
  { do: 'replace-route', table: 'core-public', to: '10.99.0.0/16', hop: 'nic', target: 'web-2.eth1' },
  { do: 'deregister', group: 'shop-green', target: ['web-2', 8080] },
];

/** By place, source and name: what the changes above must come to, and nothing else. */
export const MOVES: readonly string[] = [
  'hub lb-target shop-green web-2:8080 removed',
  'hub nic web-3.eth0 added',
  'hub rds orders changed',
  'hub router core-public changed',
  'hub subnet core-spare removed',
  'hub vm web-1 changed',
  'hub vm web-3 added',
];

/** The same by source, as the event of it says. */
export const COUNTS = {
  'lb-target': { added: 0, changed: 0, removed: 1 },
  nic: { added: 1, changed: 0, removed: 0 },
  rds: { added: 0, changed: 1, removed: 0 },
  router: { added: 0, changed: 1, removed: 0 },
  subnet: { added: 0, changed: 0, removed: 1 },
  vm: { added: 1, changed: 1, removed: 0 },
} as const;

export function changed(estate: Estate, change: Change): Estate {
  switch (change.do) {
    case 'retag-vm':
      return { ...estate, vms: put(estate.vms, change.vm, { tags: change.tags }) };
    case 'retag-db':
      return { ...estate, dbs: put(estate.dbs, change.db, { tags: change.tags }) };
    case 'delete-subnet':
      return { ...estate, subnets: estate.subnets.filter(({ name }) => name !== change.subnet) };
    case 'launch':
      return { ...estate, vms: [...estate.vms, change.vm] };
    case 'replace-route': {
      const { to, hop, target } = change;
      const { routes } = find(estate.routeTables, change.table);
      const replaced = routes.map((route) => (route.to === to ? { to, hop, target } : route));
      return { ...estate, routeTables: put(estate.routeTables, change.table, { routes: replaced }) };
    }
    case 'deregister': {
      const { targets } = find(estate.targetGroups, change.group);
      const [id, port] = change.target;
      const left = targets.filter((target) => target[0] !== id || target[1] !== port);
      return { ...estate, targetGroups: put(estate.targetGroups, change.group, { targets: left }) };
    }
    default:
      throw new Error(`no such change: ${JSON.stringify(change satisfies never)}`);
  }
}

function put<T extends { readonly name: string }>(
  all: readonly T[],
  name: string,
  fields: Partial<T>,
): readonly T[] {
  find(all, name);
  return all.map((one) => (one.name === name ? { ...one, ...fields } : one));
}
