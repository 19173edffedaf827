/** Clouds whose zones are the same for every account, and whose regions have projects inside of them. */
import { describe, expect, it } from 'vitest';
import type { Models } from '../../../shared/model/kinds.ts';
import { ref } from '../../../shared/model/ref.ts';
import { REGION } from '../../simulator/deepflow/domains/double.ts';
import type { Knowledge } from '../../simulator/deepflow/domains/knowledge.ts';
import { az, nicOf, serverOf, subnetOf, vpcOf } from './estate.ts';
import { commit } from './log-of.ts';
import type { Lists } from './log-of.ts';
import { stage } from './stage.ts';
import type { Stage } from './stage.ts';

const ACCOUNT = 'a1b2c3d4e5f60718293a4b5c6d7e8f90';
const SECOND = 'b1b2c3d4e5f60718293a4b5c6d7e8f90';
const OTHER = '00000000-0000-0000-0000-000000000002';
const own = (account: string) => ({ provider: 'huawei', account, mode: 'own' });

/** A VPC with a subnet and a server. The zone is listed by every project. */
function listsOf(n: number): Lists {
  const region = ref('huawei', 'region', 'cn-north-4');
  const zone: Models['az'] = { ...az, ref: ref('huawei', 'az', 'cn-north-4a'), name: 'cn-north-4a', region };
  const vpc = ref('huawei', 'vpc', `vpc-${n}`);
  const subnet = ref('huawei', 'subnet', `subnet-${n}`);
  const vm = ref('huawei', 'vm', `i-${n}`);
  const plan = { name: `server ${n}`, vpc: n, tags: [] };
  const placed = { region, owner: undefined, vpc, az: zone.ref };
  return {
    az: [zone],
    vpc: [{ ...vpcOf(n), ref: vpc, region, owner: undefined }],
    subnet: [{ ...subnetOf(n), ...placed, ref: subnet }],
    vm: [{ ...serverOf(n, plan), ...placed, ref: vm, subnet }],
    nic: [
      { ...nicOf(n, plan), owner: undefined, vpc, ref: ref('huawei', 'nic', `n-${n}`), subnet, device: vm },
    ],
  };
}

/** What DeepFlow knows, by domain, of what was committed. */
async function known(
  { double, publish }: Stage,
  over: object,
): Promise<Readonly<Record<string, Pick<Knowledge, 'azs' | 'chosts'>>>> {
  for (let round = 0; round < 3; round++) {
    await publish(over);
    double.record();
  }
  const { domains } = await publish(over);
  expect(domains.flatMap(({ outstanding }) => outstanding)).toEqual([]);
  return Object.fromEntries(
    [...double.domains.values()].map(({ name, lcuuid }) => {
      const { azs, chosts } = double.knows(lcuuid);
      return [name, { azs, chosts }];
    }),
  );
}

const first = { azs: ['cn-north-4a', 'huawei no zone'], chosts: ['server 0 10.0.1.10'] };
const second = { azs: ['cn-north-4a', 'huawei no zone'], chosts: ['server 1 10.1.1.11'] };

/** A region with its own project, and one more inside of it. */
async function place(): Promise<Stage> {
  const here = await stage();
  here.double.regions.add(OTHER);
  const scope = { provider: 'huawei', account: ACCOUNT } as const;
  await commit(here.store, { ...scope, region: 'cn-north-4' }, listsOf(0));
  await commit(here.store, { ...scope, region: 'cn-north-4_team' }, listsOf(1));
  return here;
}

describe('a project inside of a region of Huawei Cloud', () => {
  it('follows its region', async () => {
    const regions = { 'huawei/cn-north-4': REGION };
    expect(await known(await place(), { domains: [own(ACCOUNT)], regions })).toEqual({
      [`huawei ${ACCOUNT}`]: { azs: first.azs, chosts: [...first.chosts, ...second.chosts] },
    });
  });

  it('goes where it is mapped to itself', async () => {
    const regions = { 'huawei/cn-north-4': REGION, 'huawei/cn-north-4_team': OTHER };
    expect(await known(await place(), { domains: [own(ACCOUNT)], regions })).toEqual({
      [`huawei ${ACCOUNT}`]: first,
      [`huawei ${ACCOUNT} 00000000`]: second,
    });
  });

  it('goes with its region rather than with all others', async () => {
    const regions = { 'huawei/cn-north-4': REGION, 'huawei/*': OTHER };
    expect(await known(await place(), { domains: [own(ACCOUNT)], regions })).toEqual({
      [`huawei ${ACCOUNT} ffffffff`]: { azs: first.azs, chosts: [...first.chosts, ...second.chosts] },
    });
  });
});

it('a zone that two accounts have is in the domain of each', async () => {
  const here = await stage();
  await commit(here.store, { provider: 'huawei', account: ACCOUNT, region: 'cn-north-4' }, listsOf(0));
  await commit(here.store, { provider: 'huawei', account: SECOND, region: 'cn-north-4' }, listsOf(1));
  expect(await known(here, { domains: [own(ACCOUNT), own(SECOND)] })).toEqual({
    [`huawei ${ACCOUNT}`]: first,
    [`huawei ${SECOND}`]: second,
  });
});
