import { parseXML } from '@aws-sdk/xml-builder';
import * as z from 'zod/mini';
import { BucketError } from './bucket-error.ts';
import type { ListPage } from './bucket-list.ts';

const Blob = z.object({
  Name: z.string(),
  Properties: z.object({
    'Last-Modified': z.string().check(z.refine((text) => !Number.isNaN(Date.parse(text)))),
    Etag: z.string(),
    'Content-Length': z.string().check(z.regex(/^\d+$/)),
  }),
});

/** An element that is empty reads as a text, or as nothing. */
const Answer = z.object({
  EnumerationResults: z.object({
    Blobs: z.optional(z.union([z.object({ Blob: z.union([z.array(Blob), Blob]) }), z.string()])),
    NextMarker: z.optional(z.string()),
  }),
});

/** https://learn.microsoft.com/en-us/rest/api/storageservices/list-blobs */
export function readBlobPage(xml: Uint8Array, where: string): ListPage {
  let parsed;
  try {
    // A mark of the byte order comes first.
    parsed = Answer.parse(parseXML(new TextDecoder().decode(xml)));
  } catch (error) {
    throw new BucketError(`${where}: the list does not read`, { transient: true, cause: error });
  }
  const { Blobs = '', NextMarker } = parsed.EnumerationResults;
  const found = typeof Blobs === 'string' ? [] : [Blobs.Blob].flat();
  const listed = found.map(({ Name, Properties }) => ({
    key: Name,
    size: Number(Properties['Content-Length']),
    etag: quoted(Properties.Etag),
    modified: Date.parse(Properties['Last-Modified']),
  }));
  return { listed, next: NextMarker || undefined };
}

/** Lists write it bare, headers in quotes. */
export function quoted(etag: string): string {
  return etag.startsWith('"') ? etag : `"${etag}"`;
}
