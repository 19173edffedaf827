/**
 * What Volcengine says when something is wrong: an `Error` in `ResponseMetadata`.
 * https://github.com/volcengine/volcengine-go-sdk/blob/master/volcengine/response/volcengine_response.go (the form)
 * https://docs.byteplus.com/byteplus-platform/reference/common-error-codes (the platform's codes, numbers and statuses)
 *
 * Products have codes of their own for parameters and for what is not there: those that end in `.NotFound` come with
 * 404, as the vendor's Terraform provider expects (`ResourceNotFoundError` of common_volcengine_error.go).
 */
import { Refusal } from '../cloud/server.ts';
import type { Reply } from '../cloud/server.ts';

export interface Said {
  readonly code: string;
  readonly message: string;
  readonly status: number;
  /** The platform's number; products have none. */
  readonly number?: number;
}

let served = 0;

export function requestId(): string {
  return `20261128000000${String(served++).padStart(18, '0')}`;
}

export interface Metadata {
  readonly Action: string;
  readonly Version: string;
  readonly Service: string;
  readonly Region: string;
}

export function replyOf({ code, message, status, number }: Said, metadata?: Metadata): Reply {
  return {
    status,
    body: {
      ResponseMetadata: {
        RequestId: requestId(),
        ...metadata,
        Error: { ...(number !== undefined && { CodeN: number }), Code: code, Message: message },
      },
    },
  };
}

export const refusal = (said: Said): Refusal => new Refusal(replyOf(said), said.code);

export const missing = (name: string): Refusal =>
  refusal({
    code: `MissingParameter.${name}`,
    message: `The required parameter ${name} is missing.`,
    status: 400,
  });

export const unknown = (name: string): Refusal =>
  refusal({ code: 'InvalidParameter', message: `The parameter ${name} is not recognized.`, status: 400 });

export const invalid = (name: string): Refusal =>
  refusal({ code: `Invalid${name}.Malformed`, message: `The specified ${name} is not valid.`, status: 400 });

export const notFound = (what: string, id: string): Refusal =>
  refusal({
    code: `Invalid${what}.NotFound`,
    message: `The specified ${what} ${id} does not exist.`,
    status: 404,
  });

/** A parameter that the cloud knows and the simulator does not act on: loud, and none of the cloud's codes. */
export const notSimulated = (name: string): Refusal =>
  refusal({ code: 'Simulator.NotSimulated', message: `The simulator does not act on ${name}.`, status: 400 });

/** The platform's own refusals. */
export const PLATFORM = {
  missingToken: {
    code: 'MissingAuthenticationToken',
    message: 'Request is missing Authentication Token.',
    status: 401,
    number: 100003,
  },
  missingInfo: {
    code: 'MissingRequestInfo',
    message: 'The request is missing Access Key, Service or Region information.',
    status: 400,
    number: 100004,
  },
  missingAction: {
    code: 'MissingParameter',
    message: 'The request is missing Action or Version parameter.',
    status: 400,
    number: 100002,
  },
  timestamp: {
    code: 'InvalidTimestamp',
    message: 'The signature of the request is expired.',
    status: 400,
    number: 100006,
  },
  accessKey: {
    code: 'InvalidAccessKey',
    message: 'The accesskey included in the request is invalid.',
    status: 401,
    number: 100009,
  },
  signature: {
    code: 'SignatureDoesNotMatch',
    message:
      'The request signature we calculated does not match the signature you provided. Check your Secret Access Key and signing method. Consult the service documentation for details.',
    status: 401,
    number: 100010,
  },
  token: {
    code: 'InvalidSecurityToken',
    message: 'The security token included in the request is invalid or expired.',
    status: 401,
  },
  internal: {
    code: 'InternalError',
    message: 'This request has failed due to an internal error.',
    status: 500,
    number: 100014,
  },
  unavailable: {
    code: 'ServiceUnavailableTemp',
    message: 'The service is temporarily unavailable.',
    status: 503,
  },
} as const satisfies Readonly<Record<string, Said>>;

export const noService = (service: string): Said => ({
  code: 'ServiceNotFound',
  message: `This service[${service}] not found.`,
  status: 404,
  number: 100007,
});

export const noAction = (action: string, version: string): Said => ({
  code: 'InvalidActionOrVersion',
  message: `Could not find operation ${action} for version ${version}.`,
  status: 404,
  number: 100008,
});

export const denied = (action: string): Said => ({
  code: 'AccessDenied',
  message: `User is not authorized to perform: ${action} on resource: *.`,
  status: 403,
  number: 100013,
});

/** The product was never opened by this account. */
export const notOpened = (service: string): Said => ({
  code: 'ServiceNotOpen',
  message: `The service ${service} is not activated for this account.`,
  status: 403,
});

/** One code with several statuses, and one that comes with a number only, one after the other. */
const THROTTLES: readonly Said[] = [
  { code: 'FlowLimitExceeded', message: 'Request was rejected because of flow limit.', status: 429 },
  { code: 'AccountFlowLimitExceeded', message: 'Account flow limit exceeded.', status: 400, number: 100027 },
  { code: 'FlowLimitExceeded', message: 'Request was rejected because of flow limit.', status: 200 },
  { code: '', message: 'Request was rejected because of flow limit.', status: 400, number: 100018 },
];
let throttles = 0;

export function throttled(): Said {
  const said = THROTTLES[throttles++ % THROTTLES.length];
  if (said === undefined) throw new Error('no throttle');
  return said;
}
