/** Fluent Bit: the script that is shown, in a Lua machine that calls it as the page on its filter says. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { load } from 'js-yaml';
import { expect, it } from 'vitest';
import { LuaMachine } from './lua-machine.ts';
import { DOCS, KEYS, documentOf, rowsOf, shown } from './table.ts';
import type { Row } from './table.ts';

/** What a row tells, without what it does not know, its tags as a map. */
const toldOf = ({ tags = '', ...cells }: Row): object => ({
  ...Object.fromEntries(Object.entries(cells).filter(([name, cell]) => name !== 'key' && cell !== '')),
  tags: JSON.parse(tags) as unknown,
});

const SCRIPT = readFileSync(path.join(DOCS, 'fluent-bit.lua'), 'utf8');
const started = async (): Promise<LuaMachine> => {
  const machine = new LuaMachine();
  machine.set('TABLE', await documentOf('csv'));
  machine.set('NOW', 1000);
  machine.run(`
    io = { open = function(path, mode)
      if TABLE == nil then return nil, path .. ': No such file or directory' end
      return { read = function() return TABLE end, close = function() end }
    end }
    os = { getenv = function() return nil end, time = function() return NOW end }
  `);
  return machine;
};
/** As https://docs.fluentbit.io/manual/pipeline/filters/lua says that the function is called, and what it may answer. */
const filtered = (machine: LuaMachine, record: object): unknown => {
  const [code, timestamp, after] = machine.call('tagsync', ['flows', 1.5, record]);
  expect(timestamp).toBe(1.5);
  if (code === 0) expect(after).toEqual(record);
  else expect(code).toBe(2);
  return code === 0 ? 'as it was' : after;
};

it('is set by options that its filter has, and calls what there is', async () => {
  const { pipeline } = load(shown('yaml', 'pipeline:')) as {
    readonly pipeline: { readonly filters: readonly Readonly<Record<string, string>>[] };
  };
  expect(pipeline).toEqual({
    filters: [
      {
        name: 'lua',
        match: '*',
        script: expect.stringMatching(/^\/.+\/fluent-bit\.lua$/),
        call: expect.any(String),
      },
    ],
  });
  const machine = await started();
  machine.run(SCRIPT);
  expect(machine.call(pipeline.filters[0]?.['call'] ?? '', ['t', 1, {}])).toEqual([0, 1, {}]);
});

it('tells of both addresses what their rows tell', async () => {
  const machine = await started();
  machine.run(SCRIPT);
  const rows = rowsOf(await documentOf('csv')).map(({ record }) => record);
  expect(rows.map(({ key }) => key)).toEqual(KEYS);
  for (const row of rows) {
    const { key = '', address, vpc_id } = row;
    const record = { src_ip: address, dst_ip: address, bytes: 7, ...(key !== address && { vpc: vpc_id }) };
    expect(filtered(machine, record)).toEqual({ ...record, src: toldOf(row), dst: toldOf(row) });
  }
  // Without the VPC nothing is guessed; what is no address, and what is nobody's, goes through.
  for (const record of [{ src_ip: '10.0.0.2' }, { src_ip: '192.0.2.1' }, { src_ip: 7 }, {}])
    expect(filtered(machine, record)).toBe('as it was');
});

it('reads the table again after its time, and keeps the last one where that cannot be read', async () => {
  const machine = await started();
  machine.run(SCRIPT);
  const whose = () => filtered(machine, { src_ip: '10.0.0.1' });
  const before = whose();
  machine.set('TABLE', 'key,device_id,tags\r\n10.0.0.1,i9,{}\r\n');
  machine.set('NOW', 1299);
  expect(whose()).toEqual(before);
  machine.set('NOW', 1300);
  const now = { src_ip: '10.0.0.1', src: { device_id: 'i9', tags: {} } };
  expect(whose()).toEqual(now);
  for (const broken of [undefined, 'key,tags\r\n10.0.0.1,"{']) {
    machine.set('TABLE', broken);
    machine.set('NOW', 9000);
    expect(whose()).toEqual(now);
  }
});

it('does not start without a table, and says so', async () => {
  const machine = await started();
  machine.set('TABLE', undefined);
  expect(() => machine.run(SCRIPT)).toThrow(
    'no table of addresses: /etc/fluent-bit/addresses.csv: No such file or directory',
  );
});
