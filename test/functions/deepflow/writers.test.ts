/** Other writers of the table: what they put there is kept, or nothing is sent. */
import { describe, expect, it } from 'vitest';
import { EMPTY } from '../../../functions/deepflow/payload.ts';
import { SCOPE, listsOf } from './estate.ts';
import { commit } from './log-of.ts';
import { stage } from './stage.ts';
import type { Stage } from './stage.ts';

const READ = 'GET /v1/domain-additional-resources/';
const PUT = 'PUT /v1/domain-additional-resources/';

const THREE = listsOf({
  vpcs: 1,
  servers: ['a', 'b', 'c'].map((name) => ({ name, vpc: 0, tags: [['team', name]] as const })),
});

/** A log of three servers, and somebody else who has a domain; `add`: puts one VPC more into the table. */
async function shared(): Promise<Stage & { readonly add: (name: string) => void }> {
  const here = await stage();
  const { double } = here;
  const { lcuuid: domain_uuid } = double.addDomain({ name: 'theirs', type: 5 });
  const add = (name: string): void =>
    double.write({
      ...double.table(),
      vpcs: [...double.table().vpcs, { name, uuid: `vpc ${name}`, domain_uuid }],
    });
  add('first');
  await commit(here.store, SCOPE, THREE);
  return { ...here, add };
}

const vpcsIn = ({ double }: Stage): readonly string[] => double.table().vpcs.map(({ name }) => name);
const count = ({ double }: Stage, request: string): number =>
  double.requests.filter((one) => one === request).length;

describe('what another writer puts into the table', () => {
  it('between two PUTs of which the first is refused, is kept', async () => {
    const here = await shared();
    const { double, publish, add } = here;
    await publish();
    double.record(1); // its task shows three servers, and names are held against the one that is recorded
    // The first PUT is refused for one name, the second for another: then somebody writes.
    double.before(PUT, () => double.before(PUT, () => add('new')));
    const { outcome, domains } = await publish();
    expect(outcome).toBe('sent');
    expect(vpcsIn(here)).toEqual(expect.arrayContaining(['first', 'new', 'vpc 0']));
    expect(domains[0]?.outstanding.filter((line) => line.startsWith('not recorded yet, so'))).toHaveLength(2);
    expect(double.table().cloud_tags.map((tag) => tag.resource_name)).toEqual(['a']);
  });

  it('before two of three readings, is kept', async () => {
    const here = await shared();
    const { double, publish, add } = here;
    double.before(READ, () =>
      double.before(READ, () => {
        add('second');
        double.before(READ, () => add('third'));
      }),
    );
    expect((await publish()).outcome).toBe('sent');
    expect(vpcsIn(here)).toEqual(expect.arrayContaining(['first', 'second', 'third', 'vpc 0']));
    expect(count(here, PUT)).toBe(1);
  });

  it('before each reading, stops the run: nothing is sent, and three tries are enough to say so', async () => {
    const here = await shared();
    const { double, publish, add } = here;
    let written = 0;
    const again = (): void =>
      double.before(READ, () => {
        add(`new ${(written += 1)}`);
        again();
      });
    again();
    await expect(publish()).rejects.toThrow(/somebody else writes the table .+ all the time \(3 tries\)/);
    expect(count(here, PUT)).toBe(0);
    expect(count(here, READ)).toBe(4);
    expect(vpcsIn(here)).toEqual(['first', 'new 1', 'new 2', 'new 3', 'new 4']);
  });

  it('right after the PUT, is seen: the run fails, and the next one heals it', async () => {
    const here = await shared();
    const { double, publish, add } = here;
    double.before(PUT, () => double.before(READ, () => add('new')));
    await expect(publish()).rejects.toThrow('DeepFlow: the table is not what was sent: somebody else wrote');
    expect(vpcsIn(here)).toContain('new');
    double.record();
    expect((await publish()).outcome).toBe('sent'); // the tags
    expect(vpcsIn(here)).toEqual(expect.arrayContaining(['first', 'new', 'vpc 0']));
  });

  it('is not touched where a tag of it has lost its server: its name is not read back', async () => {
    const { double, store, publish } = await stage();
    const theirs = double.addDomain({ name: 'theirs', type: 6, platform: [{ lcuuid: 'x', name: 'x' }] });
    double.record();
    const tag = {
      resource_type: 'chost' as const,
      resource_name: 'x',
      domain_uuid: theirs.lcuuid,
      subdomain_uuid: '',
      tags: [{ key: 'k', value: 'v' }],
    };
    double.write({ ...EMPTY, cloud_tags: [tag] });
    theirs.platform = [{ lcuuid: 'y', name: 'y' }];
    double.record();
    await commit(store, SCOPE, THREE);
    await expect(publish()).rejects.toThrow(
      `tags of a chost of domain ${theirs.lcuuid} that is gone: their name is not read back. Nothing was sent; "ownTable: true"`,
    );
    expect(double.puts).toEqual([]);
    // With it they may be lost: a PUT with a tag of no name would be refused.
    expect(await publish({ ownTable: true })).toMatchObject({ outcome: 'sent', foreign: 0 });
  });
});
