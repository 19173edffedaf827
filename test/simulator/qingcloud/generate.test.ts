import { describe, expect, it } from 'vitest';
import { regionOf } from './estate.ts';
import { generateEstate } from './generate.ts';
import { LARGE, SMALL } from './generate/sizes.ts';
import { TAGGED, idIn } from './mutate.ts';

const spec = { seed: 'a seed', accounts: ['usr-1', 'usr-2'], regions: ['pek3', 'pek3a'] };

describe('a generated estate', () => {
  const estate = generateEstate(spec);
  const places = spec.accounts.flatMap((account) =>
    spec.regions.map((region) => regionOf(estate, account, region)),
  );

  it('is the same from the same seed, and another from another', () => {
    expect(JSON.stringify(generateEstate(spec))).toBe(JSON.stringify(estate));
    expect(JSON.stringify(generateEstate({ ...spec, seed: 'another' }))).not.toBe(JSON.stringify(estate));
  });

  it('is of the sizes that were asked for', () => {
    for (const here of places) {
      expect(here.routers).toHaveLength(SMALL.routers);
      expect(here.vxnets).toHaveLength(SMALL.vxnets + 2);
      expect(here.instances).toHaveLength(SMALL.instances + SMALL.nodes);
      expect(here.clusters).toHaveLength(SMALL.clusters);
    }
  });

  it('gives each resource an id and a tag that no other one has, but for the base network', () => {
    const ids = places.flatMap((here) =>
      TAGGED.flatMap((list) => here[list].map((row) => idIn(list, row)).filter((id) => id !== 'vxnet-0')),
    );
    expect(new Set(ids).size).toBe(ids.length);
    const proofs = places.flatMap((here) =>
      TAGGED.flatMap((list) =>
        here[list].flatMap(({ tags }) =>
          tags.flatMap((one) => (one.tag_key === 'proof' ? one.tag_name : [])),
        ),
      ),
    );
    expect(new Set(proofs)).toEqual(new Set(ids.map((id) => `of ${id}`)));
  });

  it('has what is odd: broken servers, loose addresses, lone networks, ports that are texts', () => {
    const [here] = places;
    if (here === undefined) throw new Error('no place');
    expect(new Set(here.instances.map(({ status }) => status)).size).toBeGreaterThan(2);
    expect(here.eips.some(({ resource }) => resource === null)).toBe(true);
    expect(here.vxnets.filter(({ router }) => router === null)).toHaveLength(2);
    expect(new Set(here.listeners.map(({ listener_port }) => typeof listener_port))).toEqual(
      new Set(['number', 'string']),
    );
    expect(here.rdbs.some(({ rdb_engine }) => rdb_engine === 'psql')).toBe(true);
  });

  it('may be large', () => {
    const large = generateEstate({ ...spec, accounts: ['usr-1'], regions: ['gd2'], sizes: LARGE });
    const macs = regionOf(large, 'usr-1', 'gd2').instances.flatMap(({ vxnets }) =>
      vxnets.map(({ nic_id }) => nic_id),
    );
    expect(macs.length).toBeGreaterThan(LARGE.instances);
    expect(new Set(macs).size).toBe(macs.length);
  });
});
