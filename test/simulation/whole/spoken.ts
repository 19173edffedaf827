// A cloud that is asked over HTTP, without its server: what was asked before is answered as before while its place stays as it is.
import type { Bucket, Window } from '../../simulator/cloud/buckets.ts';
import { quotas } from '../../simulator/cloud/buckets.ts';
import type { Fault } from '../../simulator/cloud/faults.ts';
import { Refusal } from '../../simulator/cloud/server.ts';
import type { Asked, Dialect, Reply } from '../../simulator/cloud/server.ts';
import { nameOf } from './laws.ts';
import type { Place } from './place.ts';
import type { Answered, Sent, Service } from './wire.ts';
import type { Process, World } from './world.ts';

export interface Spoken<A extends Asked> {
  readonly provider: string;
  readonly dialect: Dialect<A>;
  readonly places: readonly Place[];
  /** Whoever asks, what for, and with which key. */
  readonly keyOf: (sent: Sent) => string;
  /** By product, what it lets pass of each lane. */
  readonly quotas: Readonly<Record<string, Bucket | Window>>;
  readonly laneOf: (asked: Asked) => string;
  /** A cloud may give fewer than it is asked for. */
  readonly shaped?: (asked: A) => { readonly asked: A; readonly fault: Fault | undefined };
  /** What leaves, by the clock of its process: throws a `Violation`. */
  readonly gate: (process: Process, sent: Sent, now: number) => void;
}

/** What the service itself does wrong, now and then. */
export const FAULTS: readonly Fault[] = [
  { kind: 'throttle' },
  { kind: 'server', status: 503 },
  { kind: 'server', status: 500 },
  { kind: 'expired-credentials' },
  { kind: 'unsupported' },
];

export function createSpoken<A extends Asked>(
  world: World,
  spoken: Spoken<A>,
  broken: (error: unknown) => void,
): { readonly service: Service; readonly trouble: (share: number) => void } {
  const { provider, dialect, keyOf, shaped = (asked) => ({ asked, fault: undefined }), gate } = spoken;
  const mayPass = quotas(world.now);
  const presences = new Map(spoken.places.map(({ scope, presence }) => [nameOf(scope), presence]));
  /** What was asked before: its signature was verified then. */
  const known = new Map<string, A>();
  const answers = new Map<string, { readonly instant: number; readonly answered: Answered }>();
  let faults = 0;

  function answer(process: Process, sent: Sent): Answered {
    try {
      const key = keyOf(sent);
      // Of whose clock is wrong, the time in it is looked at.
      const before = process.isAstray ? undefined : known.get(key);
      const asked = before ?? dialect.ask({ ...sent }, world.now());
      known.set(key, asked);
      const fault = faultOf(process, asked);
      const refusal = fault === undefined ? undefined : dialect.refuse(fault, asked);
      return refusal === undefined ? listed(key, asked, sent) : answeredOf(refusal);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return answeredOf(error.reply);
    }
  }

  function listed(key: string, asked: A, sent: Sent): Answered {
    const instant = presences.get(nameOf({ ...asked, provider }))?.now() ?? 0;
    const before = answers.get(key);
    if (before?.instant === instant) return before.answered;
    const shape = shaped(asked);
    const answered = answeredOf(dialect.answer(shape.asked, { ...sent }, shape.fault));
    answers.set(key, { instant, answered });
    return answered;
  }

  function faultOf({ random }: Process, asked: A): Fault | undefined {
    const rate = spoken.quotas[asked.service];
    const isLet = mayPass(rate && { key: spoken.laneOf(asked), rate });
    if (!isLet) return { kind: 'throttle' };
    return random() < faults ? FAULTS[Math.floor(random() * FAULTS.length)] : undefined;
  }

  return {
    service: {
      ms: 60,
      isWrite: () => false,
      answer,
      leaves(process, sent) {
        try {
          gate(process, sent, world.clockOf(process).now());
        } catch (error) {
          broken(error);
        }
      },
    },
    /** From now on this share of answers is wrong. */
    trouble: (share) => void (faults = share),
  };
}

const answeredOf = ({ status, body, headers }: Reply): Answered => ({
  status,
  body: JSON.stringify(body),
  ...(headers !== undefined && { headers }),
});
