// The simulated Tencent Cloud: everything is listed by offset, and quotas count by account and API, whatever the region.
import { perWindow } from '../../../shared/collect/limit.ts';
import type { Limit } from '../../../shared/collect/limit.ts';
import { tencent } from '../../../functions/tencent/provider.ts';
import type { Asked } from '../../simulator/cloud/server.ts';
import { tencentDialect } from '../../simulator/tencent/dialect.ts';
import { emptyAccount } from '../../simulator/tencent/estate.ts';
import type { Estate, RegionEstate } from '../../simulator/tencent/estate.ts';
import { Identities } from '../../simulator/tencent/identities.ts';
import { instance, zone as zoneRow } from '../../simulator/tencent/rows/cvm.ts';
import { networkInterface, privateIp, subnet, vpc } from '../../simulator/tencent/rows/vpc.ts';
import { createGate } from './limiter.ts';
import type { Made, Source } from './place.ts';
import type { Cloud, CloudPorts } from './played.ts';
import { LISTED, NAMED, accountsOf, regional } from './regional.ts';
import type { Regional } from './regional.ts';
import { createSpoken } from './spoken.ts';
import { urlOf } from './wire.ts';
import type { Sent } from './wire.ts';
import { SECOND } from './world.ts';

const PLACES = [
  ['100000000001', 'ap-guangzhou'],
  ['100000000001', 'ap-shanghai'],
  ['100000000002', 'ap-guangzhou'],
] as const;
const ACCOUNTS = accountsOf(PLACES);

/** One lane for all regions of an account. */
const per = ['account', 'operation'] as const;
const STATED = { operation: 'vpc:*', ...perWindow(5, SECOND), per, source: 'the simulator says so' };
const LIMITS: readonly Limit[] = [
  STATED,
  { operation: 'cvm:*', perSecond: 4, burst: 5, per, source: 'Not documented by the simulator' },
];
const QUOTAS = {
  vpc: { calls: 5, windowMs: SECOND },
  cvm: { burst: 4, perSecond: 1 },
} as const;

const IDS = { ...NAMED, subnet: 'SubnetId', az: 'Zone' } as const;

export function createTencent({ world, broken }: CloudPorts): Cloud {
  const identities = new Identities();
  const estate: Estate = { accounts: {} };
  for (const account of ACCOUNTS) {
    const regions = PLACES.flatMap(([owner, region]) => (owner === account ? [region] : []));
    estate.accounts[account] = emptyAccount(account, regions);
  }
  const { provider, places } = regional<keyof RegionEstate>({
    provider: tencent,
    limits: LIMITS,
    places: PLACES,
    hereOf(account, region) {
      const here = estate.accounts[account]?.regions[region];
      if (here === undefined) throw new Error(`no region ${region}`);
      return here;
    },
    lists: LISTED,
    ids: IDS,
    rows: ROWS,
  });
  const dialect = tencentDialect(estate, identities, world.now);
  const gate = createGate((sent) => {
    const action = sent.headers['x-tc-action'] ?? '';
    const isStated = ['DescribeVpcs', 'DescribeSubnets', 'DescribeNetworkInterfaces'].includes(action);
    return isStated ? { limit: STATED, key: `${keyIn(sent)} ${action}` } : undefined;
  });
  const spoken = { provider: 'tencent', dialect, places, keyOf, quotas: QUOTAS, laneOf, gate };
  return {
    ...createSpoken(world, spoken, broken),
    provider,
    places,
    config: (process) => ({
      endpoint: urlOf(process, 'cloud'),
      accounts: ACCOUNTS.map((id) => {
        const { secretId, secretKey } = identities.user(id);
        return { id, accessKeyId: secretId, secretAccessKey: secretKey };
      }),
    }),
  };
}

const laneOf = ({ account, operation }: Asked): string => `${account},${operation}`;
const keyIn = ({ headers }: Sent): string =>
  /Credential=([^/]+)/.exec(headers['authorization'] ?? '')?.[1] ?? '';

const keyOf = (sent: Sent): string =>
  [sent.headers['x-tc-action'], sent.headers['x-tc-region'], sent.body, keyIn(sent)].join(' ');

const MADE: Readonly<Record<Source, (made: Made) => object>> = {
  vpc: ({ id }) => vpc({ VpcId: id, CidrBlock: '10.0.0.0/16' }),
  subnet: ({ id, vpc: VpcId, zone: Zone }) =>
    subnet({ SubnetId: id, VpcId, CidrBlock: '10.0.0.0/16', Zone, RouteTableId: 'rtb-1' }),
  vm: ({ id, vpc: inside, subnet: under, zone, ip }) =>
    instance({ InstanceId: id, InstanceName: id, zone, vpc: inside, subnet: under, ips: [ip] }),
  nic: ({ id, vpc: VpcId, subnet: SubnetId, zone: Zone, server, ip, mac, scope }) =>
    networkInterface({
      NetworkInterfaceId: id,
      SubnetId,
      VpcId,
      Zone,
      MacAddress: mac.toUpperCase(),
      PrivateIpAddressSet: [privateIp(ip)],
      Attachment: { InstanceId: server, DeviceIndex: 0, InstanceAccountId: scope.account, AttachTime: '' },
    }),
  az: ({ id }) => zoneRow({ Zone: id, ZoneName: id, ZoneId: '100001' }),
};

const ROWS: Regional<string>['rows'] = {
  made: (source, made) => MADE[source](made),
  renamed: (source, row, name) => ({ ...row, [source === 'vpc' ? 'VpcName' : 'InstanceName']: name }),
  isOwn: () => false,
  isOffset: (source) => source !== 'az',
  server: 'ins',
  page: 100,
};
