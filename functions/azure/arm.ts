import type { Ask } from './client.ts';
import { CloudError } from '../../shared/collect/errors.ts';
import { FAN_OUT, inParallel } from '../../shared/collect/parallel.ts';
import { linkedPages, pagesOfParent } from './pages.ts';
import { Rows } from './reading.ts';
import type { Reading } from './reading.ts';
import { TYPES } from './resources.ts';
import type { TypeName } from './resources.ts';

export interface ArmPorts {
  readonly subscription: string;
  readonly ask: Ask;
  readonly wants: (region: string) => boolean;
}

/** One type of one subscription, by the list that Azure Resource Manager has of it. */
export async function listType(
  ports: ArmPorts,
  name: TypeName,
  sets: () => Promise<Reading>,
): Promise<Reading> {
  const rows = new Rows(ports.wants);
  let pages = 0;
  const take = (page: readonly unknown[]): void => {
    for (const row of page) rows.add(name, row);
    rows.turnPage();
    pages++;
  };
  const states = name === 'machine' ? await statesOf(ports) : undefined;
  if (TYPES[name].ofSet === undefined) {
    for await (const page of subscriptionPages(ports, name))
      take(states === undefined ? page : page.map((row) => withState(row, states)));
    return rows.reading(pages > 1);
  }
  const above = await sets();
  for await (const list of setPages(ports, name, above)) for (const page of list) take(page);
  const reading = rows.reading(pages > 1);
  // Nobody asks for the parts of a set that is not wanted.
  return { ...reading, passedOver: new Map([...above.passedOver, ...reading.passedOver]) };
}

function subscriptionPages({ subscription, ask }: ArmPorts, name: TypeName, params = {}) {
  const { action, version } = TYPES[name];
  const path = `/subscriptions/${subscription}/providers/${action.replace(/\/read$/, '')}`;
  return linkedPages(ask, { action, path, version, params });
}

/**
 * Instances of Uniform sets are in no list of their subscription. Those of Flexible ones are in that of machines.
 * A set without a mode is Uniform.
 */
async function* setPages({ ask }: ArmPorts, name: TypeName, sets: Reading) {
  const { action, version, ofSet = '' } = TYPES[name];
  const uniform = sets
    .all('scaleSet')
    .filter(({ properties }) => properties.orchestrationMode?.toLowerCase() !== 'flexible');
  const params = name === 'setMachine' ? { $expand: 'instanceView' } : {};
  yield* inParallel(uniform, FAN_OUT, async ({ id, location }) => {
    const pages: (readonly unknown[])[] = [];
    const listed = { action, path: `${id}/${ofSet}`, version, params };
    for await (const page of pagesOfParent(ask, listed))
      pages.push(page.map((row) => ({ location, ...Object(row) })));
    return pages;
  });
}

/**
 * The list of machines does not say whether they run, and takes no `$expand`: a second one does.
 * https://learn.microsoft.com/en-us/rest/api/compute/virtual-machines/list-all (`statusOnly`)
 */
async function statesOf(ports: ArmPorts): Promise<ReadonlyMap<string, unknown>> {
  const states = new Map<string, unknown>();
  for await (const page of subscriptionPages(ports, 'machine', { statusOnly: 'true' })) {
    for (const row of page) {
      const { id, properties }: Readonly<Record<string, unknown>> = Object(row);
      const { instanceView }: Readonly<Record<string, unknown>> = Object(properties);
      if (typeof id !== 'string')
        throw new CloudError('invalid', `${TYPES.machine.action}: a state of no machine`);
      states.set(id.toLowerCase(), instanceView);
    }
  }
  return states;
}

function withState(row: unknown, states: ReadonlyMap<string, unknown>): unknown {
  const { id, properties, ...fields }: Readonly<Record<string, unknown>> = Object(row);
  const instanceView = states.get(String(id).toLowerCase());
  return { ...fields, id, properties: { ...Object(properties), instanceView } };
}
