// `fetch` without a network: the host of a request names the process that sends it and the service that it asks.
import type { Process, World } from './world.ts';

export interface Sent {
  readonly method: string;
  readonly url: URL;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Answered {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Service {
  /** There and back, on average. */
  readonly ms: number;
  readonly isWrite: (sent: Sent) => boolean;
  /** When it leaves, before anything befalls it. */
  readonly leaves?: (process: Process, sent: Sent) => void;
  /** What a sender is told whose request is lost. Default: what `fetch` says. */
  readonly lost?: () => Error;
  /** When it arrives; `undefined`: it is never answered. */
  readonly answer: (process: Process, sent: Sent) => Answered | undefined;
}

export const urlOf = (process: Process, service: string): string => `https://${process.id}.${service}`;

/** Sends a request to a service of the world, and waits for its answer no longer than its sender does. */
export type Send = (process: Process, service: string, sent: Sent, signal?: AbortSignal) => Promise<Answered>;

const lost = (): Error => new TypeError('fetch failed', { cause: new Error('the simulator lost it') });

export const sendIn =
  (world: World, services: Readonly<Record<string, Service>>): Send =>
  async (process, name, sent, signal) => {
    const service = services[name];
    if (service === undefined) throw new Error(`nobody is at ${sent.url.host}`);
    service.leaves?.(process, sent);
    const done = world.perform(process, {
      isWrite: service.isWrite(sent),
      ms: service.ms,
      // Our clients repeat nothing that was answered. What a proxy does so is the window that the pages speak of.
      repeatedWithinMs: 0,
      // Of a process that stood still, timers are first: a request of before is not sent after its time.
      isCalledOff: () => signal?.aborted === true,
      failure: service.lost ?? lost,
      apply: async () => {
        const answered = service.answer(process, sent);
        return answered ?? new Promise<never>(() => {});
      },
    });
    return orAborted(done, signal);
  };

/** What reaches the services of one world; anything else is a mistake of the simulator. */
export function wireOf(send: Send, processOf: (id: string) => Process | undefined): typeof fetch {
  return async (input, init = {}) => {
    const url = input instanceof URL ? input : new URL(input instanceof Request ? input.url : input);
    const [id = '', name = ''] = url.host.split('.');
    const process = processOf(id);
    if (process === undefined) throw new Error(`nobody is at ${url.host}`);
    const headers = { ...(init.headers as Record<string, string>), host: url.host };
    const sent: Sent = {
      method: init.method ?? 'GET',
      url,
      headers,
      body: typeof init.body === 'string' ? init.body : '',
    };
    const { status, headers: said, body } = await send(process, name, sent, init.signal ?? undefined);
    return answerOf(status, said, body);
  };
}

/** What clients read of a response; a whole one costs more than all else that a request does here. */
function answerOf(status: number, headers: Answered['headers'], body: string): Response {
  const known = { status, headers: new Headers(headers), body: inOne(Buffer.from(body)) };
  return known as unknown as Response;
}

async function* inOne(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  yield bytes;
}

export async function orAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

/** From here on `fetch` is the one given; what is given back undoes that. */
export function replaceFetch(instead: typeof fetch): () => void {
  const before = globalThis.fetch;
  globalThis.fetch = instead;
  return () => {
    globalThis.fetch = before;
  };
}
