/** What spans regions and accounts: peerings, and cloud connect networks. */
import { type AccountEstate, type Estate } from '../estate.ts';
import { ccn, ccnAttachment, peering } from '../rows/links.ts';
import { type Ground, nameFor, nth, tagsFor, times } from './ground.ts';

/** Inside a region, across regions, across accounts, in turn. Both ends list one that leaves its region or account. */
export function makePeerings(grounds: readonly Ground[]): void {
  for (const [g, ground] of grounds.entries()) {
    for (let n = 0; n < ground.sizes.peerings; n++) {
      const other = nth(grounds, g + n + 1);
      const alone = other === ground;
      if (alone && ground.estate.vpcs.length < 2) continue;
      const PeeringConnectionId = ground.id('pcx');
      const row = peering({
        PeeringConnectionId,
        PeeringConnectionName: nameFor(n),
        from: end(ground, n),
        to: end(other, alone ? n + 1 : n),
        State: n % 4 === 3 ? 'PENDING' : 'ACTIVE',
        TagSet: tagsFor(PeeringConnectionId, n),
      });
      ground.estate.peerings = [...ground.estate.peerings, row];
      // Tags are each account's own.
      if (!alone) {
        const TagSet =
          other.account === ground.account ? row.TagSet : tagsFor(`${PeeringConnectionId} there`, n);
        other.estate.peerings = [...other.estate.peerings, { ...row, TagSet }];
      }
    }
  }
}

const end = ({ estate, region, account, appId }: Ground, n: number) => ({
  vpc: nth(estate.vpcs, n).VpcId,
  region,
  account,
  appId,
});

/** Two of an account: one of all its regions, one without anything. */
export function makeCcns(estate: Estate, grounds: readonly Ground[]): void {
  for (const account of Object.values(estate.accounts)) {
    const own = grounds.filter((ground) => ground.account === account.id);
    const [first] = own;
    if (first !== undefined) makeCcnsOf(account, first, own);
  }
}

function makeCcnsOf(account: AccountEstate, first: Ground, own: readonly Ground[]): void {
  account.ccns = times(2, (n) => {
    const CcnId = first.id('ccn');
    return ccn({
      CcnId,
      CcnName: nameFor(n + 1),
      InstanceCount: n === 0 ? own.length : 0,
      State: n === 0 ? 'AVAILABLE' : 'ISOLATED',
      TagSet: tagsFor(CcnId, n),
    });
  });
  const [{ CcnId } = { CcnId: '' }] = account.ccns;
  account.ccnAttachments = own.flatMap(({ estate, region }) =>
    estate.vpcs.slice(0, 2).map(({ VpcId, VpcName, CidrBlock }, n) =>
      ccnAttachment({
        CcnId,
        InstanceId: VpcId,
        InstanceName: VpcName,
        InstanceRegion: region,
        InstanceUin: account.id,
        CcnUin: account.id,
        CidrBlock: [CidrBlock],
        State: n === 1 ? 'PENDING' : 'ACTIVE',
      }),
    ),
  );
}
