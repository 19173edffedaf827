import * as z from 'zod/mini';
import { FORMATS, PROMETHEUS } from '../lookup/exports/choice.ts';
import type { ObjectStore } from '../store/store.ts';
import type { Log } from './log.ts';
import type { JobReport } from './ports.ts';

/** One document beside the log: `exports/<name>`, written over whenever something was committed. */
export const ExportConfig = z.strictObject({
  format: z.enum(FORMATS),
  name: z
    .string()
    .check(
      z.regex(
        /^(?!\.)[\w.-]{1,100}$/,
        'expected a file name of letters, digits and ._-: it ends the key exports/<name>',
      ),
    ),
  /** `prometheus`: of every target. */
  port: z.prefault(z.int().check(z.minimum(1), z.maximum(65_535)), PROMETHEUS.port),
});
export type ExportConfig = z.infer<typeof ExportConfig>;

export const Exports = z
  .array(ExportConfig)
  .check(
    z.refine(
      (exports) => new Set(exports.map(({ name }) => name)).size === exports.length,
      'two exports have the same name: rename one, the later would overwrite the earlier',
    ),
  );

/** After a run that committed. What cannot be read leaves the documents as they were: half of an estate is none. */
export async function keepExports(
  report: Pick<JobReport, 'scopes'>,
  exports: readonly ExportConfig[],
  { store, log }: { readonly store: ObjectStore; readonly log: Log },
): Promise<void> {
  if (exports.length === 0 || !report.scopes.some(({ committed }) => committed)) return;
  try {
    // Of most functions nobody wants an export: they start without what writes one.
    const [{ exported }, { openLookup }] = await Promise.all([
      import('../lookup/exports/formats.ts'),
      import('../lookup/lookup.ts'),
    ]);
    const lookup = await openLookup({ store });
    const [problem] = lookup.problems();
    if (problem !== undefined) {
      log.warn('exports stay as they were: not everything could be read', { ...problem });
      return;
    }
    for (const { format, name, port } of exports) {
      const pieces = exported(lookup, format, { ...PROMETHEUS, port });
      await store.put(`exports/${name}`, Buffer.from([...pieces].join('')));
    }
  } catch (error) {
    log.warn('exports stay as they were', { error });
  }
}
