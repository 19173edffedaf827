import type { Call } from '../../shared/collect/call.ts';
import type { Clock } from '../../shared/collect/clock.ts';
import { collectorFor } from '../../shared/collect/collector.ts';
import { CloudError } from '../../shared/collect/errors.ts';
import { exchange, jsonOf } from '../../shared/collect/exchange.ts';
import type { Answered } from '../../shared/collect/exchange.ts';
import { GLOBAL } from '../../shared/collect/provider.ts';
import type { Credentials } from './credentials.ts';
import { QUOTA, saidIn, statusError, toCloudError } from './errors.ts';
import { listsOf } from './lists.ts';
import type { Lists } from './lists.ts';
import type { Quota } from './quota.ts';
import { signed } from './signature.ts';
import type { Params } from './signature.ts';
import type { Zone } from './zones.ts';

/**
 * `ecm:DescribeInstances`: the service as IAM policies spell it, and the action.
 * What IAM does not know stands under `iaas`, the path of the API.
 * https://docsv3.qingcloud.com/authorization/iam/faq/supported_services/
 */
export type Action = `${'ecm' | 'elb' | 'iaas' | 'vpc'}:Describe${string}`;

/** The fields of an answer, not read yet. */
export type Answer = Readonly<Record<string, unknown>>;

/** One signed request, what it answers; throws `CloudError`. */
export type Ask = (action: Action, params: Params) => Promise<Answer>;

/** The zones of the account; one list for all regions of a run. `reader` is who asks. */
export type Zones = (reader: string) => Promise<readonly Zone[]>;

/** What collectors talk to: one account in one region, for one run. */
export interface QingCloud {
  readonly account: string;
  readonly region: string;
  readonly ask: Ask;
  /** How many items a page is asked for. */
  readonly size: number;
  readonly zones: Zones;
  readonly lists: Lists;
}

export const collector = collectorFor<QingCloud>();

export interface Sending {
  readonly call: Call;
  readonly credentials: Credentials;
  readonly clock: Clock;
  /** One for each account. */
  readonly quota: Quota;
  readonly endpoint: string;
  readonly onAnswer?: (answer: Answered) => void;
  /** Smaller pages than the API allows. */
  readonly pageSize?: number;
}

export function connect(account: string, region: string, zones: Zones, sending: Sending): QingCloud {
  const asking = {
    ask: askIn(region === GLOBAL ? undefined : region, sending),
    size: sending.pageSize ?? LARGEST,
  };
  return { account, region, ...asking, zones, lists: listsOf(asking) };
}

/** The largest page of every list: "20 by default, 100 at most". */
const LARGEST = 100;

/** Requests about the resources of one region; of none where it is `undefined`. */
export function askIn(region: string | undefined, sending: Sending): Ask {
  const { call, credentials, clock, quota, endpoint, onAnswer } = sending;
  return async (action, params) => {
    quota.admit(action);
    const keys = await credentials();
    return call(action, async (signal) => {
      quota.admit(action);
      const all = { ...params, action: action.slice(action.indexOf(':') + 1), zone: region };
      const url = new URL(signed(keys, all, clock.now()), endpoint);
      const answer = await exchange({ method: 'GET', url, headers: {} }, action, signal);
      onAnswer?.(answer);
      return read(answer, action, quota, clock.now());
    });
  };
}

/** Whatever the HTTP status is, `ret_code` says what became of it. */
async function read(answer: Answered, action: Action, quota: Quota, now: number): Promise<Answer> {
  const body = bodyOf(answer, action, now);
  const said = saidIn(body);
  if (said === undefined) {
    if (answer.status !== 200) throw statusError(action, answer, now);
    throw new CloudError('invalid', `${action}: an answer without its ret_code`);
  }
  if (said.code === QUOTA) await quota.spend(action);
  if (said.code !== 0) throw toCloudError(action, said, answer, now);
  return { ...Object(body) };
}

/** A gateway that refuses may do so in any form. */
function bodyOf(answer: Answered, action: Action, now: number): unknown {
  try {
    return jsonOf(answer, action);
  } catch (error) {
    throw answer.status === 200 ? error : statusError(action, answer, now);
  }
}
