import { startBuckets } from '../s3/server.ts';
import type { CreateHeader, S3Simulator } from '../s3/server.ts';
import { verify } from './verify.ts';
import type { Identity } from './verify.ts';

/**
 * https://help.aliyun.com/en/oss/user-guide/0026-00000002. In a bucket that has, or ever had, versioning
 * the header has no effect (https://help.aliyun.com/en/oss/developer-reference/putobject): that is
 * `createOnly: 'ignored'`.
 */
const FORBID_OVERWRITE: CreateHeader = {
  name: 'x-oss-forbid-overwrite',
  value: 'true',
  status: 409,
  code: 'FileAlreadyExists',
};

/** OSS as the store driver needs it; lists and errors are as S3 has them. */
export function startOss(options: Identity & { readonly buckets: readonly string[] }): Promise<S3Simulator> {
  return startBuckets(options.buckets, {
    verify: (received, at, now) => verify(received, at, options, now),
    header: FORBID_OVERWRITE,
    // https://help.aliyun.com/en/oss/user-guide/0017-00000245
    unknown: ['if-none-match', 'if-match'],
  });
}
