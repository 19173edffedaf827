/**
 * What Tencent Cloud says when something is wrong: always HTTP 200, and an `Error` in the response.
 * https://cloud.tencent.com/document/api/213/15694 (the form, and the codes that every product has),
 * https://www.tencentcloud.com/document/product/1209/56023 (the same in English).
 *
 * Each product has codes of its own for a missing permission and for a page that is too large; they come from its
 * list of error codes, tencentcloud-sdk-python 3.1.195, tencentcloud/<product>/<version>/errorcodes.py. That
 * PostgreSQL refuses a page with `InvalidParameterValue.InvalidParameterValueError` and a rule in brackets:
 * https://github.com/tencentcloudstack/terraform-provider-tencentcloud/issues/772
 *
 * Throttles: https://cloud.tencent.com/document/product/1278/109059 (by API, by account, by address).
 */
import { Refusal } from '../cloud/server.ts';
import type { Reply } from '../cloud/server.ts';

export const PRODUCTS = [
  'sts',
  'cvm',
  'region',
  'vpc',
  'clb',
  'cdb',
  'mariadb',
  'dcdb',
  'postgres',
  'sqlserver',
  'cynosdb',
  'redis',
  'tke',
  'tag',
] as const;

export type ProductName = (typeof PRODUCTS)[number];

export interface Said {
  readonly code: string;
  readonly message: string;
}

let served = 0;

export function requestId(): string {
  return `00000000-0000-4000-8000-${String(served++).padStart(12, '0')}`;
}

export function replyOf({ code, message }: Said): Reply {
  return {
    status: 200,
    body: { Response: { Error: { Code: code, Message: message }, RequestId: requestId() } },
  };
}

export function refusal(code: string, message: string): Refusal {
  return new Refusal(replyOf({ code, message }), code);
}

export const missing = (name: string): Refusal =>
  refusal('MissingParameter', `The request is missing a required parameter \`${name}\`.`);

export const unknown = (name: string): Refusal =>
  refusal('UnknownParameter', `The parameter \`${name}\` is not recognized.`);

/** "Parameter error (including errors in format and type)", says the list of common codes. */
export const wrongType = (name: string): Refusal =>
  refusal('InvalidParameter', `The value type of parameter \`${name}\` is not valid.`);

/** A parameter that the cloud knows and the simulator does not act on: loud, and none of the cloud's codes. */
export const notSimulated = (name: string): Refusal =>
  refusal('Simulator.NotSimulated', `The simulator does not act on \`${name}\`.`);

const OUT_OF_RANGE: Readonly<Record<ProductName, string>> = {
  sts: 'InvalidParameter.OverLimit',
  cvm: 'InvalidParameterValueLimit',
  region: 'InvalidParameter',
  vpc: 'InvalidParameterValue.Range',
  clb: 'InvalidParameterValue.Range',
  cdb: 'InvalidParameterValue.InvalidParameterValueError',
  mariadb: 'InvalidParameterValue.InvalidParameterValueError',
  dcdb: 'InvalidParameterValue.InvalidParameterValueError',
  postgres: 'InvalidParameterValue.InvalidParameterValueError',
  sqlserver: 'InvalidParameterValue',
  cynosdb: 'InvalidParameterValue.InvalidParameterValueError',
  redis: 'InvalidParameterValue.InvalidParameterValueError',
  tke: 'InvalidParameterValue.LimitExceeded',
  tag: 'InvalidParameterValue',
};

export function outOfRange(product: ProductName, name: string, min: number, max: number): Refusal {
  const code =
    name !== 'Offset' || (product !== 'cvm' && product !== 'tag')
      ? OUT_OF_RANGE[product]
      : product === 'cvm'
        ? 'InvalidParameterValueOffset'
        : 'InvalidParameterValue.OffsetInvalid';
  return refusal(code, `The ${name} parameter value is invalid and should meet the rule: [${min},${max}]`);
}

export const notMultiple = (product: ProductName): Refusal =>
  refusal(
    product === 'tag' ? 'InvalidParameterValue.OffsetInvalid' : OUT_OF_RANGE[product],
    'The Offset parameter value is invalid and should be a multiple of Limit',
  );

export function tooMany(product: ProductName, name: string, max: number): Refusal {
  const code = product === 'clb' ? 'InvalidParameterValue.Length' : 'InvalidParameterValue.LimitExceeded';
  return refusal(code, `The parameter \`${name}\` should have at most ${max} elements.`);
}

const DENIED: Readonly<Record<ProductName, string>> = {
  sts: 'UnauthorizedOperation',
  cvm: 'UnauthorizedOperation',
  region: 'UnauthorizedOperation',
  vpc: 'UnauthorizedOperation',
  clb: 'UnauthorizedOperation',
  cdb: 'UnauthorizedOperation.NotEnoughPrivileges',
  mariadb: 'UnauthorizedOperation.PermissionDenied',
  dcdb: 'UnauthorizedOperation.PermissionDenied',
  postgres: 'OperationDenied.CamDeniedError',
  sqlserver: 'UnauthorizedOperation.PermissionDenied',
  cynosdb: 'UnauthorizedOperation.PermissionDenied',
  redis: 'UnauthorizedOperation.NoCAMAuthed',
  tke: 'UnauthorizedOperation.CamNoAuth',
  tag: 'AuthFailure.UnauthorizedOperation',
};

export const denied = (product: ProductName, action: string): Said => ({
  code: DENIED[product],
  message: `[request id:${requestId()}]you are not authorized to perform operation (${action}) resource (*) has no permission`,
});

/** All that are documented, one after the other. */
const THROTTLES = [
  'RequestLimitExceeded',
  'RequestLimitExceeded.UinLimitExceeded',
  'RequestLimitExceeded.IPLimitExceeded',
  'RequestLimitExceeded.GlobalRegionUinLimitExceeded',
] as const;
let throttles = 0;

export function throttled(operation: string): Said {
  const code = THROTTLES[throttles++ % THROTTLES.length] ?? 'RequestLimitExceeded';
  return {
    code,
    message: `Your current request times equals to \`21\` in a second, which exceeds the frequency limit \`20\` for a second on \`${operation}\`. Please reduce the frequency of calls.`,
  };
}

export const EXPIRED_TOKEN: Said = {
  code: 'AuthFailure.TokenFailure',
  message: 'Token is not found or expired.',
};

export const unsupportedRegion = (product: string, region: string): Said => ({
  code: 'UnsupportedRegion',
  message: `The region \`${region}\` is not supported by ${product}.`,
});

/** The product was never opened by this account. */
export const NOT_OPENED: Said = {
  code: 'ResourceUnavailable',
  message: 'The service is not activated for this account.',
};

export const INTERNAL: Said = {
  code: 'InternalError',
  message: 'An internal error has occurred. Retry your request.',
};
export const UNAVAILABLE: Said = {
  code: 'ServiceUnavailable',
  message: 'Service is temporarily unavailable.',
};
