/** A region that the configuration no longer wants: what is stored of it stands, and what is gone from it goes. */
import { afterEach, describe, expect, it } from 'vitest';
import { subscriptionOf } from '../../simulator/azure/estate.ts';
import { generateEstate } from '../../simulator/azure/generate.ts';
import { add, remove, retag } from '../../simulator/azure/mutate.ts';
import { virtualNetwork } from '../../simulator/azure/rows/network.ts';
import { byRef } from '../stage.ts';
import { MAIN, type Stage, startStage } from './stage.ts';

let stage: Stage | undefined;
afterEach(() => stage?.close());

const HERE = `${MAIN} global`;
const place = (location: string) => ({ subscription: MAIN, group: 'a', location });
const network = (location: string) =>
  virtualNetwork(place(location), { name: `new-${location}`, prefixes: ['10.250.0.0/16'] });

describe.each(['graph', 'arm'] as const)('a region taken out of the configuration, by %s', (lists) => {
  it('loses nothing that is there, gets nothing new, and goes on losing what is gone', async () => {
    const estate = generateEstate({ seed: 'regions', accounts: [MAIN], regions: ['westeurope', 'eastus'] });
    const own = subscriptionOf(estate, MAIN);
    stage = await startStage({ estate, config: { lists }, virtual: true });
    await stage.run();
    const before = byRef(await stage.records());
    const away = Object.values(before).filter((fields) => fields['region'] === 'azure/region/eastus');
    expect(away.length).toBeGreaterThan(20);
    expect(before[`${HERE} region azure/region/eastus`]).toBeDefined();

    stage.configure({ lists, regions: { include: ['West Europe'] } });
    const { answer } = await stage.run();
    expect(answer).toMatchObject({
      added: 0,
      changed: 0,
      removed: 0,
      sources: { kept: 0, held: 0, written: 0 },
    });
    expect(byRef(await stage.records())).toEqual(before);
    expect(await stage.unwell(HERE)).toEqual([]);

    const group = own.resources.filter(
      ({ type, location }) => /applicationsecuritygroups$/i.test(type) && location === 'eastus',
    );
    const [gone, changed] = group.map(({ id }) => id);
    expect(group.length).toBeGreaterThan(1);
    remove(own, gone ?? '');
    retag(own, changed ?? '', { nobody: 'asked' });
    add(own, network('eastus'));
    add(own, network('westeurope'));
    const again = await stage.run();
    expect(again.answer).toMatchObject({ added: 1, changed: 0, removed: 1 });
    const moves = await stage.moves(HERE);
    expect(moves.map((move) => decodeURIComponent(move).toLowerCase()).toSorted()).toEqual([
      `application-security-group azure/security_group/${gone} removed`.toLowerCase(),
      `vpc azure/vpc/${network('westeurope').id} added`.toLowerCase(),
    ]);

    stage.configure({ lists });
    expect((await stage.run()).answer).toMatchObject({ added: 1, changed: 1, removed: 0 });
  });
});
