/**
 * What Huawei Cloud says when something is wrong: the gateway in front of all services has one form, the services
 * behind it have their own.
 *
 * Sources
 * - The gateway: `{error_code, error_msg, request_id}`, codes `APIGW.nnnn`:
 *   https://support.huaweicloud.com/intl/en-us/devg-apisign/api-sign-errorcode.html . 0101 no such API in this
 *   region (github.com/huaweicloud/terraform-provider-huaweicloud/issues/230), 0301 not authenticated
 *   (…/huaweicloud-sdk-java-v3/issues/44), 0308 too many requests (429,
 *   …/terraform-provider-huaweicloud/issues/1335), 0310 the project is unavailable, 0502 frozen for want of
 *   money, 0801 the service is not in this region, 0802 the user may not enter this region. The prefix is `APIG` on some gateways
 *   (https://docs.otc.t-systems.com/api-gateway/umn/faqs/api_authentication/ , sister product)
 * - Services: ECS `{forbidden: {code, message}}` (github.com/opentelekomcloud/terraform-provider-opentelekomcloud/
 *   issues/1983, sister product) and `{error: {code, message}}` (support.huaweicloud.com/api-ecs/ecs_04_0004.html);
 *   VPC v1 `{code, message}`, v2.0 `{NeutronError: {type, message, detail}}`, v3 `{error_code, error_msg,
 *   request_id}` (support.huaweicloud.com/api-vpc/vpc_api_0003.html); IAM `{error: {code, message, title}}`
 *   (support.huaweicloud.com/api-iam/iam_02_0006.html); CCE `{errorCode, errorMessage}` (…/api-cce/ErrorCode.html);
 *   NAT v2 as Neutron, its private gateways as the gateway (…/api-natgateway/ErrorCode.html, `NAT.nnnn`);
 *   the others as the gateway, with codes of their own: core/exception/ExceptionUtil.ts of
 *   huaweicloud-sdk-nodejs-v3 reads all of them
 */
import { Refusal } from '../cloud/server.ts';
import type { Reply } from '../cloud/server.ts';

export type ServiceName =
  | 'iam'
  | 'sts'
  | 'tms'
  | 'ecs'
  | 'vpc'
  | 'eip'
  | 'nat'
  | 'elb'
  | 'cc'
  | 'er'
  | 'rds'
  | 'gaussdb'
  | 'opengauss'
  | 'dcs'
  | 'cce';

/** How errors are written. */
export type Form = 'gateway' | 'plain' | 'nested' | 'neutron' | 'keystone' | 'cce';

export interface Said {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

let served = 0;

export const requestId = (): string => (served++).toString(16).padStart(32, '0');

export function replyOf({ status, code, message }: Said, form: Form): Reply {
  const id = requestId();
  const headers = { 'x-request-id': id };
  // What the gateway says never reaches the service.
  const written = /^APIGW?\./.test(code) ? 'gateway' : form;
  return { status, headers, body: bodyOf({ status, code, message }, written, id) };
}

function bodyOf({ status, code, message }: Said, form: Form, request_id: string): unknown {
  switch (form) {
    case 'gateway':
      return { error_code: code, error_msg: message, request_id };
    case 'plain':
      return { code, message, request_id };
    case 'nested':
      return { error: { code, message } };
    case 'neutron':
      return { NeutronError: { type: code, message, detail: '' } };
    case 'keystone':
      return { error: { code: status, message, title: code } };
    case 'cce':
      return { kind: 'Status', apiVersion: 'v1', code: status, errorCode: code, errorMessage: message };
    default:
      return form satisfies never;
  }
}

export const refusal = (said: Said, form: Form = 'gateway'): Refusal => new Refusal(replyOf(said, form));

export const unauthenticated = (why: string): Refusal =>
  refusal({ status: 401, code: 'APIGW.0301', message: `Incorrect IAM authentication information: ${why}` });

export const NO_SUCH_API: Said = {
  status: 404,
  code: 'APIGW.0101',
  message: 'The API does not exist or has not been published in the environment',
};

export const FORBIDDEN_REGION: Said = {
  status: 403,
  code: 'APIGW.0802',
  message: 'The IAM user is forbidden in the currently selected region',
};

/** The window is the quota's: seconds in IAM, minutes elsewhere (`limit:200,time:5 minute`). */
export const THROTTLED: Said = {
  status: 429,
  code: 'APIGW.0308',
  message: 'The throttling threshold has been reached: policy user over ratelimit,limit:20,time:1 second',
};

const FORMS: Readonly<Record<ServiceName, Form>> = {
  iam: 'keystone',
  sts: 'gateway',
  tms: 'gateway',
  ecs: 'nested',
  vpc: 'gateway',
  eip: 'gateway',
  nat: 'neutron',
  elb: 'gateway',
  cc: 'gateway',
  er: 'gateway',
  rds: 'gateway',
  gaussdb: 'gateway',
  opengauss: 'gateway',
  dcs: 'gateway',
  cce: 'cce',
};

/** VPC and NAT write errors as the version of the API in the path does. */
export function formOf(service: ServiceName, path: string): Form {
  if (service === 'nat' && path.startsWith('/v3/')) return 'gateway';
  if (service !== 'vpc' && service !== 'eip') return FORMS[service];
  if (path.startsWith('/v1/')) return 'plain';
  return path.startsWith('/v2.0/vpc') ? 'neutron' : 'gateway';
}

/** Codes of the services: [a bad request, no permission]. */
const CODES: Readonly<Record<ServiceName, readonly [bad: string, denied: string]>> = {
  iam: ['Bad Request', 'Forbidden'],
  sts: ['STS5.0001', 'STS5.0403'],
  tms: ['TMS.0002', 'TMS.0010'],
  ecs: ['Ecs.0005', 'Ecs.0003'],
  vpc: ['VPC.0002', 'VPC.2201'],
  eip: ['EIP.7904', 'EIP.7901'],
  nat: ['InvalidInput', 'PolicyNotAuthorized'],
  elb: ['ELB.8902', 'ELB.9803'],
  cc: ['CC.00000400', 'CC.00000403'],
  er: ['ER.0000400', 'ER.0000403'],
  rds: ['DBS.280001', 'DBS.280011'],
  gaussdb: ['DBS.280001', 'DBS.280011'],
  opengauss: ['DBS.280001', 'DBS.280011'],
  dcs: ['DCS.4003', 'DCS.2007'],
  cce: ['CCE.01400001', 'CCE.01403001'],
};

export function denied(service: ServiceName, action: string): Said {
  const message = `Policy doesn't allow ${action} to be performed.`;
  return { status: 403, code: CODES[service][1], message };
}

export function invalid(service: ServiceName, message: string): Said {
  return { status: 400, code: CODES[service][0], message };
}
