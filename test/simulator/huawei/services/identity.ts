/**
 * IAM (projects, regions, temporary keys of an agency) and STS. SDK types of huaweicloud-sdk-nodejs-v3:
 * services/iam/v3/model {AuthProjectResult, Region, CreateTemporaryAccessKeyByAgencyRequestBody, Credential},
 * services/sts/v1/model {AssumeAgencyReqBody, AssumeAgencyResponse, GetCallerIdentityResponse}.
 *
 * - `GET /v3/auth/projects` needs no permission (support.huaweicloud.com/eu/api-iam/iam_06_0003.html) and has no pages
 * - An agency is assumed for 15 minutes to 24 hours, by an account that it trusts
 *   (https://support.huaweicloud.com/api-iam/iam_04_0101.html)
 * - A project that is called `MOS` is the object store's, of no region
 */
import type { Agency, AccountEstate, Estate } from '../estate.ts';
import { REGIONS } from '../estate.ts';
import { type Context, serviceOf } from '../operation.ts';
import { denied, invalid, refusal } from '../refusals.ts';

const iam = serviceOf('iam');
const sts = serviceOf('sts');
const HOST = 'https://iam.myhuaweicloud.com';
const none = { known: [], documented: [], paging: undefined, scope: 'global' } as const;

function projects({ account }: Context): Readonly<Record<string, unknown>> {
  const row = (id: string, name: string, enabled: boolean, parent_id: string): object => ({
    domain_id: account.id,
    is_domain: false,
    parent_id,
    name,
    description: '',
    links: { self: `${HOST}/v3/projects/${id}` },
    id,
    enabled,
  });
  const system = new Map(account.projects.map(({ name, id }) => [name, id]));
  return {
    projects: [
      ...account.projects.map(({ id, name, enabled }) =>
        row(
          id,
          name,
          enabled,
          name.includes('_') ? (system.get(name.split('_')[0] ?? '') ?? account.id) : account.id,
        ),
      ),
      row(`${account.id.slice(0, 28)}0a05`, 'MOS', true, account.id),
    ],
    links: { self: `${HOST}/v3/auth/projects` },
  };
}

export const IAM = [
  iam.asked({
    ...none,
    name: 'KeystoneListAuthProjects',
    method: 'GET',
    path: '/v3/auth/projects',
    answer: projects,
  }),
  iam.asked({
    ...none,
    name: 'KeystoneListProjects',
    method: 'GET',
    path: '/v3/projects',
    known: ['name', 'domain_id'],
    documented: ['parent_id', 'enabled', 'is_domain', 'page', 'per_page'],
    answer(context) {
      const { projects: rows } = projects(context) as { projects: { readonly name: string }[] };
      const name = context.query.get('name');
      return {
        projects: rows.filter((row) => name === null || row.name === name),
        links: { self: `${HOST}/v3/projects` },
      };
    },
  }),
  iam.asked({
    ...none,
    name: 'KeystoneListAuthDomains',
    method: 'GET',
    path: '/v3/auth/domains',
    answer: ({ account: { id, name } }) => ({
      domains: [{ id, name, enabled: true, description: '', links: { self: `${HOST}/v3/domains/${id}` } }],
      links: { self: `${HOST}/v3/auth/domains` },
    }),
  }),
  iam.asked({
    ...none,
    name: 'KeystoneListRegions',
    method: 'GET',
    path: '/v3/regions',
    answer: () => ({
      regions: Object.entries(REGIONS).map(([id, locales]) => ({
        id,
        description: '',
        parent_region_id: null,
        type: 'public',
        locales,
        links: { self: `${HOST}/v3/regions/${id}` },
      })),
      links: { next: null, previous: null, self: `${HOST}/v3/regions` },
    }),
  }),
  iam.asked({
    ...none,
    name: 'CreateTemporaryAccessKeyByAgency',
    method: 'POST',
    path: '/v3.0/OS-CREDENTIAL/securitytokens',
    known: ['auth'],
    status: 201,
    answer({ body, estate, caller, identities, now }) {
      const identity = fieldsOf(fieldsOf(body['auth'])['identity']);
      const role = fieldsOf(identity['assume_role']);
      const lasts = Number(role['duration_seconds'] ?? 900);
      if (!Array.isArray(identity['methods']) || identity['methods'][0] !== 'assume_role') {
        throw refusal(invalid('iam', 'Request parameter methods is invalid.'), 'keystone');
      }
      if (!(lasts >= 900 && lasts <= 86_400)) {
        throw refusal(invalid('iam', 'The duration_seconds is out of range.'), 'keystone');
      }
      const name = String(role['agency_name']);
      const account = accountBy(estate, role['domain_id'], role['domain_name']);
      checkTrust(
        account?.agencies.find((one) => one.name === name),
        caller.account,
        undefined,
        'iam',
      );
      const keys = identities.session(account?.id ?? '', name, now + lasts * 1000);
      return {
        credential: {
          access: keys.accessKeyId,
          secret: keys.secretAccessKey,
          securitytoken: keys.securityToken,
          expires_at: new Date(now + lasts * 1000).toISOString().replace('Z', '000Z'),
        },
      };
    },
  }),
];

