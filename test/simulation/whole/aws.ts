// The simulated AWS, asked by the vendor's clients: everything is listed by token, in pages that are smaller than asked for.
import { aws } from '../../../functions/aws/provider.ts';
import { perWindow } from '../../../shared/collect/limit.ts';
import type { Limit } from '../../../shared/collect/limit.ts';
import { Cloud as Simulated } from '../../simulator/aws/cloud.ts';
import type { Spending } from '../../simulator/aws/cloud.ts';
import { emptyRegion } from '../../simulator/aws/estate.ts';
import type { AccountEstate, RegionEstate } from '../../simulator/aws/estate.ts';
import type { Quota } from '../../simulator/cloud/buckets.ts';
import { clientsRead, replaceHandler } from './aws-wire.ts';
import { createGate } from './limiter.ts';
import type { Made, Source } from './place.ts';
import type { Cloud, CloudPorts } from './played.ts';
import { LISTED, NAMED, accountsOf, regional } from './regional.ts';
import { FAULTS } from './spoken.ts';
import { ticks } from './turns.ts';
import type { Answered, Sent } from './wire.ts';
import { SECOND } from './world.ts';
import type { Process } from './world.ts';

const PLACES = [
  ['100000000001', 'us-east-1'],
  ['100000000001', 'eu-west-1'],
  ['100000000002', 'us-east-1'],
] as const;
const ACCOUNTS = accountsOf(PLACES);

/** What is stated is so, what is guessed turns out otherwise. */
const per = ['account', 'region', 'operation'] as const;
const WINDOW = perWindow(6, 10 * SECOND);
const STATED = ['ec2:DescribeVpcs', 'ec2:DescribeSubnets'];
const LIMITS: readonly Limit[] = [
  ...STATED.map((operation) => ({ operation, ...WINDOW, per, source: 'the simulator says so' })),
  { operation: 'ec2:*', perSecond: 4, burst: 5, per, source: 'Not documented by the simulator' },
];
const GUESSED = ['ec2:DescribeInstances', 'ec2:DescribeNetworkInterfaces'];
/** As few as one may ask for. */
const PAGE = 5;

const emptyAccount = (id: string): AccountEstate => ({ id, name: id, roles: [], regions: {} });

export function createAws({ world, broken }: CloudPorts): Cloud {
  const accounts = Object.fromEntries(ACCOUNTS.map((id) => [id, emptyAccount(id)]));
  const cloud = new Simulated({
    estate: { accounts, organization: undefined },
    now: world.now,
    buckets: { '*': undefined },
    quotaOf,
    mostOf: () => PAGE,
  });
  const { provider, places } = regional<keyof RegionEstate & (typeof LISTED)[Source]>({
    provider: aws,
    limits: LIMITS,
    places: PLACES,
    hereOf(id, region) {
      const here = emptyRegion();
      Object.assign(accounts[id]?.regions ?? {}, { [region]: here });
      return here;
    },
    lists: LISTED,
    ids: IDS,
    rows: {
      made: (source, made) => MADE[source](made),
      renamed: (_, row, Value) => ({ ...row, Tags: [{ Key: 'Name', Value }] }),
      isOwn: (source) => source === 'az',
      isOffset: () => false,
      server: 'i',
      page: 2 * PAGE,
    },
  });
  const gate = createGate((sent) => {
    const operation = `ec2:${new URLSearchParams(sent.body).get('Action')}`;
    return STATED.includes(operation) ? { limit: WINDOW, key: `${scopeIn(sent)} ${operation}` } : undefined;
  });
  /** Sessions of one process each: who asks is in the key that a request is signed with. */
  const sessions = new Map<string, Process>();
  let faults = 0;

  function sessionOf(process: Process, id: string) {
    const session = cloud.identities.assume(id, 'simulated', process.id, Infinity);
    sessions.set(session.keyId, process);
    const { keyId: accessKeyId, secret: secretAccessKey, token: sessionToken } = session;
    return { id, accessKeyId, secretAccessKey, sessionToken };
  }

  function answer({ random }: Process, { method, url, headers, body }: Sent): Answered {
    const fault = random() < faults ? FAULTS[Math.floor(random() * FAULTS.length)] : undefined;
    if (fault !== undefined) cloud.faults.add(fault, { times: 1 });
    const request = { method, url: `${url.pathname}${url.search}`, headers, body: Buffer.from(body) };
    const { reply } = cloud.answer(request);
    cloud.faults.clear();
    cloud.calls = [];
    return { ...reply, body: reply.body.toString() };
  }

  return {
    provider,
    places,
    service: {
      ms: 60,
      isWrite: () => false,
      lost: () => Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }),
      answer,
      leaves(process, sent) {
        try {
          gate(process, sent, world.clockOf(process).now());
        } catch (error) {
          broken(error);
        }
      },
    },
    config: (process) => ({
      accounts: ACCOUNTS.map((id) => sessionOf(process, id)),
      regions: { include: [...new Set(PLACES.map(([, region]) => region))] },
    }),
    ready: clientsRead,
    instead: (send) => replaceHandler(send, (sent) => sessions.get(keyIn(sent))),
    settles: ticks,
    trouble: (share) => void (faults = share),
  };
}

