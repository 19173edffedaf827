import * as z from 'zod/mini';

export const Text = z.string().check(z.minLength(1, 'must not be empty'));
/** A name that people see: https://github.com/deepflowio/deepflow/tree/main/server/controller/db/metadb/migrator/schema. */
export const ShortText = Text.check(z.maxLength(64, 'expected at most 64 characters'));