export const STS = [
  sts.asked({
    ...none,
    name: 'AssumeAgency',
    method: 'POST',
    path: '/v5/agencies/assume',
    known: ['agency_urn', 'agency_session_name', 'duration_seconds', 'external_id'],
    documented: [
      'policy',
      'policy_ids',
      'serial_number',
      'token_code',
      'source_identity',
      'tags',
      'transitive_tag_keys',
    ],
    answer({ body, estate, caller, identities, now }) {
      const [, domain, name = ''] =
        /^iam::([0-9a-f]{32}):agency:(.+)$/.exec(String(body['agency_urn'])) ?? [];
      const account = accountBy(estate, domain, undefined);
      const external = body['external_id'];
      checkTrust(
        account?.agencies.find((one) => one.name === name),
        caller.account,
        external,
        'sts',
      );
      const lasts = Number(body['duration_seconds'] ?? 3600);
      const keys = identities.session(account?.id ?? '', name, now + lasts * 1000);
      return {
        assumed_agency: {
          urn: `sts::${account?.id}:assumed-agency:${name}/${String(body['agency_session_name'])}`,
          id: `${name}:${String(body['agency_session_name'])}`,
        },
        credentials: {
          access_key_id: keys.accessKeyId,
          secret_access_key: keys.secretAccessKey,
          security_token: keys.securityToken,
          expiration: new Date(now + lasts * 1000).toISOString(),
        },
      };
    },
  }),
  sts.asked({
    ...none,
    name: 'GetCallerIdentity',
    method: 'GET',
    path: '/v5/caller-identity',
    answer: ({ caller }) => ({
      account_id: caller.account,
      principal_urn:
        caller.agency === undefined
          ? `iam::${caller.account}:user:tagsync`
          : `sts::${caller.account}:assumed-agency:${caller.agency}/session`,
      principal_id: caller.accessKeyId,
    }),
  }),
];

function accountBy(estate: Estate, id: unknown, name: unknown): AccountEstate | undefined {
  return Object.values(estate.accounts).find((account) =>
    id === undefined ? account.name === name : account.id === id,
  );
}

function checkTrust(
  agency: Agency | undefined,
  caller: string,
  external: unknown,
  service: 'iam' | 'sts',
): void {
  const trusted = agency?.trusts.includes(caller) === true;
  if (trusted && (service === 'iam' || agency.externalId === undefined || agency.externalId === external))
    return;
  const form = service === 'iam' ? 'keystone' : 'gateway';
  if (agency !== undefined) throw refusal(denied(service, `${service}:agencies:assume`), form);
  const message = 'Could not find agency.';
  throw refusal({ status: 404, code: service === 'iam' ? 'Not Found' : 'STS5.0404', message }, form);
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
