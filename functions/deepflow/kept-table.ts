import { CloudError } from '../../shared/collect/errors.ts';
import { foreignOf } from './claims.ts';
import type { Config } from './config.ts';
import type { Controller } from './controller.ts';
import type { Part } from './part.ts';
import { joined, meaningOf, ofDomains, sizeOf } from './payload-lists.ts';
import type { Payload } from './payload.ts';
import type { PublishPorts } from './publish-ports.ts';
import { send } from './sending.ts';
import type { Taken } from './sending.ts';
import { asReadBack, tableOf } from './table.ts';
import { unrepeatable, withoutUnrepeatable } from './unrepeatable.ts';

/** Of reading the table, comparing and writing, when somebody else writes in between. */
const ROUNDS = 3;

export interface Kept {
  /** `sent`: it was replaced; `equal`: nothing differed; `dry`: it would be replaced. */
  readonly outcome: 'sent' | 'equal' | 'dry';
  readonly foreign: Payload;
  readonly without: readonly string[];
}

interface Wanted {
  readonly parts: readonly Part[];
  /** The table as it was read first. */
  readonly first: Payload;
  /** Domains that are there: items of one that was deleted stay in the table, and no PUT takes them. */
  readonly alive: ReadonlySet<string>;
}

/** Makes the table what the parts say, with what others have in it. Throws `CloudError`. */
export async function keepTable(
  config: Config,
  { parts, first, alive }: Wanted,
  { controller, stillHeld }: PublishPorts,
  dryRun: boolean,
): Promise<Kept> {
  const ours = joined(...parts.map(({ payload }) => payload));
  const claims = parts.flatMap((part) => part.claims);
  let before = first;
  for (let round = 1; ; round++) {
    const foreign = givenBack(config, ofDomains(foreignOf(before, claims), alive));
    const all = joined(foreign, ours);
    const done = (outcome: Kept['outcome'], without: readonly string[] = []): Kept => ({
      outcome,
      foreign,
      without,
    });
    const meaning = meaningOf(before);
    if (meaningOf(asReadBack(all)) === meaning) return done('equal');
    refuseLoss(config, foreign);
    // An empty table cannot be sent: what is left in it stays.
    if (sizeOf(all) === 0)
      return done(
        'equal',
        sizeOf(before) === 0 ? [] : ['the table has items that should go, and DeepFlow takes no empty table'],
      );
    if (dryRun) return done('dry');
    let sent: Taken;
    try {
      sent = await send(
        { replace: unlessOvertaken(meaning, { controller, stillHeld }) },
        foreign,
        ours,
        before,
      );
    } catch (error) {
      if (!(error instanceof Overtaken)) throw error;
      if (round === ROUNDS)
        throw new CloudError(
          'unavailable',
          `DeepFlow: somebody else writes the table of additional resources all the time (${ROUNDS} tries): one writer is all it can have`,
        );
      before = error.table;
      continue;
    }
    const { payload, without } = sent;
    const after = tableOf(await controller.table());
    if (meaningOf(asReadBack(payload)) !== meaningOf(after)) {
      throw new CloudError(
        'unavailable',
        'DeepFlow: the table is not what was sent: somebody else wrote at the same time, or half of it was taken; the next run repeats it',
      );
    }
    return done('sent', without);
  }
}

/** Somebody else wrote after the table was read. */
class Overtaken extends Error {
  readonly table: Payload;
  constructor(table: Payload) {
    super('the table is another one now');
    this.table = table;
  }
}

const givenBack = ({ ownTable }: Config, foreign: Payload): Payload =>
  ownTable ? withoutUnrepeatable(foreign) : foreign;

/** Before each PUT, one that repeats a refused one too, the table is read again: what somebody wrote meanwhile would be lost. */
function unlessOvertaken(
  meaning: string,
  { controller, stillHeld }: Pick<PublishPorts, 'controller' | 'stillHeld'>,
): Controller['replace'] {
  return async (payload) => {
    await stillHeld();
    const table = tableOf(await controller.table());
    if (meaningOf(table) !== meaning) throw new Overtaken(table);
    await stillHeld(); // reading it may have taken long
    await controller.replace(payload);
  };
}

function refuseLoss({ ownTable }: Config, foreign: Payload): void {
  const lost = ownTable ? [] : unrepeatable(foreign);
  if (lost.length === 0) return;
  throw new CloudError(
    'invalid',
    `DeepFlow: the table holds what cannot be given back as it was: ${lost.slice(0, 5).join('; ')}. Nothing was sent; "ownTable: true" says that it may be lost`,
  );
}
