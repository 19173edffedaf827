/**
 * The four protocols on the wire: which operation a request asks for, its input,
 * and how an answer or an error is written.
 *
 * Sources: the SDK's own protocol classes (`AwsEc2QueryProtocol`, `AwsQueryProtocol`,
 * `AwsJson1_1Protocol`, `AwsRestJsonProtocol` in `@aws-sdk/core/protocols`), and
 * https://smithy.io/2.0/aws/protocols/index.html
 */
import { unreachable } from '../../../shared/collect/errors.ts';
import { AwsFailure, DIALECTS } from './errors.ts';
import { readJson, writeJson } from './json.ts';
import type { Operation, Service } from './operation.ts';
import { readQuery, readScalar } from './query.ts';
import type { Claim, SignedRequest } from './signature.ts';
import { escapeXml, xmlWriter } from './xml.ts';

export interface Asked {
  readonly service: Service;
  readonly operation: Operation;
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Two services may share a signing name (both ELBs): then the API version tells them apart. */
export function serviceOf(
  services: readonly Service[],
  claim: Claim,
  request: SignedRequest,
): Service | undefined {
  const signed = services.filter(({ signingName }) => signingName === claim.service);
  if (signed.length <= 1) return signed[0];
  const version = new URLSearchParams(request.body.toString()).get('Version');
  return signed.find((service) => service.version === version);
}

export function operationOf(service: Service, request: SignedRequest): Operation {
  const name = askedName(service, request);
  const found = service.operations.find((operation) =>
    service.protocol === 'rest' ? matchPath(operation, request) !== undefined : operation.shape.name === name,
  );
  if (found !== undefined) return found;
  throw new AwsFailure('unknown-action', `The action ${name} is not valid for this web service.`);
}

function askedName(service: Service, { method, url, headers, body }: SignedRequest): string {
  switch (service.protocol) {
    case 'ec2':
    case 'query': {
      const form = new URLSearchParams(body.toString());
      if (method !== 'POST' || form.get('Version') !== service.version)
        return `${method} ${form.get('Version')}`;
      return form.get('Action') ?? '';
    }
    case 'json': {
      const [target, name] = String(headers['x-amz-target']).split('.');
      return target === service.target && headers['content-type'] === 'application/x-amz-json-1.1'
        ? (name ?? '')
        : '';
    }
    case 'rest':
      return `${method} ${url}`;
    default:
      return unreachable(service.protocol);
  }
}

export function readInput({ service, operation }: Asked, request: SignedRequest): Record<string, unknown> {
  const { input } = operation.shape;
  const body = request.body.toString();
  switch (service.protocol) {
    case 'ec2':
    case 'query':
      return readQuery(body, input, service.protocol);
    case 'json':
      return readJson(parsed(body), input) as Record<string, unknown>;
    case 'rest':
      return readRest(operation, request);
    default:
      return unreachable(service.protocol);
  }
}

function parsed(body: string): unknown {
  try {
    return body === '' ? {} : JSON.parse(body);
  } catch {
    throw new AwsFailure([400, 'SerializationException'], 'The body is not JSON');
  }
}

function matchPath({ shape }: Operation, { method, url }: SignedRequest): Record<string, string> | undefined {
  if (shape.http?.method !== method) return undefined;
  const pattern = shape.http.path.split('/');
  const parts = (url.split('?')[0] ?? '').split('/');
  if (pattern.length !== parts.length) return undefined;
  const labels: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const given = decodeURIComponent(parts[index] ?? '');
    const label = /^\{(\w+)\}$/.exec(part)?.[1];
    if (label !== undefined && given !== '') labels[label] = given;
    else if (part !== given) return undefined;
  }
  return labels;
}

function readRest(operation: Operation, request: SignedRequest): Record<string, unknown> {
  const fields: Record<string, unknown> = { ...matchPath(operation, request) };
  const { input } = operation.shape;
  const members = input.type === 'struct' ? input.members : [];
  for (const [name, value] of new URLSearchParams(request.url.split('?')[1] ?? '')) {
    const member = members.find(({ httpQuery }) => httpQuery === name);
    if (member === undefined)
      throw new AwsFailure('unknown-parameter', `The parameter ${name} is not recognized`);
    fields[member.name] =
      member.shape.type === 'list'
        ? [
            ...((fields[member.name] as unknown[] | undefined) ?? []),
            readScalar(value, member.shape.item, name),
          ]
        : readScalar(value, member.shape, name);
  }
  return fields;
}

export function writeAnswer({ service, operation }: Asked, output: object, requestId: string): Reply {
  const { name, output: shape } = operation.shape;
  switch (service.protocol) {
    case 'ec2':
      return xml(
        200,
        `<${name}Response xmlns="${service.xmlNamespace}"><requestId>${requestId}</requestId>` +
          `${xmlWriter(shape)(output)}</${name}Response>`,
        requestId,
      );
    case 'query':
      return xml(
        200,
        `<${name}Response xmlns="${service.xmlNamespace}"><${name}Result>${xmlWriter(shape)(output)}</${name}Result>` +
          `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${name}Response>`,
        requestId,
      );
    case 'json':
      return json('application/x-amz-json-1.1', 200, writeJson(output, shape), requestId);
    case 'rest':
      return json('application/json', 200, writeJson(output, shape), requestId);
    default:
      return unreachable(service.protocol);
  }
}

export function writeError(service: Service, failure: AwsFailure, requestId: string): Reply {
  const [status, code] =
    failure.meaning === undefined ? [failure.status, failure.code] : DIALECTS[service.name][failure.meaning];
  const message = escapeXml(failure.message);
  switch (service.protocol) {
    case 'ec2':
      return xml(
        status,
        `<Response><Errors><Error><Code>${code}</Code><Message>${message}</Message></Error></Errors>` +
          `<RequestID>${requestId}</RequestID></Response>`,
        requestId,
      );
    case 'query':
      return xml(
        status,
        `<ErrorResponse xmlns="${service.xmlNamespace}"><Error><Type>${status < 500 ? 'Sender' : 'Receiver'}</Type>` +
          `<Code>${code}</Code><Message>${message}</Message></Error>` +
          `<RequestId>${requestId}</RequestId></ErrorResponse>`,
        requestId,
      );
    case 'json':
      return json(
        'application/x-amz-json-1.1',
        status,
        { __type: code, message: failure.message },
        requestId,
      );
    case 'rest': {
      const reply = json('application/json', status, { message: failure.message }, requestId);
      return { ...reply, headers: { ...reply.headers, 'x-amzn-errortype': code } };
    }
    default:
      return unreachable(service.protocol);
  }
}

export function codeOf(service: Service, { meaning, code }: AwsFailure): string {
  return meaning === undefined ? code : DIALECTS[service.name][meaning][1];
}

function xml(status: number, content: string, requestId: string): Reply {
  const headers = { 'content-type': 'text/xml;charset=UTF-8', 'x-amzn-requestid': requestId };
  return { status, headers, body: `<?xml version="1.0" encoding="UTF-8"?>\n${content}` };
}

function json(type: string, status: number, content: unknown, requestId: string): Reply {
  return {
    status,
    headers: { 'content-type': type, 'x-amzn-requestid': requestId },
    body: JSON.stringify(content),
  };
}
