/**
 * What holds of the whole job over the written estate of any cloud: what is stored, what is told, what a bad day does.
 * Each law is a test, or a few, of the suite that states it, in the order in which they are stated.
 */
import { describe, expect, it } from 'vitest';
import type { Collector } from '../../shared/collect/collector.ts';
import type { Cloud } from '../simulator/cloud/server.ts';
import type { Fault, FaultScope } from '../simulator/cloud/faults.ts';
import { type Found, type Stage, byRef, staged } from './stage.ts';

export interface Played<C extends Cloud> {
  readonly stage: () => Stage<C>;
  /** `<account> <region>` of all scopes, sorted. */
  readonly scopes: readonly string[];
  /** The scope in which things happen. */
  readonly here: string;
}

export interface First<C extends Cloud> {
  readonly expected: readonly Found[];
  /** What no line of output may show. */
  readonly secrets: (cloud: C) => readonly string[];
  /** As `expected` has the fields; default: as they are stored. */
  readonly fieldsOf?: (stored: Found['fields']) => unknown;
  /** Calls that are not answered well, `<action> <outcome>`: that there is nothing is an answer, too. Default: none. */
  readonly answered?: readonly string[];
}

export function keepsEveryRecord<C extends Cloud>(
  { stage, scopes }: Played<C>,
  { expected, secrets, fieldsOf = (stored) => stored, answered = [] }: First<C>,
): void {
  it('first keeps every record of every account, and nothing else', async () => {
    const { answer, output } = await stage().run();
    const stored = Object.entries(byRef(await stage().records()));
    expect(Object.fromEntries(stored.map(([key, fields]) => [key, fieldsOf(fields)]))).toEqual(
      byRef(expected),
    );
    expect(await stage().allUnwell()).toEqual([]);
    const { length } = expected;
    expect(answer).toMatchObject({ scopes: scopes.length, failures: 0, records: length, added: length });
    expect(answer).toMatchObject({ sources: { kept: 0, held: 0, unsupported: 0 } });
    expect([...(await stage().heads()).keys()].toSorted()).toEqual(scopes);
    const { cloud } = stage();
    expect(secrets(cloud).length).toBeGreaterThan(0);
    for (const secret of secrets(cloud)) expect(output).not.toContain(secret);
    const others = cloud.calls().filter(({ outcome }) => outcome !== 'ok');
    expect(others.map(({ action, outcome }) => `${action} ${outcome}`).toSorted()).toEqual(answered);
  });

  it('tells the controller of each scope, signed', () => {
    const told = stage().webhook.deliveries.splice(0);
    expect(told.map(({ verified }) => verified)).toEqual(scopes.map(() => true));
  });

  it('then has nothing to say', async () => {
    const { answer } = await stage().run();
    expect(answer).toMatchObject({ added: 0, changed: 0, removed: 0, sources: { written: 0, kept: 0 } });
    expect(stage().webhook.deliveries).toEqual([]);
  });
}

/**
 * Ids that a cloud gives twice (both sides of a peering, a port of two load balancers, a server of two groups) are of
 * two things, and have two refs. `repeated`: what the estate has of them, `<kind> <id>`. Regions and zones are the
 * same ones for every account.
 */
export function tellsApart<C extends Cloud>({ stage }: Played<C>, repeated: readonly string[]): void {
  it('gives a ref of its own to everything, also where accounts, regions or parents have the same id', async () => {
    const records = (await stage().records()).filter(({ ref }) => !/^\w+\/(?:region|az)\//.test(ref));
    const refs = records.map(({ ref }) => ref);
    expect(refs.filter((ref, index) => refs.indexOf(ref) !== index)).toEqual([]);
    const ids = records.map(({ ref, fields }) => `${ref.split('/')[1]} ${String(fields['id'])}`);
    expect([...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))].toSorted()).toEqual(repeated);
  });
}

export interface Changed<C extends Cloud> {
  readonly change: (cloud: C) => void;
  readonly counts: { readonly added: number; readonly changed: number; readonly removed: number };
  /** `<source> <ref> <op>`, of the scope in which it happens. */
  readonly moves: readonly string[];
}

