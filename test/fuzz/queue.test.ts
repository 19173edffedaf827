/** What SQS answers to a batch of messages, damaged: they are sent, or it is said that they are not, by name. */
import { expect, it } from 'vitest';
import { CloudError } from '../../shared/collect/errors.ts';
import { awsSigned } from '../../shared/runtime/aws-signed.ts';
import { sendAll } from '../../shared/runtime/enqueue.ts';
import type { Message } from '../../shared/runtime/request.ts';
import { fakeClock } from '../shared/store/fake-clock.ts';
import { expectRefused } from './refused.ts';

const QUEUE = 'https://sqs.eu-west-1.amazonaws.com/1/a.fifo';
const SENT = { Successful: [{ Id: '0', MessageId: 'm-1', MD5OfMessageBody: 'd', SequenceNumber: '1' }] };
const FAILED = { Failed: [{ Id: '0', Code: 'InternalError', Message: 'again', SenderFault: false }] };
const message: Message = {
  round: 1,
  expiresAt: 2,
  cause: 'sync',
  account: '1',
  region: 'r',
  sources: [],
  byEvent: false,
};

function send(text: string): Promise<void> {
  const queue = awsSigned({
    service: 'sqs',
    region: 'eu-west-1',
    credentials: async () => ({ accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' }),
    clock: fakeClock(),
    env: {},
    fetch: async () => new Response(text),
  });
  const messages = [{ groupId: 'g', deduplicationId: 'd', message }];
  return sendAll(queue, QUEUE, messages, new AbortController().signal);
}

it('answers are understood, or refused by name', () =>
  expectRefused({
    sound: [JSON.stringify(SENT), JSON.stringify({ ...SENT, Failed: [] })],
    read: send,
    isNamed: (error) => error instanceof CloudError,
    atLeast: 1 / 4,
  }));

it('a message that the queue did not take is told, with the code', async () => {
  await expect(send(JSON.stringify(FAILED))).rejects.toMatchObject({
    name: 'CloudError',
    reason: 'unavailable',
    message: `AmazonSQS.SendMessageBatch: ${QUEUE} did not take a message: InternalError`,
  });
});
