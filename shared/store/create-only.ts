import { codeOf } from './bucket-error.ts';
import type { Answer } from './bucket-error.ts';

/** How a store is asked to put an object only where there is none, and how it says that there is one. */
export interface CreateOnly {
  readonly headers: Readonly<Record<string, string>>;
  readonly exists: (answer: Answer) => boolean;
}

/**
 * 412: there is one; MinIO once said it with 304 (https://github.com/minio/minio/issues/19442).
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 */
const ifNoneMatch: CreateOnly = {
  headers: { 'if-none-match': '*' },
  exists: ({ status }) => status === 412 || status === 304,
};

/** Some stores ignore their header, in all buckets or in versioned ones: only `proveCreateOnly` tells. */
function forbidOverwrite(header: string, code: string): CreateOnly {
  return {
    headers: { [header]: 'true' },
    exists: (answer) => answer.status === 409 && codeOf(answer) === code,
  };
}

/**
 * Ignored where versioning is, or ever was, switched on.
 * https://help.aliyun.com/en/oss/developer-reference/putobject
 */
export const ossForbidOverwrite = forbidOverwrite('x-oss-forbid-overwrite', 'FileAlreadyExists');

/**
 * What an S3 store is asked with. COS: https://cloud.tencent.com/document/product/436/7749, not for
 * buckets that ever had versioning. OBS: only clients of others use it, none of OBS's own pages that
 * we could read has it.
 */
export const CREATE_ONLY = {
  'if-none-match': ifNoneMatch,
  cos: forbidOverwrite('x-cos-forbid-overwrite', 'FileAlreadyExists'),
  obs: forbidOverwrite('x-obs-forbid-overwrite', 'ObjectAlreadyExists'),
} satisfies Readonly<Record<string, CreateOnly>>;
