import { readEstate } from '../../shared/lookup/read-estate.ts';
import { fileStore } from '../../shared/store/file.ts';
import { startDouble } from '../simulator/deepflow/domains/double.ts';
import { ACCOUNTS, DIRECTORY } from './defaults.ts';

/** A simulated DeepFlow controller, and what a configuration says to publish to it. */
export async function startDemoDeepflow() {
  const double = await startDouble();
  const domains = ACCOUNTS.map((account) => `    - { provider: aws, account: '${account}', mode: own }`);
  return {
    what: 'DeepFlow: a controller that takes domains and additional resources',
    url: double.url,
    section: `deepflow:
  url: ${double.url}
  publisher: true
  domains:
${domains.join('\n')}
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
      const { estate } = await readEstate(fileStore(`${DIRECTORY}/store`));
      const logged = [...estate.of('vm')].filter(({ record }) => record.ref.startsWith('aws/'));
      const withTags = logged.filter(({ record }) => record.tags.length > 0).length;
      const agrees = servers === logged.length && tagged.size === withTags;
      const told = `DeepFlow knows ${servers} servers of AWS, ${tagged.size} of them with tags; the log has ${logged.length}, ${withTags} with tags`;
      return { told, agrees };
    },
    close: () => double.close(),
  };
}
