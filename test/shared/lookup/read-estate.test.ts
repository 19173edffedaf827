import { expect, test } from 'vitest';
import { readEstate } from '../../../shared/lookup/read-estate.ts';
import { idsOf, made, to } from '../../support/estate.ts';
import { organization } from '../../support/organization.ts';

const subnet = made('subnet', 's1');
const left = made('subnet', 's2');
const vm = made('vm', 'i1', { vpc: to('vpc', 'v1'), subnet: subnet.ref });
const nic = made('nic', 'n1', { device: vm.ref, vpc: to('vpc', 'v1') });
const vpc = made('vpc', 'v1');
const noise = made('vm', 'i2');

test('a target of a kept record is carried from the last version that had it, and what it leads to', async () => {
  const { store, run } = organization();
  await run('a1/r1', { vm: [vm, noise], nic: [nic], vpc: [vpc], subnet: [subnet, left] });
  await run('a1/r1', { vm: [{ ...vm, name: 'renamed' }, noise], nic: [nic] });
  await run('a1/r1', { vm: [noise], nic: 'denied', vpc: [vpc], subnet: [left] });
  const { estate, scopes } = await readEstate(store);
  expect(estate.get(nic.ref)).toMatchObject({ standing: 'kept', account: 'a1', region: 'r1' });
  expect(estate.get(vm.ref)).toMatchObject({ standing: 'stale', record: { name: 'renamed' } });
  expect(estate.get(subnet.ref)?.standing).toBe('stale');
  expect(estate.get(vpc.ref)).toMatchObject({ standing: 'current' });
  expect(scopes.map(({ commit }) => commit.version)).toEqual([3]);
});
test('also when the list of targets ran alone before the other one failed', async () => {
  const { store, run } = organization();
  await run('a1/r1', { vm: [vm, noise], nic: [nic] });
  await run('a1/r1', { vm: [noise] });
  await run('a1/r1', { vm: [noise], nic: 'denied' });
  expect((await readEstate(store)).estate.get(vm.ref)?.standing).toBe('stale');
});
test('and of a held record, from before its removal waited', async () => {
  const { store, run } = organization();
  const nics = Array.from({ length: 30 }, (_, n) => made('nic', `n${n}`, { device: vm.ref }));
  await run('a1/r1', { vm: [vm, noise], nic: nics });
  await run('a1/r1', { vm: [noise] });
  await run('a1/r1', { vm: [noise], nic: nics.slice(20) });
  const { estate } = await readEstate(store);
  expect(estate.get(to('nic', 'n0'))?.standing).toBe('held');
  expect(estate.get(vm.ref)?.standing).toBe('stale');
});
test('nothing is carried for complete records, nor what another scope holds', async () => {
  const { store, run } = organization();
  await run('a1/r1', { vm: [vm, noise], nic: [nic], vpc: [vpc] });
  await run('a2/r1', { vpc: [vpc] });
  await run('a1/r1', { vm: [noise], nic: [nic], vpc: [] });
  const { estate } = await readEstate(store);
  expect(estate.get(vm.ref)).toBeUndefined();
  await run('a1/r1', { vm: [noise], nic: 'denied', vpc: 'denied' });
  expect((await readEstate(store)).estate.get(vpc.ref)).toMatchObject({ account: 'a1', standing: 'kept' });
});
test('a target in another account’s scope is carried from there', async () => {
  const { store, run } = organization();
  await run('a2/r1', { vpc: [vpc, made('vpc', 'v2')] });
  await run('a1/r1', { nic: [nic], vm: [vm] });
  await run('a2/r1', { vpc: [made('vpc', 'v2')] });
  await run('a1/r1', { nic: 'denied', vm: [vm] });
  expect((await readEstate(store)).estate.get(vpc.ref)).toMatchObject({ account: 'a2', standing: 'stale' });
});
test('as it was at a time', async () => {
  const { store, run, now } = organization();
  await run('a1/r1', { vm: [vm, noise] });
  const then = now();
  await run('a1/r1', { vm: [noise] });
  expect(idsOf((await readEstate(store, then)).estate.of('vm'))).toEqual(['i1', 'i2']);
  expect(idsOf((await readEstate(store)).estate.of('vm'))).toEqual(['i2']);
  expect((await readEstate(store, 1)).scopes).toEqual([]);
});
