import type { Log } from './log.ts';
import type { JobReport } from './ports.ts';
import { summaryOf } from './summary.ts';

/** What a run came to, once, at the top: a line per source that needs attention, and one for the whole. */
export function tell(log: Log, report: JobReport): void {
  for (const { what, error } of report.failures) log.error('could not be synced', { what, error });
  for (const { scope, sources } of report.scopes) {
    for (const { source, outcome, reason, count, pending, cause } of sources) {
      const fields = { ...scope, source, reason, count };
      if (reason === 'bug') log.error('a bug of ours: the records are kept', { ...fields, error: cause });
      else if (outcome === 'kept') log.warn('kept: the list failed', { ...fields, error: cause });
      else if (outcome === 'held') log.warn('held: removals wait', { ...fields, pending });
    }
  }
  for (const { sink, events, error, notes = [] } of report.deliveries) {
    if (error !== undefined) log.warn('a sink did not acknowledge', { sink, events, error });
    for (const note of notes) log.warn('a word on a sink', { sink, note });
  }
  log.info('synced', { provider: report.provider, ...summaryOf([report]) });
}
