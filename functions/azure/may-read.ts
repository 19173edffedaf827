import { CloudError } from '../../shared/collect/errors.ts';
import { TYPES } from './resources.ts';
import type { TypeName } from './resources.ts';

/**
 * The graph leaves out what a role does not allow and says nothing; the lists of Azure Resource Manager refuse. So of
 * types of which the graph has nothing they are asked, each once in a run.
 * https://learn.microsoft.com/en-us/azure/governance/resource-graph/overview#permissions-in-azure-resource-graph
 */
export function mayReadBy(
  probe: (action: string) => Promise<void>,
): (types: readonly TypeName[]) => Promise<void> {
  const asked = new Map<string, Promise<void>>();
  const once = (action: string): Promise<void> => {
    const answer = asked.get(action) ?? probe(action).catch(unlessNotThere);
    asked.set(action, answer);
    return answer;
  };
  return async (types) => {
    // All of them, so that none is left that nobody waits for.
    const answers = await Promise.allSettled(types.map((name) => once(TYPES[name].action)));
    for (const answer of answers) if (answer.status === 'rejected') throw answer.reason;
  };
}

/** A service that the subscription does not know has nothing to read. */
function unlessNotThere(error: unknown): void {
  if (!(error instanceof CloudError) || error.reason !== 'unsupported') throw error;
}
