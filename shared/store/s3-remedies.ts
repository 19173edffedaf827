import { REMEDIES } from './bucket-error.ts';
import type { Remedies, Remedy } from './bucket-error.ts';

const newCredentials: Remedy = () => 'the session has expired: get new credentials';
const wrongRegion: Remedy = ({ region }, found) =>
  `the bucket is not in region "${region}": set region to ${found === undefined ? 'the one it is in' : `"${found}"`}`;
const denied: Remedy = ({ operation, bucket }) =>
  `allow s3:GetObject, s3:PutObject and s3:DeleteObject on arn:aws:s3:::${bucket}/* and s3:ListBucket on ` +
  `arn:aws:s3:::${bucket} to these credentials (and the use of its KMS key)` +
  (operation === 'GetObject'
    ? '; without s3:ListBucket S3 answers so for an object that does not exist, too'
    : '');

/** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#ErrorCodeList */
export const S3_REMEDIES: Remedies = {
  ...REMEDIES,
  AccessDenied: denied,
  AllAccessDisabled: denied,
  PermanentRedirect: wrongRegion,
  AuthorizationHeaderMalformed: wrongRegion,
  IllegalLocationConstraintException: wrongRegion,
  TemporaryRedirect: () => 'the bucket is new and its name not yet known everywhere: wait, or set region',
  ExpiredToken: newCredentials,
  TokenRefreshRequired: newCredentials,
  InvalidToken: () =>
    'the session token is not of these keys: set accessKeyId, secretAccessKey, sessionToken together',
  NotImplemented: () =>
    'this store does not know the request: if it has a create-only header of its own, set createOnly',
};
