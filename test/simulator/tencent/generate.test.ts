import { describe, expect, it } from 'vitest';
import { generateEstate } from './generate.ts';
import { proofOf } from './generate/ground.ts';
import { SMALL } from './generate/sizes.ts';
import { type Tagged, SPELT, idOf, regionOf } from './mutate.ts';
import { taggedOf } from './tagged.ts';

const ACCOUNTS = ['100000000001', '100000000002'];
const REGIONS = ['ap-guangzhou', 'ap-shanghai'];
const spec = { seed: 'a seed', accounts: ACCOUNTS, regions: REGIONS };
const PLACES = ACCOUNTS.flatMap((account) => REGIONS.map((region) => ({ account, region })));

describe('a generated estate', () => {
  const estate = generateEstate(spec);

  it('is the same from the same seed, and another from another', () => {
    expect(JSON.stringify(generateEstate(spec))).toBe(JSON.stringify(estate));
    expect(JSON.stringify(generateEstate({ ...spec, seed: 'another' }))).not.toBe(JSON.stringify(estate));
  });

  it('is of the sizes that were asked for', () => {
    for (const place of PLACES) {
      const { vpcs, subnets, instances, networkInterfaces, loadBalancers, mysqls, redises } = regionOf(
        estate,
        place,
      );
      expect({
        vpcs: vpcs.length,
        subnets: subnets.length,
        instances: instances.length,
        networkInterfaces: networkInterfaces.length,
        loadBalancers: loadBalancers.length,
        mysqls: mysqls.length,
        redises: redises.length,
      }).toEqual({
        vpcs: SMALL.vpcs,
        subnets: SMALL.subnets,
        instances: SMALL.instances,
        networkInterfaces: SMALL.networkInterfaces,
        loadBalancers: SMALL.loadBalancers + SMALL.classicLoadBalancers,
        mysqls: SMALL.mysqls,
        redises: SMALL.redises,
      });
    }
  });

  it('gives each resource an id and a tag that no other one has', () => {
    const ids: string[] = [];
    for (const place of PLACES) {
      for (const type of Object.keys(SPELT) as Tagged[]) {
        if (type === 'peerings') continue;
        ids.push(...regionOf(estate, place)[type].map((row) => idOf(type, row)));
      }
    }
    expect(new Set(ids).size).toBe(ids.length);
    const tags = Object.values(estate.accounts).flatMap((account) => taggedOf(account));
    const proofs = new Set(
      tags.flatMap((one) => one.tags.flatMap(([key, value]) => (key === 'proof' ? value : []))),
    );
    for (const id of ids) expect(proofs.has(proofOf(id))).toBe(true);
  });

  it('has what is odd: stopped and broken servers, loose addresses, distant peerings, long route tables', () => {
    const [place = { account: '', region: '' }] = PLACES;
    const here = regionOf(estate, place);
    expect(new Set(here.instances.map(({ InstanceState }) => InstanceState)).size).toBeGreaterThan(2);
    expect(here.addresses.some(({ AddressStatus }) => AddressStatus === 'UNBIND')).toBe(true);
    expect(here.addresses.some(({ AddressType }) => AddressType === 'WanIP')).toBe(true);
    expect(here.networkInterfaces.some(({ Attachment }) => Attachment === null)).toBe(true);
    expect(here.routeTables.every(({ RouteSet }) => RouteSet.length > 10)).toBe(true);
    expect(
      here.peerings.map(({ SourceRegion, DestinationRegion }) => [SourceRegion, DestinationRegion]),
    ).toContainEqual(['gz', 'sh']);
    expect(here.instances.some(({ Placement }) => Placement.Zone === 'ap-guangzhou-2')).toBe(true);
  });

  it('may be large', () => {
    const sizes = {
      instances: 5000,
      networkInterfaces: 7000,
      subnets: 400,
      vpcs: 40,
      mysqls: 200,
      sqlServers: 220,
    };
    const [place = { account: '', region: '' }] = PLACES;
    const large = generateEstate({
      ...spec,
      accounts: ACCOUNTS.slice(0, 1),
      regions: REGIONS.slice(0, 1),
      sizes,
    });
    const macs = regionOf(large, place).networkInterfaces.map(({ MacAddress }) => MacAddress);
    expect(new Set(macs).size).toBe(7000);
  });
});
