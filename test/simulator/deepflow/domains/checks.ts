/**
 * What the controller checks of `PUT /v1/domain-additional-resources/`, in its order, with its codes and words.
 * https://github.com/deepflowio/deepflow/blob/main/server/controller/http/service/resource/domain_additional_resource.go
 * and CheckJSONParam of server/controller/http/router/common.
 */
import { LISTS } from '../../../../functions/deepflow/payload.ts';
import type { Payload, Vinterface } from '../../../../functions/deepflow/payload.ts';
import { isAddress, isCidr, isWithin } from './blocks.ts';
import { Crashed, Refused } from './refused.ts';
import type { Resources, Row } from './resources.ts';

/** Of the database and of the domains, what a PUT is held against. */
export interface Known {
  /** The region of each domain; `undefined`: its CONFIG has none. */
  readonly domains: ReadonlyMap<string, string | undefined>;
  /** What has been recorded of a domain. */
  readonly rows: (domain: string) => Resources;
}

/** The union of all keys of the model: a key is not looked at by its level. */
const KEYS = new Set(
  (
    'azs vpcs subnets hosts chosts cloud_tags lbs peer_connections name uuid domain_uuid vpc_uuid cidrs az_uuid type is_vip ' +
    'ip vinterfaces host_ip mac subnet_uuid ips resource_type resource_name subdomain_uuid tags key value model region_uuid ' +
    'lb_listeners protocol port lb_target_servers local_vpc_uuid local_region_uuid remote_vpc_uuid remote_region_uuid'
  ).split(' '),
);

export function checkKeys(value: unknown): void {
  if (Array.isArray(value)) return value.forEach(checkKeys);
  if (typeof value !== 'object' || value === null) return;
  for (const [key, member] of Object.entries(value)) {
    if (!KEYS.has(key)) throw new Refused('INVALID_PARAMETERS', `rogue field(${key})`);
    checkKeys(member);
  }
}

