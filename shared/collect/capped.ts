import { Transform, pipeline } from 'node:stream';
import type { Readable } from 'node:stream';
import { MOST } from './body.ts';
import { longerThan } from './exchange.ts';

/** An SDK reads a body to its end, however long: this one fails where it has more bytes than any page. `what` names the request. */
export function capped(body: Readable, what: string): Readable {
  let length = 0;
  const counting = new Transform({
    transform(chunk: Uint8Array, _, done) {
      length += chunk.length;
      done(length > MOST.page ? longerThan(MOST.page, what) : null, chunk);
    },
  });
  return pipeline(body, counting, () => {}); // whoever reads sees the error
}

interface Handler {
  handle(...asked: never[]): Promise<{ readonly response: { body?: unknown } }>;
}

/** The same handler of an SDK, whose answers have an end: for clients that the SDK makes for itself. */
export function cappedHandler<H extends Handler>(handler: H, what: string): H {
  const handle: Handler['handle'] = async (...asked) => {
    const answer = await handler.handle(...asked);
    answer.response.body = capped(answer.response.body as Readable, what);
    return answer;
  };
  return Object.assign(Object.create(handler), { handle });
}
