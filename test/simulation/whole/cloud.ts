// The simulated Alibaba Cloud, without its server, for processes of the simulation.
import { perWindow } from '../../../shared/collect/limit.ts';
import type { Limit } from '../../../shared/collect/limit.ts';
import { aliyunDialect } from '../../simulator/aliyun/dialect.ts';
import type { AliyunAsked } from '../../simulator/aliyun/dialect.ts';
import { emptyAccount } from '../../simulator/aliyun/estate.ts';
import type { Estate } from '../../simulator/aliyun/estate.ts';
import { Identities } from '../../simulator/aliyun/identities.ts';
import { Verifier } from '../../simulator/aliyun/signature.ts';
import { quotas } from '../../simulator/cloud/buckets.ts';
import type { Fault } from '../../simulator/cloud/faults.ts';
import { Refusal } from '../../simulator/cloud/server.ts';
import type { Reply } from '../../simulator/cloud/server.ts';
import type { Answered, Sent, Service } from './wire.ts';
import { createPlace } from './place.ts';
import type { Place } from './place.ts';
import { SECOND } from './world.ts';
import type { Process, World } from './world.ts';

export const PROVIDER = 'aliyun';
const PLACES = [
  ['1000000000000001', 'cn-hangzhou'],
  ['1000000000000001', 'cn-shanghai'],
  ['1000000000000002', 'cn-hangzhou'],
] as const;
export const ACCOUNTS = [...new Set(PLACES.map(([account]) => account))];

/** Small enough to be met: what is stated is so, what is guessed turns out otherwise. */
const per = ['account', 'region', 'operation'] as const;
export const LIMITS: readonly Limit[] = [
  { operation: 'vpc:*', ...perWindow(6, 10 * SECOND), per, source: 'the simulator says so' },
  { operation: 'ecs:*', perSecond: 4, burst: 5, per, source: 'Not documented by the simulator' },
];
const QUOTAS = {
  vpc: { calls: 6, windowMs: 10 * SECOND },
  ecs: { burst: 4, perSecond: 1 },
} as const;

/** A cloud may give fewer than it is asked for: pages of three servers, of five interfaces. */
const SHORTER: Readonly<Record<string, readonly [string, Fault | undefined]>> = {
  DescribeInstances: ['3', undefined],
  DescribeNetworkInterfaces: ['10', { kind: 'short-page' }],
};

/** What the service itself does wrong, now and then. */
const FAULTS: readonly Fault[] = [
  { kind: 'throttle' },
  { kind: 'server', status: 503 },
  { kind: 'server', status: 500 },
  { kind: 'expired-credentials' },
  { kind: 'unsupported' },
];

export function createCloud(world: World) {
  const identities = new Identities();
  const estate: Estate = {
    accounts: Object.fromEntries(ACCOUNTS.map((id) => [id, emptyAccount(id, [])])),
    directory: undefined,
  };
  const places = PLACES.map(([account, region], nth): Place => {
    const place = createPlace({ provider: PROVIDER, account, region }, nth);
    Object.assign(estate.accounts[account]?.regions ?? {}, { [region]: place.here });
    return place;
  });
  const dialect = aliyunDialect({
    estate,
    identities,
    verifier: new Verifier(identities),
    wallClock: world.now,
  });
  const mayPass = quotas(world.now);
  const presences = new Map(places.map(({ scope, presence }) => [nameOf(scope), presence]));
  /** What was asked before: its signature was verified then. */
  const known = new Map<string, AliyunAsked>();
  /** What it is answered while its place does not change. */
  const answers = new Map<string, { readonly instant: number; readonly answered: Answered }>();
  let faults = 0;

  function answer(process: Process, sent: Sent): Answered {
    try {
      const key = keyOf(sent);
      const asked = known.get(key) ?? dialect.ask({ ...sent }, world.now());
      known.set(key, asked);
      const fault = faultOf(process, asked);
      const refusal = fault === undefined ? undefined : dialect.refuse(fault, asked);
      return refusal === undefined ? listed(key, asked, sent) : answeredOf(refusal);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return answeredOf(error.reply);
    }
  }

  function listed(key: string, asked: AliyunAsked, sent: Sent): Answered {
    const instant = presences.get(nameOf(asked))?.now() ?? 0;
    const before = answers.get(key);
    if (before?.instant === instant) return before.answered;
    const answered = answeredOf(dialect.answer(shorter(asked), { ...sent }, SHORTER[asked.operation]?.[1]));
    answers.set(key, { instant, answered });
    return answered;
  }

  function faultOf(
    { random }: Process,
    { account, region, product, operation }: AliyunAsked,
  ): Fault | undefined {
    const rate = product === 'vpc' || product === 'ecs' ? QUOTAS[product] : undefined;
    const isLet = mayPass(rate && { key: [account, region, operation].join(), rate });
    if (!isLet) return { kind: 'throttle' };
    return random() < faults ? FAULTS[Math.floor(random() * FAULTS.length)] : undefined;
  }

  const service: Service = { ms: 60, isWrite: () => false, answer };

  return {
    places,
    service,
    /** From now on this share of answers is wrong. */
    trouble: (share: number): void => void (faults = share),
    accounts: () =>
      ACCOUNTS.map((id) => {
        const { accessKeyId, accessKeySecret } = identities.user(id);
        return { id, accessKeyId, secretAccessKey: accessKeySecret };
      }),
  };
}
export type Cloud = ReturnType<typeof createCloud>;

/** Whoever asks, what for, and with which key. */
const keyOf = ({ url, headers }: Sent): string =>
  [headers['x-acs-action'], url.search, /Credential=[^,]+/.exec(headers['authorization'] ?? '')?.[0]].join(
    ' ',
  );

const nameOf = ({ account, region }: { readonly account: string; readonly region: string }): string =>
  `${account}/${region}`;

const answeredOf = ({ status, body, headers }: Reply): Answered => ({
  status,
  body: JSON.stringify(body),
  ...(headers !== undefined && { headers }),
});

function shorter(asked: AliyunAsked): AliyunAsked {
  const [size] = SHORTER[asked.operation] ?? [];
  return size === undefined ? asked : { ...asked, params: new Map([...asked.params, ['MaxResults', size]]) };
}