export function checkPayload(payload: Payload, known: Known): void {
  const { domains, rows } = known;
  const asked = new Set(LISTS.flatMap((list) => payload[list].map((item) => item.domain_uuid)));
  // It is taken for a text without a look.
  for (const uuid of asked)
    if (domains.has(uuid) && domains.get(uuid) === undefined) throw new Crashed('interface conversion');
  const domainOf = (what: string, name: string, uuid: string): Resources => {
    if (!domains.has(uuid))
      throw new Refused('RESOURCE_NOT_FOUND', `${what} (name: ${name}) domain (uuid: ${uuid}) not found`);
    return rows(uuid);
  };
  const inPut = (list: 'azs' | 'vpcs' | 'subnets', domain: string): ReadonlySet<string> =>
    new Set(payload[list].filter(({ domain_uuid }) => domain_uuid === domain).map(({ uuid }) => uuid));
  const isKnown = (list: 'azs' | 'vpcs' | 'subnets', domain: string, uuid: string): boolean =>
    hasRow(rows(domain)[list === 'subnets' ? 'networks' : list], uuid) || inPut(list, domain).has(uuid);
  const checkVif = (
    what: string,
    name: string,
    domain: string,
    { mac, subnet_uuid: subnet, ips }: Vinterface,
  ): void => {
    const card = `${what} (name: ${name}) vinterface (mac: ${mac})`;
    if (what === 'host' && subnet === '' && ips.length === 0) return;
    if (!isKnown('subnets', domain, subnet))
      throw new Refused('RESOURCE_NOT_FOUND', `${card} subnet (uuid: ${subnet}) not found`);
    // Of hosts alone, and the message names what is left of it: nothing.
    if (what === 'host' && ips.some((ip) => !isAddress(ip)))
      throw new Refused('INVALID_PARAMETERS', `${card} ip:  is invalid`);
  };
  for (const { name, domain_uuid } of payload.azs) domainOf('az', name, domain_uuid);
  for (const { name, domain_uuid } of payload.vpcs) domainOf('vpc', name, domain_uuid);
  for (const { name, domain_uuid: domain, az_uuid: az, vpc_uuid: vpc, cidrs } of payload.subnets) {
    domainOf('subnet', name, domain);
    if (az !== '' && !isKnown('azs', domain, az)) missing('subnet', name, 'az', az);
    if (!isKnown('vpcs', domain, vpc)) missing('subnet', name, 'vpc', vpc);
    for (const cidr of cidrs)
      if (!isCidr(cidr)) throw new Refused('INVALID_PARAMETERS', `subnet (name: ${name}) cidr:  is invalid`);
  }
  for (const host of payload.hosts) {
    domainOf('host', host.name, host.domain_uuid);
    if (!isKnown('azs', host.domain_uuid, host.az_uuid)) missing('host', host.name, 'az', host.az_uuid);
    for (const vif of host.vinterfaces) checkVif('host', host.name, host.domain_uuid, vif);
  }
  for (const {
    name,
    domain_uuid: domain,
    az_uuid: az,
    vpc_uuid: vpc,
    host_ip: hostIp,
    vinterfaces,
  } of payload.chosts) {
    const own = domainOf('chost', name, domain);
    if (!isKnown('azs', domain, az)) missing('chost', name, 'az', az);
    if (!isKnown('vpcs', domain, vpc)) missing('chost', name, 'vpc', vpc);
    const inTable = payload.hosts.filter(({ domain_uuid }) => domain_uuid === domain);
    const isHost = [...own.hosts, ...inTable].some(({ ip }) => ip === hostIp);
    if (hostIp !== '' && !isHost) missing('chost', name, 'host', hostIp);
    for (const vif of vinterfaces) checkVif('chost', name, domain, vif);
  }
  for (const { name, domain_uuid: domain, region_uuid: region, vpc_uuid: vpc, vinterfaces } of payload.lbs) {
    domainOf('lb', name, domain);
    if (domains.get(domain) !== region)
      throw new Refused(
        'RESOURCE_NOT_FOUND',
        `lb (name: ${name}) domain (uuid: ${domain}) region(: ${region}) not found`,
      );
    if (!isKnown('vpcs', domain, vpc)) missing('lb', name, 'vpc', vpc);
    for (const vif of vinterfaces) checkVif('lb', name, domain, vif);
  }
  for (const {
    resource_type: type,
    resource_name: name,
    domain_uuid: domain,
    subdomain_uuid: sub,
    tags,
  } of payload.cloud_tags) {
    const own = domainOf('cloud tag', name, domain);
    if (sub !== '') {
      if (type !== 'pod_ns')
        throw new Refused(
          'INVALID_POST_DATA',
          `cloud tag (resource type: ${type}) subdomain (uuid: ${sub}) not support`,
        );
      // Of any domain that the PUT names, not of the tag's own alone.
      const inside = [...asked].flatMap((one) =>
        rows(one).namespaces.filter(({ subDomain }) => subDomain === sub),
      );
      if (inside.length === 0)
        throw new Refused('RESOURCE_NOT_FOUND', `cloud tag subdomain (uuid: ${sub}) not found`);
      if (!inside.some((one) => one.name === name))
        throw new Refused(
          'INVALID_POST_DATA',
          `cloud tag (resource name: ${name}) subdomain (uuid: ${domain}) not found`,
        );
    } else {
      if (type !== 'chost' && type !== 'pod_ns')
        throw new Refused('INVALID_POST_DATA', `cloud tag (resource type: ${String(type)}) not support`);
      // Without a sub-domain, those of the domain's sub-domains count too.
      const there: readonly Row[] = type === 'chost' ? own.vms : own.namespaces;
      if (!there.some((one) => one.name === name))
        throw new Refused(
          there.length === 0 ? 'RESOURCE_NOT_FOUND' : 'INVALID_POST_DATA',
          `cloud tag (resource name: ${name}) domain (uuid: ${domain}) not found`,
        );
    }
    for (const { key, value } of tags) {
      if (key === '' || value === '') throw new Refused('FAIL', `tag key or value is empty`);
      if (/[ :`\\']/.test(key) || /[ :`\\]/.test(value))
        throw new Refused('FAIL', `tag (${key}: ${value}) has a character that is not allowed`);
    }
  }
  for (const {
    name,
    domain_uuid: domain,
    local_vpc_uuid: local,
    local_region_uuid: lr,
    remote_vpc_uuid: remote,
    remote_region_uuid: rr,
  } of payload.peer_connections) {
    const own = domainOf('peer_connection', name, domain);
    const refuse = (why: string): never => {
      throw new Refused('INVALID_POST_DATA', `peer_connection (name: ${name}) ${why}`);
    };
    if (local === remote) refuse('has the same vpc on both sides');
    const region = own.azs.length > 0 ? domains.get(domain) : undefined;
    for (const [vpc, its] of [
      [local, lr],
      [remote, rr],
    ] as const) {
      if (its !== region) refuse(`region (uuid: ${its}) not found`);
      if (!hasRow(own.vpcs, vpc)) refuse(`vpc (uuid: ${vpc}) not found`);
    }
  }
  checkAddresses(payload, rows);
}

/** Behind all else, when the table is made of it: each address lies in a block of its subnet. */
function checkAddresses({ subnets, hosts, chosts, lbs }: Payload, rows: Known['rows']): void {
  const devices = [
    ...hosts.map((host) => ({ what: 'host', ...host })),
    ...chosts.map((chost) => ({ what: 'chost', ...chost })),
    ...lbs.map((lb) => ({ what: 'lb', ...lb })),
  ];
  for (const { what, name, domain_uuid: domain, vinterfaces } of devices)
    for (const { mac, subnet_uuid: subnet, ips } of vinterfaces) {
      const sent = subnets.findLast((one) => one.uuid === subnet && one.domain_uuid === domain);
      const blocks = (sent ?? rows(domain).networks.find(({ uuid }) => uuid === subnet))?.cidrs ?? [];
      for (const ip of ips)
        if (!isAddress(ip) || !blocks.some((cidr) => isWithin(cidr, ip)))
          throw new Refused(
            'RESOURCE_NOT_FOUND',
            `${what} (name: ${name}) vinterface (mac: ${mac}) ip: ${ip} is not in any cidr`,
          );
    }
}

const hasRow = (rows: readonly Row[], uuid: string): boolean => rows.some((row) => row.uuid === uuid);

function missing(what: string, name: string, of: string, uuid: string): never {
  throw new Refused('RESOURCE_NOT_FOUND', `${what} (name: ${name}) ${of} (uuid: ${uuid}) not found`);
}