export function commitsWhatChanged<C extends Cloud>(
  { stage, scopes, here }: Played<C>,
  { change, counts, moves }: Changed<C>,
): void {
  it('commits exactly what was changed', async () => {
    change(stage().cloud);
    const { answer } = await stage().run();
    expect(answer).toMatchObject({ failures: 0, ...counts });
    expect(await stage().moves(here)).toEqual(moves);
    const versions = [...(await stage().heads())].map(([at, { version }]) => [at, version] as const);
    expect(Object.fromEntries(versions)).toEqual(
      Object.fromEntries(scopes.map((at) => [at, at === here ? 2 : 1])),
    );
    expect(stage().webhook.deliveries.splice(0)).toHaveLength(1);
  });
}

export interface Denied {
  /** Sources by the operation whose permission is missing, in the account in which things happen and no other. */
  readonly denied: Readonly<Record<string, readonly string[]>>;
  /** Each is a test; or all of them are missing in one. */
  readonly by: 'one' | 'all';
  /** What the output says of each. */
  readonly says: (operation: string) => string;
}

export function keepsWhatIsDenied<C extends Cloud>(
  { stage, here }: Played<C>,
  { denied, by, says }: Denied,
): void {
  const [account = ''] = here.split(' ');
  const entries = Object.entries(denied);
  const all = entries.map(([operation]) => operation);
  const rows: readonly (readonly [string, typeof entries])[] =
    by === 'all' ? [[all.join(', '), entries]] : entries.map((entry) => [entry[0], [entry]]);
  it.each(rows)('keeps what it has when %s is denied, and says so', async (_, missing) => {
    const before = byRef(await stage().records());
    const undo = missing.map(([operation]) =>
      stage().cloud.faults.add({ kind: 'deny' }, { operation, account }),
    );
    const { answer, output } = await stage().run();
    for (const back of undo) back();
    expect(answer).toMatchObject({ added: 0, changed: 0, removed: 0 });
    const sick = (await stage().allUnwell()).map((line) => line.split(' '));
    expect(new Set(sick.map(([where]) => where))).toEqual(new Set([account]));
    const kept = missing.flatMap(([, sources]) => sources.map((source) => `${source} kept denied`));
    expect(new Set(sick.map((line) => line.slice(2).join(' ')))).toEqual(new Set(kept));
    for (const [operation] of missing) expect(output).toContain(says(operation));
    expect(byRef(await stage().records())).toEqual(before);
    await stage().run();
    expect(await stage().allUnwell()).toEqual([]);
  });
}

export interface BadDay<C extends Cloud> {
  /** `… empties nothing`: the name of the test. */
  readonly what: string;
  /** Gives back what mends it. */
  readonly happens: (cloud: C) => () => void;
  /** What of the scope is not well then … */
  readonly unwell: readonly string[];
  /** … and that more is not well too; default: nothing else. */
  readonly andOthers?: boolean;
  /** What the output says of it. */
  readonly says?: readonly string[];
}

export function emptiesNothing<C extends Cloud>(
  { stage, here }: Played<C>,
  days: readonly BadDay<C>[],
): void {
  it.each(days.map((day) => [day.what, day] as const))('%s empties nothing', async (_, day) => {
    const { happens, unwell, andOthers = false, says = [] } = day;
    const before = byRef(await stage().records());
    const mend = happens(stage().cloud);
    const { answer, output } = await stage().run();
    mend();
    expect(answer).toMatchObject({ added: 0, changed: 0, removed: 0 });
    const sick = await stage().unwell(here);
    expect(unwell).not.toEqual([]);
    expect(sick.filter((line) => !andOthers || unwell.includes(line))).toEqual(unwell);
    for (const text of says) expect(output).toContain(text);
    expect(byRef(await stage().records())).toEqual(before);
    await stage().run();
    expect(await stage().unwell(here)).toEqual([]);
    expect(byRef(await stage().records())).toEqual(before);
  });
}

/** All sources of a region, as they are when none of them can be read. */
export const allKept = <Api>(collectors: readonly Collector<Api>[], reason: string): readonly string[] =>
  collectors.flatMap(({ name, scope }) => (scope === 'region' ? [`${name} kept ${reason}`] : [])).toSorted();

