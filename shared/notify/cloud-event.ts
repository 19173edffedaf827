import { encodePart } from '../model/ref.ts';
import type { Counts, Event, SourceState } from './event.ts';

/** https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md */
export interface CloudEvent {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly data: {
    readonly scope: Event['scope'];
    readonly version: number;
    /** `null` in a snapshot. */
    readonly priorVersion: number | null;
    readonly runId: string;
    readonly cause: string;
    /** By source: what this event adds, changes, removes; only where that is something. */
    readonly counts: Readonly<Record<string, Counts>>;
    /** By source: how it stands now. */
    readonly outcomes: Readonly<Record<string, SourceState>>;
    /** Where the commit is, and from it the records. */
    readonly location: Event['location'];
  };
}

const TYPES: Readonly<Record<Event['type'], string>> = {
  changes: 'io.cloud-tag-sync.scope.changed',
  snapshot: 'io.cloud-tag-sync.scope.snapshot',
};

/** The same event gives the same CloudEvent, so a receiver can drop what it gets twice. */
export function cloudEvent(event: Event): CloudEvent {
  const { provider, account, region } = event.scope;
  const scope = [provider, account, region].map(encodePart).join('/');
  return {
    specversion: '1.0',
    id: idOf(scope, event),
    source: `/cloud-tag-sync/${scope}`,
    type: TYPES[event.type],
    subject: event.location.key,
    time: event.at,
    datacontenttype: 'application/json',
    data: {
      scope: { provider, account, region },
      version: event.version,
      priorVersion: event.prior ?? null,
      runId: event.runId,
      cause: event.cause,
      counts: event.counts,
      outcomes: event.sources,
      location: event.location,
    },
  };
}

/** No full stop, which separates the parts of what Standard Webhooks signs. */
function idOf(scope: string, { version, type }: Event): string {
  return `${scope}/${version}${type === 'snapshot' ? '/snapshot' : ''}`.replaceAll('.', '%2E');
}
