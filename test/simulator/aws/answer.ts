/** From a reply and a fault to bytes on the socket, or the lack of them. */
import type { ServerResponse } from 'node:http';
import { AwsFailure, type ServiceName } from './errors.ts';
import type { Fault } from '../cloud/faults.ts';
import type { Asked, Reply } from './protocols.ts';

/** A reply, or a page that is kept: as bytes. */
export interface Sent extends Omit<Reply, 'body'> {
  readonly body: string | Buffer;
}

export function throttled(service: ServiceName): AwsFailure {
  return new AwsFailure('throttled', service === 'ec2' ? 'Request limit exceeded.' : 'Rate exceeded');
}

/** Throws the faults that are answers of the service; the others are played when the reply is sent. */
export function throwFault(fault: Fault, { service, operation }: Asked, arn: string): void {
  switch (fault.kind) {
    case 'throttle':
      throw throttled(service.name);
    case 'deny':
      throw new AwsFailure('denied', deniedMessage(service.name, operation.action, arn));
    case 'expired-credentials':
      throw new AwsFailure('expired-token', 'The security token included in the request is expired');
    case 'unsupported':
      throw new AwsFailure(
        'unknown-action',
        `The action ${operation.shape.name} is not valid for this web service.`,
      );
    case 'opt-in-required':
      throw new AwsFailure([403, 'OptInRequired'], 'You are not subscribed to this service.');
    case 'server':
      throw new AwsFailure(
        fault.status === 500 ? 'internal' : 'unavailable',
        'The request could not be completed. Please try again.',
      );
    case 'error':
      throw new AwsFailure([fault.status, fault.code], fault.message);
    case 'reset':
    case 'truncate':
    case 'hang':
    case 'cut-body':
    case 'html':
    case 'repeat-token':
    case 'short-page':
    case 'empty-page':
    case 'empty':
    case 'delay':
  }
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
function deniedMessage(service: ServiceName, action: string, arn: string): string {
  const reason = `User: ${arn} is not authorized to perform: ${action} because no identity-based policy allows the ${action} action`;
  return service === 'ec2' ? `You are not authorized to perform this operation. ${reason}` : reason;
}

const PROXY_PAGE = '<html><head><title>Sign in</title></head><body>Corporate proxy</body></html>';

export function send(response: ServerResponse, reply: Sent, fault: Fault | undefined, now: number): void {
  const body = typeof reply.body === 'string' ? Buffer.from(reply.body) : reply.body;
  const date = new Date(now).toUTCString();
  const headers = { ...reply.headers, date, 'content-length': body.length };
  const kind = fault?.kind;
  if (kind === 'hang') return;
  if (kind === 'reset') {
    response.socket?.resetAndDestroy();
  } else if (kind === 'html') {
    response.writeHead(200, { 'content-type': 'text/html', date });
    response.end(PROXY_PAGE);
  } else if (kind === 'truncate') {
    response.writeHead(reply.status, headers);
    response.write(body.subarray(0, body.length / 2), () => response.socket?.destroy());
  } else if (kind === 'cut-body') {
    response.writeHead(reply.status, { ...reply.headers, date });
    response.end(body.subarray(0, body.length / 2));
  } else {
    response.writeHead(reply.status, headers);
    response.end(body);
  }
}
