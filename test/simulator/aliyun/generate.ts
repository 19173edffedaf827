/** An estate of any size from a seed: the same one every time. */
import { type AccountEstate, type Estate, emptyAccount, emptyRegion } from './estate.ts';
import { makeAlbs, makeClbs, makeNlbs } from './generate/balancers.ts';
import { makeInstances, makeSecurityGroups } from './generate/compute.ts';
import { makeCaches, makeClusters, makeDatabases, makePolarClusters } from './generate/data.ts';
import { type Ground, at, dotted, tagsOf } from './generate/ground.ts';
import {
  makeEips,
  makeNatGateways,
  makePeers,
  makeRouters,
  makeVSwitches,
  makeVpcs,
  makeZones,
} from './generate/network.ts';
import { randomFrom } from '../aws/generate/random.ts';
import { SMALL, type Sizes } from './generate/sizes.ts';
import { cen, childInstance, transitRouter, vpcAttachment } from './rows/networks.ts';
import { tagList } from './rows/tags.ts';

export interface EstateSpec {
  readonly seed: string;
  /** Ids of sixteen digits; the first one manages the resource directory. */
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  readonly sizes?: Partial<Sizes>;
  /** CENs of each account: every other one has routers of the enterprise edition. */
  readonly cens?: number;
}

export function generateEstate({ seed, accounts, regions, sizes = {}, cens = 2 }: EstateSpec): Estate {
  let addresses = 0;
  const publicIp = (): string => publicAddress(addresses++);
  const estate: Estate = {
    accounts: Object.fromEntries(accounts.map((id) => [id, emptyAccount(id, [], `账号 ${id}`)])),
    directory: directoryOf(accounts),
  };
  const grounds = Object.values(estate.accounts).flatMap((account, a) =>
    regions.map((region, r) => {
      const index = a * regions.length + r;
      return groundOf(
        `${seed} ${account.id} ${region}`,
        account,
        region,
        { ...SMALL, ...sizes },
        publicIp,
        index,
      );
    }),
  );
  for (const ground of grounds) makeOwn(ground);
  for (const ground of grounds) {
    if (ground.sizes.vpcs === 0) continue;
    makePeers(
      ground,
      grounds.filter((other) => other !== ground && other.sizes.vpcs > 0),
    );
  }
  for (const account of Object.values(estate.accounts)) {
    const own = grounds.filter((ground) => ground.account === account && ground.sizes.vpcs > 0);
    if (own.length > 0) makeCens(account, own, cens);
  }
  return estate;
}

function makeOwn(ground: Ground): void {
  makeZones(ground);
  if (ground.sizes.vpcs === 0) return;
  makeVpcs(ground);
  makeRouters(ground);
  makeVSwitches(ground);
  makeSecurityGroups(ground);
  makeInstances(ground);
  makeNatGateways(ground);
  makeEips(ground);
  makeClbs(ground);
  makeAlbs(ground);
  makeNlbs(ground);
  makeDatabases(ground);
  makePolarClusters(ground);
  makeCaches(ground);
  makeClusters(ground);
}

/** All VPCs of the account in turn; with routers of the enterprise edition by attachments, too. */
function makeCens(account: AccountEstate, grounds: readonly Ground[], count: number): void {
  const { id } = at(grounds, 0);
  for (let n = 0; n < count; n++) {
    const CenId = id('cen');
    const vpcs = grounds.flatMap((ground) => ground.here.vpcs.map((row) => ({ ground, row })));
    const children = vpcs.filter((_, k) => k % count === n);
    account.cens.push(
      cen({
        CenId,
        Name: n === 1 ? '' : `cen-${n} 云企业网`,
        Tags: { Tag: tagList(tagsOf('cen', CenId)) },
        children: children.map(({ ground, row }) =>
          childInstance({
            CenId,
            ChildInstanceId: row.VpcId,
            ChildInstanceRegionId: ground.region,
            ChildInstanceOwnerId: Number(account.id),
          }),
        ),
      }),
    );
    for (const ground of n % 2 === 0 ? grounds : []) {
      const TransitRouterId = id('tr');
      account.transitRouters.push(
        transitRouter({
          TransitRouterId,
          TransitRouterName: `router of ${ground.region}`,
          CenId,
          RegionId: ground.region,
          AliUid: Number(account.id),
          Tags: tagList(tagsOf('tr', TransitRouterId)),
        }),
      );
      for (const { row } of children.filter((child) => child.ground === ground)) {
        account.vpcAttachments.push(
          vpcAttachment({
            TransitRouterAttachmentId: id('tr-attach'),
            TransitRouterId,
            CenId,
            VpcId: row.VpcId,
            VpcOwnerId: Number(account.id),
            VpcRegionId: ground.region,
          }),
        );
      }
    }
  }
}

function groundOf(
  seed: string,
  account: AccountEstate,
  region: string,
  sizes: Sizes,
  publicIp: () => string,
  index: number,
): Ground {
  const random = randomFrom(seed);
  const here = emptyRegion();
  account.regions[region] = here;
  let cards = 0;
  return {
    account,
    region,
    here,
    sizes,
    random,
    id: (prefix) => `${prefix}-bp1${random.hex(17)}`,
    publicIp,
    mac: () => {
      const hex = (cards++).toString(16).padStart(6, '0');
      return `00:16:3e:${((index * 16 + Number.parseInt(hex.slice(0, 2), 16)) % 256).toString(16).padStart(2, '0')}:${hex.slice(2, 4)}:${hex.slice(4)}`;
    },
  };
}

/** 198.18.0.0/15 is set aside for benchmarks (RFC 2544), 240.0.0.0/4 for the future: no address of anyone. */
function publicAddress(n: number): string {
  return dotted(n < 131_072 ? 0xc6_12_00_00 + n : 0xf0_00_00_00 + n - 131_072);
}

function directoryOf(accounts: readonly string[]): Estate['directory'] {
  const [manager, ...members] = accounts;
  if (manager === undefined) return undefined;
  return {
    manager,
    members: members.map((AccountId, n) => ({
      AccountId,
      AccountName: `member-${n}@directory`,
      DisplayName: `成员 ${n}`,
      Status: n % 2 === 0 ? 'CreateSuccess' : 'InviteSuccess',
      Type: n % 2 === 0 ? 'ResourceAccount' : 'CloudAccount',
      JoinMethod: n % 2 === 0 ? 'created' : 'invited',
      JoinTime: '2024-01-01T00:00:00.000Z',
      ModifyTime: '2024-01-01T00:00:00.000Z',
      FolderId: 'fd-simulated',
      ResourceDirectoryId: 'rd-simulated',
    })),
  };
}
