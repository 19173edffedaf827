import type { Scope } from '../../shared/collect/collector.ts';
import { readEstate } from '../../shared/lookup/read-estate.ts';
import { fileStore } from '../../shared/store/file.ts';
import { startDouble } from '../simulator/deepflow/domains/double.ts';
import { ACCOUNTS, DIRECTORY } from './defaults.ts';

/** A simulated DeepFlow controller, and what a configuration says to publish to it. */
export async function startDemoDeepflow() {
  const double = await startDouble();
  const [account] = ACCOUNTS;
  return {
    what: 'DeepFlow: a controller that takes domains and additional resources',
    url: double.url,
    section: `deepflow:
  url: ${double.url}
  publisher: true
  domains:
    - { provider: aws, account: '${account}', mode: own }
  create: {}
`,
    /** As its tasks do once a minute: what was sent is recorded. */
    record: () => double.record(),
    /** What DeepFlow knows of AWS's servers, and whether the log says the same. */
    async compare(): Promise<{ readonly told: string; readonly agrees: boolean }> {
      const known = [...double.domains.keys()].map((lcuuid) => double.knows(lcuuid));
      const servers = known.flatMap(({ chosts }) => chosts).length;
      const tagged = new Set(
        known.flatMap(({ tags }) => tags.map((line) => line.slice(0, line.lastIndexOf(' ')))),
      );
      const store = fileStore(`${DIRECTORY}/store`);
      const isIts = (scope: Scope): boolean => scope.provider === 'aws' && scope.account === account;
      const { estate } = await readEstate(store, Number.MAX_SAFE_INTEGER, isIts);
      const logged = [...estate.of('vm')];
      const withTags = logged.filter(({ record }) => record.tags.length > 0).length;
      const agrees = servers === logged.length && tagged.size === withTags;
      const told = `DeepFlow knows ${servers} servers of account ${account}, ${tagged.size} of them with tags; the log has ${logged.length}, ${withTags} with tags`;
      return { told, agrees };
    },
    close: () => double.close(),
  };
}