export interface Unopened<C extends Cloud> {
  readonly start: () => Promise<Stage<C>>;
  readonly here: string;
  /** Gives back what opens it. */
  readonly closes: (cloud: C) => () => void;
  /** Of the product that is not opened. */
  readonly sources: readonly string[];
}

/** A product that an account never opened in a region has nothing there, which is no failure; once it is open, it has. */
export function findsWhatOpensLater<C extends Cloud>({ start, here, closes, sources }: Unopened<C>): void {
  describe('a product that is not opened in a region', () => {
    const stage = staged(start);
    const unsupported = sources.map((source) => `${here} ${source} unsupported`);
    const found = async (): Promise<readonly string[]> =>
      (await stage().records()).filter(({ at }) => at === here).map(({ source }) => source);

    it('is nothing to be told, and is read once it is open', async () => {
      const open = closes(stage().cloud);
      const { answer } = await stage().run();
      expect(answer).toMatchObject({
        failures: 0,
        sources: { kept: 0, held: 0, unsupported: sources.length },
      });
      const sick = (await stage().allUnwell()).map((line) => line.split(' ').slice(0, 4).join(' '));
      expect(sick.toSorted()).toEqual(unsupported.toSorted());
      expect((await found()).filter((source) => sources.includes(source))).toEqual([]);
      open();
      await stage().run();
      expect(await stage().allUnwell()).toEqual([]);
      expect(new Set(await found())).toEqual(new Set([...(await found()), ...sources]));
    });
  });
}

/** A region that the account may no longer enter, until it is mended. */
export function keepsWhatIsSwitchedOff<C extends Cloud>(
  { stage, here }: Played<C>,
  switchOff: (cloud: C) => () => void,
): void {
  it('keeps what it has of a region that is switched off, and says so', async () => {
    const [account = '', region = ''] = here.split(' ');
    const standing = async () => byRef((await stage().records()).filter(({ at }) => at === here));
    const before = await standing();
    expect(Object.keys(before).length).toBeGreaterThan(0);
    const mend = switchOff(stage().cloud);
    const { answer, output } = await stage().run();
    mend();
    expect(answer).toMatchObject({ failures: 0, added: 0, changed: 0 });
    const sick = await stage().unwell(here);
    expect(sick).toContain('vpc kept unsupported-now');
    expect(sick.filter((line) => !/ (?:kept unsupported-now|unsupported)$/.test(line))).toEqual([]);
    expect(output).toContain(`${region} is not enabled in account ${account}`);
    expect(await standing()).toEqual(before);
    await stage().run();
    expect(await stage().allUnwell()).toEqual([]);
    expect(await standing()).toEqual(before);
  });
}

/** A zone that is in no list of zones any more, because nothing new may be made in it. */
export function keepsWhatIsInASoldOutZone<C extends Cloud>(
  { stage, here }: Played<C>,
  zone: string,
  /** Gives back what offers it again. */
  sellOut: (cloud: C) => () => void,
): void {
  it('keeps what is in a zone that is sold out, and where it is', async () => {
    const before = byRef(await stage().records());
    const { [`${here} az ${zone}`]: own, ...others } = before;
    expect(own).toBeDefined();
    expect(Object.values(others).filter(({ az }) => az === zone)).not.toEqual([]);
    const offer = sellOut(stage().cloud);
    await stage().run();
    offer();
    expect(byRef(await stage().records())).toEqual(others);
    await stage().run();
    expect(byRef(await stage().records())).toEqual(before);
  });
}

/** The fault, where the scope has it. */
export const faulty =
  (fault: Fault, where: FaultScope) =>
  ({ faults }: Cloud): (() => void) =>
    faults.add(fault, where);

/** What a network and a proxy can make of an answer. */
export const brokenAnswers = (
  where: FaultScope,
  unwell: Pick<BadDay<Cloud>, 'unwell' | 'andOthers'>,
): readonly BadDay<Cloud>[] =>
  (
    [
      ['html', 'a page of a proxy'],
      ['cut-body', 'an answer that ends too early'],
      ['truncate', 'a connection cut in the middle of an answer'],
      ['reset', 'a connection cut before an answer'],
    ] as const
  ).map(([kind, what]) => ({ what, happens: faulty({ kind }, where), ...unwell }));