function quotaOf({ account, region, action }: Spending): Quota | undefined {
  const key = [account, region, action].join();
  if (STATED.includes(action)) return { key, rate: { calls: WINDOW.burst, windowMs: 10 * SECOND } };
  return GUESSED.includes(action) ? { key, rate: { burst: 4, perSecond: 1 } } : undefined;
}

/** Key, day and region. */
const scopeIn = ({ headers }: Sent): string =>
  /Credential=([^/]+\/[^/]+\/[^/]+)/.exec(headers['authorization'] ?? '')?.[1] ?? '';
const keyIn = (sent: Sent): string => scopeIn(sent).split('/')[0] ?? '';

const IDS = { ...NAMED, subnet: 'SubnetId', az: 'ZoneName' } as const;

const MADE: Readonly<Record<Source, (made: Made) => object>> = {
  vpc: ({ id, scope }) => ({
    VpcId: id,
    OwnerId: scope.account,
    CidrBlock: '10.0.0.0/16',
    State: 'available',
    Tags: [],
  }),
  subnet: ({ id, scope, vpc: VpcId, zone: AvailabilityZone }) => ({
    SubnetId: id,
    VpcId,
    AvailabilityZone,
    OwnerId: scope.account,
    CidrBlock: '10.0.0.0/16',
    Tags: [],
  }),
  vm: ({ id, scope, vpc: VpcId, subnet: SubnetId, zone: AvailabilityZone, ip, incarnation }) => ({
    InstanceId: id,
    ReservationId: `r-${incarnation}`,
    OwnerId: scope.account,
    State: { Code: 16, Name: 'running' },
    VpcId,
    SubnetId,
    Placement: { AvailabilityZone },
    PrivateIpAddress: ip,
    Tags: [],
  }),
  nic: ({ id, scope, vpc: VpcId, subnet: SubnetId, zone: AvailabilityZone, server, ip, mac }) => ({
    NetworkInterfaceId: id,
    OwnerId: scope.account,
    VpcId,
    SubnetId,
    AvailabilityZone,
    MacAddress: mac,
    InterfaceType: 'interface',
    PrivateIpAddress: ip,
    PrivateIpAddresses: [{ Primary: true, PrivateIpAddress: ip }],
    Attachment: { InstanceId: server, DeviceIndex: 0, Status: 'attached' },
    TagSet: [],
  }),
  az: ({ id: ZoneName, scope }) => ({
    ZoneName,
    ZoneId: ZoneName,
    ZoneType: 'availability-zone',
    RegionName: scope.region,
    State: 'available',
    OptInStatus: 'opt-in-not-required',
  }),
};
