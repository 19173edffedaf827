import { createHash } from 'node:crypto';
import { REMEDIES } from './bucket-error.ts';
import type { Remedies, Remedy } from './bucket-error.ts';
import { bucketStore } from './bucket.ts';
import type { BucketOptions } from './bucket.ts';
import { addressOf } from './bucket-request.ts';
import { ossForbidOverwrite } from './create-only.ts';
import { ossSigned } from './oss-signature.ts';
import type { ObjectStore } from './store.ts';

export interface OssOptions extends BucketOptions {
  /** From inside of Aliyun's network, in the same region. */
  readonly internal?: boolean | undefined;
}

/**
 * Aliyun OSS through its own API. It takes buckets in the host name only
 * (https://help.aliyun.com/en/oss/user-guide/regions-and-endpoints); `pathStyle` is for simulators.
 */
export function ossStore(options: OssOptions): ObjectStore {
  const { bucket, region, endpoint, pathStyle = false, clock } = options;
  const suffix = options.internal === true ? '-internal' : '';
  const address = addressOf(bucket, endpoint ?? `https://oss-${region}${suffix}.aliyuncs.com`, pathStyle);
  return bucketStore(options, {
    ...address,
    scheme: 'oss',
    createOnly: ossForbidOverwrite,
    headers: {},
    remedies: OSS_REMEDIES,
    sign: (request, credentials) => {
      const resource = `/${bucket}/${request.path.slice(address.root.length)}`;
      const digest = request.method === 'PUT' ? { 'content-md5': md5(request.body) } : {};
      const headers = { ...request.headers, ...digest };
      return ossSigned({ ...request, headers }, { region, credentials, clock, resource });
    },
  });
}

function md5(body: Uint8Array): string {
  return createHash('md5').update(body).digest('base64');
}

const denied: Remedy = ({ bucket, region }, found) =>
  found === undefined
    ? `allow oss:GetObject, oss:PutObject and oss:DeleteObject on acs:oss:*:*:${bucket}/* and ` +
      `oss:ListObjects on acs:oss:*:*:${bucket} to these credentials`
    : `the bucket is not in region "${region}": it is at ${found}`;
const token: Remedy = () =>
  'the session token has expired or is not of these keys: get new credentials, and set all three together';
const arrears: Remedy = () => 'the account that owns the bucket is in arrears or closed';

/** https://www.alibabacloud.com/help/en/oss/how-to-troubleshoot-403-status-code-when-you-access-oss */
const OSS_REMEDIES: Remedies = {
  ...REMEDIES,
  AccessDenied: denied,
  // "Invalid signing region in Authorization header": https://github.com/aliyun/alibabacloud-oss-go-sdk-v2/issues/29
  InvalidArgument: () => 'if it is about the signing region, set region to its id, such as cn-hangzhou',
  SecurityTokenExpired: token,
  InvalidSecurityToken: token,
  AccessKeyIdAndSecurityTokenNotMatch: token,
  UserDisable: arrears,
  InDebt: arrears,
  InDebtOverdue: arrears,
};
