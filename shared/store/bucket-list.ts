import { parseXML } from '@aws-sdk/xml-builder';
import * as z from 'zod/mini';
import { BucketError } from './bucket-error.ts';
import type { Listed, ListQuery } from './store.ts';

const Contents = z.object({
  Key: z.string(),
  Size: z.string().check(z.regex(/^\d+$/)),
  ETag: z.string(),
  LastModified: z.string().check(z.refine((text) => !Number.isNaN(Date.parse(text)))),
});

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
const Answer = z.object({
  ListBucketResult: z.object({
    IsTruncated: z.enum(['true', 'false']),
    NextContinuationToken: z.optional(z.string()),
    Contents: z.optional(z.union([z.array(Contents), Contents])),
  }),
});

export interface ListPage {
  readonly listed: readonly Listed[];
  /** `undefined`: this page is the last one. */
  readonly next: string | undefined;
}

/** A page that does not read throws: "A 200 OK response can contain valid or invalid XML", says S3. */
export function readListPage(xml: Uint8Array, where: string): ListPage {
  let parsed;
  try {
    parsed = Answer.parse(parseXML(new TextDecoder().decode(xml)));
  } catch (error) {
    throw new BucketError(`${where}: the list does not read`, { transient: true, cause: error });
  }
  const { Contents: found = [], IsTruncated, NextContinuationToken: next } = parsed.ListBucketResult;
  if (IsTruncated === 'true' && !next) throw new BucketError(`${where}: more to list, but no token`);
  const listed = [found].flat().map(({ Key, Size, ETag, LastModified }) => ({
    key: Key,
    size: Number(Size),
    etag: ETag,
    modified: Date.parse(LastModified),
  }));
  return { listed, next: IsTruncated === 'true' ? next : undefined };
}

/** The log reads a list as a sequence, so an order that is not of bytes must not pass. */
export function checkOrder(
  listed: readonly Listed[],
  { prefix, startAfter }: Omit<ListQuery, 'limit'>,
  where: string,
): void {
  let last = startAfter;
  for (const { key } of listed) {
    if (key <= last || !key.startsWith(prefix)) {
      throw new BucketError(
        `${where}: "${key}" after "${last}" is not the order of bytes; use a general purpose bucket ` +
          `(directory buckets are not ordered), or a store that lists as S3 does`,
      );
    }
    last = key;
  }
}
