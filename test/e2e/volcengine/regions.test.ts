/** Regions that are wanted by name, where nobody may ask for the names: what is wanted by id is read, and nothing is lost. */
import { expect, it } from 'vitest';
import { byRef } from '../stage.ts';
import { buildEstate } from './estate.ts';
import { BEIJING, MAIN, SHANGHAI, startStage } from './stage.ts';

const open = async (regions: object) => startStage({ estate: buildEstate(), config: { regions } });
const NAMES = { operation: 'rds_mysql:DescribeRegions' };
/** Of the account itself, whose regions are records with names. */
const NAMELESS = [`${MAIN} global region kept denied`];

it('names that may not be had leave the regions that are wanted by id, and are told', async () => {
  const stage = await open({ include: [BEIJING, '华东2*'] });
  const allow = stage.cloud.faults.add({ kind: 'deny' }, NAMES);
  const { answer, output } = await stage.run();
  expect(answer).toMatchObject({ failures: 0, scopes: 2 });
  expect([...(await stage.heads()).keys()].toSorted()).toEqual([`${MAIN} ${BEIJING}`, `${MAIN} global`]);
  expect(await stage.allUnwell()).toEqual(NAMELESS);
  expect(output).toContain('regions are chosen by their ids alone');
  expect(output).toContain('(allow rds_mysql:DescribeRegions)');

  allow();
  await stage.run();
  expect(await stage.allUnwell()).toEqual([]);
  const before = byRef(await stage.records());
  expect(Object.keys(before)).toContain(`${MAIN} ${SHANGHAI} vpc volcengine/vpc/vpc-far`);

  // From now on they are known.
  stage.cloud.faults.add({ kind: 'deny' }, NAMES);
  const again = await stage.run();
  expect(again.answer).toMatchObject({ failures: 0, scopes: 3, added: 0, changed: 0, removed: 0 });
  expect(await stage.allUnwell()).toEqual(NAMELESS);
  expect(again.output).toContain('names of regions are old ones');
  expect(byRef(await stage.records())).toEqual(before);
  await stage.close();
});

it('what is excluded by a name is not read on the chance that it has another', async () => {
  const stage = await open({ exclude: ['华东2*'] });
  stage.cloud.faults.add({ kind: 'deny' }, NAMES);
  const { answer, output } = await stage.run();
  expect(answer).toMatchObject({ failures: 1, scopes: 0 });
  expect(output).toContain('(allow rds_mysql:DescribeRegions)');
  expect((await stage.heads()).size).toBe(0);
  await stage.close();
});

it('names that nobody needs are not asked for', async () => {
  const stage = await open({ include: [BEIJING] });
  stage.cloud.faults.add({ kind: 'deny' }, NAMES);
  const { output } = await stage.run();
  expect(await stage.allUnwell()).toEqual(NAMELESS);
  expect(output).not.toContain('by their ids alone');
  await stage.close();
});
