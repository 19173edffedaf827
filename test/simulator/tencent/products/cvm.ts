/**
 * STS 2018-08-13, CVM 2017-03-12, Region 2022-06-27. Parameters: tencentcloud-sdk-nodejs 4.1.313.
 * https://cloud.tencent.com/document/api/1312/48197 (AssumeRole), …/1312/58023 (GetCallerIdentity), …/213/15728 ,
 * …/213/15708 , …/1596/77930 , …/1596/77929 ; those that list regions say that `Region` need not be sent.
 */
import type { Context } from '../operation.ts';
import { productOf } from '../operation.ts';
import { paging } from '../paging.ts';
import { textOf } from '../parameters.ts';
import { outOfRange, refusal } from '../refusals.ts';
import { REGION_NAMES } from '../estate.ts';
import { pairsOf } from '../rows/tags.ts';
import { without } from '../rows/without.ts';

const sts = productOf('sts', '2018-08-13');
const cvm = productOf('cvm', '2017-03-12');
const region = productOf('region', '2022-06-27');
const pages = paging({ max: 100, usual: 20 });
const ROLE = /^qcs::cam::uin\/(\d+):roleName\/([\w+=,.@-]+)$/;

export const accounts = [
  sts.asked('AssumeRole', {
    parameters: {
      RoleArn: 'text',
      RoleSessionName: 'text',
      DurationSeconds: 'number',
      Policy: 'text',
      ExternalId: 'text',
      Tags: 'objects',
      SourceIdentity: 'text',
      SerialNumber: 'text',
      TokenCode: 'text',
    },
    required: ['RoleArn', 'RoleSessionName'],
    ignored: ['Policy', 'Tags', 'SourceIdentity', 'SerialNumber', 'TokenCode'],
    answer({ estate, identities, caller, params, now }) {
      const [, uin = '', name = ''] = ROLE.exec(textOf(params, 'RoleArn')) ?? [];
      const role = estate.accounts[uin]?.roles.find((one) => one.name === name);
      if (role === undefined) throw refusal('ResourceNotFound.RoleNotFound', 'The role does not exist.');
      if (!role.trusts.includes(caller.account) || (role.externalId ?? '') !== textOf(params, 'ExternalId')) {
        throw refusal('UnauthorizedOperation', 'You are not authorized to assume the role.');
      }
      const session = textOf(params, 'RoleSessionName');
      if (!/^[\w+=,.@-]{2,128}$/.test(session))
        throw refusal('InvalidParameter', 'RoleSessionName is not valid.');
      const seconds = Number(params['DurationSeconds'] ?? 7200);
      if (!Number.isInteger(seconds) || seconds < 1 || seconds > 43_200) {
        throw outOfRange('sts', 'DurationSeconds', 1, 43_200);
      }
      const ExpiredTime = Math.floor(now / 1000) + seconds;
      const { secretId, secretKey, token } = identities.session(uin, session, ExpiredTime * 1000);
      return {
        Credentials: { Token: token, TmpSecretId: secretId, TmpSecretKey: secretKey },
        ExpiredTime,
        Expiration: `${new Date(ExpiredTime * 1000).toISOString().slice(0, 19)}Z`,
      };
    },
  }),
  sts.asked('GetCallerIdentity', {
    parameters: {},
    answer: ({ caller: { arn, account, userId, principalId, type } }) => ({
      Arn: arn,
      AccountId: account,
      UserId: userId,
      PrincipalId: principalId,
      Type: type,
    }),
  }),
  cvm.list({
    name: 'DescribeRegions',
    rows: regionsOf,
    put: (rows) => ({ TotalCount: rows.length, RegionSet: rows }),
    region: 'none',
    parameters: {},
  }),
  region.list({
    name: 'DescribeRegions',
    rows: (context) => offered(regionsOf(context), context),
    put: (rows) => ({
      TotalCount: rows.length,
      RegionSet: rows.map((row) => ({
        ...row,
        RegionTypeMC: null,
        LocationMC: null,
        RegionNameMC: null,
        RegionIdMC: null,
      })),
    }),
    region: 'none',
    parameters: { Product: 'text', Scene: 'number' },
    required: ['Product'],
    read: ['Product', 'Scene'],
  }),
  region.list({
    name: 'DescribeZones',
    rows: ({ here, params }) =>
      here.zones.filter(({ products }) => products === 'all' || products.includes(textOf(params, 'Product'))),
    put: (rows) => ({ TotalCount: rows.length, ZoneSet: rows.map((row) => without(row, 'products')) }),
    parameters: { Product: 'text', Scene: 'number' },
    required: ['Product'],
    read: ['Product', 'Scene'],
  }),
  cvm.list({
    name: 'DescribeInstances',
    rows: ({ here }) => here.instances,
    put: (InstanceSet) => ({ InstanceSet }),
    paging: pages,
    parameters: { InstanceIds: 'texts', Filters: 'filters', ...pages.shapes },
    by: { InstanceIds: ({ InstanceId }) => [InstanceId] },
    filters: {
      zone: ({ Placement }) => [Placement.Zone],
      'vpc-id': ({ VirtualPrivateCloud }) => [VirtualPrivateCloud.VpcId],
      'instance-state': ({ InstanceState }) => [InstanceState],
    },
    tags: ({ Tags }) => pairsOf(Tags),
  }),
];

interface RegionRow {
  readonly Region: string;
  readonly RegionName: string;
  readonly RegionState: 'AVAILABLE' | 'UNAVAILABLE';
}

function regionsOf({ account }: Context): readonly RegionRow[] {
  return Object.keys(account.regions).map((Region) => ({
    Region,
    RegionName: REGION_NAMES[Region] ?? Region,
    RegionState: account.switchedOff.includes(Region) ? 'UNAVAILABLE' : 'AVAILABLE',
  }));
}

function offered(rows: readonly RegionRow[], { account, params }: Context): readonly RegionRow[] {
  const product = textOf(params, 'Product');
  return rows.filter(({ Region }) => account.notOffered[Region]?.includes(product) !== true);
}
