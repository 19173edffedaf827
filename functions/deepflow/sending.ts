import { CloudError } from '../../shared/collect/errors.ts';
import type { Controller } from './controller.ts';
import { joined } from './payload-lists.ts';
import type { CloudTag, Payload } from './payload.ts';

/** What a PUT was taken with, and in words what it went without. */
export interface Taken {
  readonly payload: Payload;
  readonly without: readonly string[];
}

/** Of repetitions without one name each: more than a few are for a later run. */
const NAMES = 5;

/**
 * Sends it. Names of tags, peerings and what refers to a file are held against
 * the database, which may be behind what the tasks show: what is refused for
 * that is left for a later run, and the rest goes. Throws `CloudError` for any
 * other refusal.
 */
export async function send(
  { replace }: Pick<Controller, 'replace'>,
  foreign: Payload,
  ours: Payload,
  before: Payload,
): Promise<Taken> {
  let rest = ours;
  const without: string[] = [];
  for (let n = 0; n <= NAMES; n++) {
    const payload = joined(foreign, rest);
    const refusal = await refusalOf(replace, payload);
    if (refusal === undefined) return { payload, without };
    const { message } = refusal;
    const cloud_tags = rest.cloud_tags.filter(({ resource_name: name }) => !isNamed(message, name));
    if (cloud_tags.length === rest.cloud_tags.length || n === NAMES) {
      without.push(`DeepFlow has not recorded all of it yet: ${message}`);
      break;
    }
    without.push(`not recorded yet, so its tags wait: ${message}`);
    rest = { ...rest, cloud_tags };
  }
  const payload = joined(foreign, proven(ours, before));
  await replace(payload);
  return { payload, without };
}

/** In the checks that ask the database: https://github.com/deepflowio/deepflow/blob/main/server/controller/http/service/resource/domain_additional_resource.go */
const UNRECORDED: ReadonlySet<string | undefined> = new Set(['INVALID_POST_DATA', 'RESOURCE_NOT_FOUND']);

async function refusalOf(replace: Controller['replace'], payload: Payload): Promise<CloudError | undefined> {
  try {
    await replace(payload);
    return undefined;
  } catch (error) {
    if (error instanceof CloudError && UNRECORDED.has(error.code)) return error;
    throw error;
  }
}

const isNamed = (message: string, name: string): boolean =>
  message.includes(`cloud tag (resource name: ${name}) `);

/** What the table has already: it was recorded once. Zones, VPCs and subnets are asked of nobody. */
function proven(ours: Payload, before: Payload): Payload {
  const uuids = new Set(
    [before.hosts, before.chosts, before.peer_connections].flatMap((items) => items.map(({ uuid }) => uuid)),
  );
  const lbs = new Set(before.lbs.map(({ name, vpc_uuid: vpc }) => `${vpc} ${name}`));
  const tags = new Set(before.cloud_tags.map(keyOf));
  const own = new Set(ours.vpcs.map(({ uuid }) => uuid));
  return {
    ...ours,
    hosts: ours.hosts.filter(({ uuid, vinterfaces }) => uuids.has(uuid) || vinterfaces.length === 0),
    chosts: ours.chosts.filter(({ uuid, vpc_uuid: vpc }) => own.has(vpc) || uuids.has(uuid)),
    lbs: ours.lbs.filter(({ name, vpc_uuid: vpc }) => own.has(vpc) || lbs.has(`${vpc} ${name}`)),
    peer_connections: ours.peer_connections.filter(({ uuid }) => uuids.has(uuid)),
    cloud_tags: ours.cloud_tags.filter((tag) => tag.resource_name !== '' && tags.has(keyOf(tag))),
  };
}

const keyOf = (tag: CloudTag): string =>
  [tag.resource_type, tag.domain_uuid, tag.subdomain_uuid, tag.resource_name].join(' ');
