/**
 * What QingCloud answers when something is wrong: HTTP 200, and the reason in `ret_code`.
 * https://docsv3.qingcloud.com/development_docs/api/error_code/
 */
import { type Reply, Refusal } from '../cloud/server.ts';

export interface Said {
  readonly code: number;
  readonly message: string;
}

export const replyOf = ({ code, message }: Said): Reply => ({
  status: 200,
  body: { message, ret_code: code },
});

export const refusal = (code: number, message: string): Refusal =>
  new Refusal(replyOf({ code, message }), String(code));

/** "Where a parameter is missing, or its value is not of the right form." */
export const malformed = (message: string): Refusal => refusal(1100, `InvalidMessageFormat, ${message}`);

/** "Where a method is asked for that does not exist." */
export const noSuchAction = (action: string): Refusal =>
  refusal(1101, `InvalidRequestMethod, ${action} does not exist`);

export const unauthenticated = (message: string): Refusal => refusal(1200, `AuthFailure, ${message}`);

export const expired = (): Refusal =>
  refusal(1300, 'RequestHasExpired, the request is more than 60 seconds old');

export const DENIED: Said = { code: 1400, message: 'PermissionDenied, you can not do this' };

/** The example of https://docsv3.qingcloud.com/authorization/iam/faq/assume_role/ */
export const DENIED_BY_IAM: Said = {
  code: 1400,
  message: 'PermissionDenied, IAM authorization evaluate deny',
};

export const QUOTA: Said = { code: 2500, message: 'QuotasExceeded, you have reached the API quota of today' };
export const BUSY: Said = { code: 5100, message: 'ServerBusy, please try later' };
export const INTERNAL: Said = { code: 5000, message: 'InternalError, something went wrong' };
export const UPDATING: Said = { code: 5300, message: 'ServiceUpdating, please try later' };
export const NO_MODULE: Said = { code: 3300, message: 'InvalidModule, there is no such module' };
