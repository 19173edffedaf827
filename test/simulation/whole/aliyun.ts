// The simulated Alibaba Cloud: two lists by number, two by token whose pages are shorter than asked for.
import { perWindow } from '../../../shared/collect/limit.ts';
import type { Limit } from '../../../shared/collect/limit.ts';
import { aliyun } from '../../../functions/aliyun/provider.ts';
import { aliyunDialect } from '../../simulator/aliyun/dialect.ts';
import type { AliyunAsked } from '../../simulator/aliyun/dialect.ts';
import { emptyAccount, emptyRegion } from '../../simulator/aliyun/estate.ts';
import type { Estate, RegionEstate } from '../../simulator/aliyun/estate.ts';
import { Identities } from '../../simulator/aliyun/identities.ts';
import { instance, networkInterface } from '../../simulator/aliyun/rows/ecs.ts';
import { vSwitch, vpc } from '../../simulator/aliyun/rows/vpc.ts';
import { Verifier } from '../../simulator/aliyun/signature.ts';
import type { Fault } from '../../simulator/cloud/faults.ts';
import type { Asked } from '../../simulator/cloud/server.ts';
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
  ['1000000000000001', 'cn-hangzhou'],
  ['1000000000000001', 'cn-shanghai'],
  ['1000000000000002', 'cn-hangzhou'],
] as const;
const ACCOUNTS = accountsOf(PLACES);

/** What is stated is so, what is guessed turns out otherwise. */
const per = ['account', 'region', 'operation'] as const;
const STATED = { operation: 'vpc:*', ...perWindow(6, 10 * SECOND), per, source: 'the simulator says so' };
const LIMITS: readonly Limit[] = [
  STATED,
  { operation: 'ecs:*', perSecond: 4, burst: 5, per, source: 'Not documented by the simulator' },
];
const QUOTAS = {
  vpc: { calls: 6, windowMs: 10 * SECOND },
  ecs: { burst: 4, perSecond: 1 },
} as const;

const LISTS = { ...LISTED, subnet: 'vSwitches' } as const;
const IDS = { ...NAMED, subnet: 'VSwitchId', az: 'ZoneId' } as const;

/** Pages of three servers, of five interfaces. */
const SHORTER: Readonly<Record<string, readonly [string, Fault | undefined]>> = {
  DescribeInstances: ['3', undefined],
  DescribeNetworkInterfaces: ['10', { kind: 'short-page' }],
};

export function createAliyun({ world, broken }: CloudPorts): Cloud {
  const identities = new Identities();
  const estate: Estate = {
    accounts: Object.fromEntries(ACCOUNTS.map((id) => [id, emptyAccount(id, [])])),
    directory: undefined,
  };
  const { provider, places } = regional<keyof RegionEstate>({
    provider: aliyun,
    limits: LIMITS,
    places: PLACES,
    hereOf(account, region) {
      const here = emptyRegion();
      Object.assign(estate.accounts[account]?.regions ?? {}, { [region]: here });
      return here;
    },
    lists: LISTS,
    ids: IDS,
    rows: ROWS,
  });
  const verifier = new Verifier(identities);
  const dialect = aliyunDialect({ estate, identities, verifier, wallClock: world.now });
  const gate = createGate((sent) =>
    ['DescribeVpcs', 'DescribeVSwitches'].includes(sent.headers['x-acs-action'] ?? '')
      ? {
          limit: STATED,
          key: `${keyIn(sent)} ${sent.url.searchParams.get('RegionId')} ${sent.headers['x-acs-action']}`,
        }
      : undefined,
  );
  const spoken = { provider: 'aliyun', dialect, places, keyOf, quotas: QUOTAS, laneOf, shaped, gate };
  return {
    ...createSpoken(world, spoken, broken),
    provider,
    places,
    config: (process) => ({
      endpoint: urlOf(process, 'cloud'),
      accounts: ACCOUNTS.map((id) => {
        const { accessKeyId, accessKeySecret } = identities.user(id);
        return { id, accessKeyId, secretAccessKey: accessKeySecret };
      }),
    }),
  };
}

const laneOf = ({ account, region, operation }: Asked): string => [account, region, operation].join();
const keyIn = ({ headers }: Sent): string =>
  /Credential=([^,]+)/.exec(headers['authorization'] ?? '')?.[1] ?? '';

const keyOf = (sent: Sent): string => `${sent.headers['x-acs-action']} ${sent.url.search} ${keyIn(sent)}`;

function shaped(asked: AliyunAsked): { asked: AliyunAsked; fault: Fault | undefined } {
  const [size, fault] = SHORTER[asked.operation] ?? [];
  if (size === undefined) return { asked, fault };
  return { asked: { ...asked, params: new Map([...asked.params, ['MaxResults', size]]) }, fault };
}

const NO_GROUPS = { SecurityGroupIds: { SecurityGroupId: [] } };

const MADE: Readonly<Record<Source, (made: Made) => object>> = {
  vpc: ({ id, scope }) =>
    vpc({
      VpcId: id,
      VpcName: id,
      RegionId: scope.region,
      OwnerId: Number(scope.account),
      CidrBlock: '10.0.0.0/16',
    }),
  subnet: ({ id, scope, vpc: VpcId, zone: ZoneId }) =>
    vSwitch({
      VSwitchId: id,
      VpcId,
      ZoneId,
      OwnerId: Number(scope.account),
      VSwitchName: id,
      CidrBlock: '10.0.0.0/16',
      RouteTable: { RouteTableId: '', RouteTableType: 'System' },
    }),
  vm: ({ id, scope, vpc: VpcId, subnet: VSwitchId, zone: ZoneId, ip, incarnation }) =>
    // Tokens must not take a server for the one that had its id before.
    Object.assign(
      instance({
        InstanceId: id,
        RegionId: scope.region,
        ZoneId,
        VpcAttributes: { VpcId, VSwitchId, NatIpAddress: '', PrivateIpAddress: { IpAddress: [ip] } },
        ...NO_GROUPS,
      }),
      { ResourceGroupId: `rg-${incarnation}` },
    ),
  nic: ({ id, scope, vpc: VpcId, subnet: VSwitchId, zone: ZoneId, server, ip, mac, incarnation }) =>
    Object.assign(
      networkInterface({
        NetworkInterfaceId: id,
        NetworkInterfaceName: id,
        Type: 'Primary',
        InstanceId: server,
        OwnerId: scope.account,
        MacAddress: mac,
        PrivateIpAddress: ip,
        VpcId,
        VSwitchId,
        ZoneId,
        ...NO_GROUPS,
      }),
      { ResourceGroupId: `rg-${incarnation}` },
    ),
  az: ({ id: ZoneId }) => ({ ZoneId, LocalName: ZoneId, ZoneType: 'AvailabilityZone' }),
};

const ROWS: Regional<string>['rows'] = {
  made: (source, made) => MADE[source](made),
  renamed: (source, row, name) => ({ ...row, [source === 'vpc' ? 'VpcName' : 'InstanceName']: name }),
  isOwn: () => false,
  isOffset: (source) => source === 'vpc' || source === 'subnet',
  server: 'i',
  page: 50,
};
