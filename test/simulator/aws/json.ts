/**
 * JSON bodies by the vendor's schema: AWS JSON 1.1 and the bodies of REST JSON.
 * Times are seconds since 1970 where the schema says nothing else (SDK:
 * `timestampFormat.default: 7` of both JSON protocols).
 */
import { unreachable } from '../../../shared/collect/errors.ts';
import { AwsFailure } from './errors.ts';
import type { Shape } from './schema.ts';

export function writeJson(value: unknown, shape: Shape): unknown {
  switch (shape.type) {
    case 'struct': {
      const fields = value as Readonly<Record<string, unknown>>;
      const answer: Record<string, unknown> = {};
      for (const { name, shape: of } of shape.members) {
        const field = fields[name];
        if (field !== undefined && field !== null) answer[name] = writeJson(field, of);
      }
      return answer;
    }
    case 'list':
      return (value as readonly unknown[]).map((item) => writeJson(item, shape.item));
    case 'map':
      return Object.fromEntries(
        Object.entries(value as Record<string, unknown>).map(([key, item]) => [
          key,
          writeJson(item, shape.of),
        ]),
      );
    case 'time':
      return shape.format === 'iso'
        ? (value as Date).toISOString()
        : Number(((value as Date).getTime() / 1000).toFixed(3));
    case 'text':
    case 'number':
    case 'boolean':
    case 'document':
    case 'blob':
      return value;
    case 'unit':
      return {};
    default:
      return unreachable(shape);
  }
}

/** Refuses members that the vendor's schema does not have, and values of another type. */
export function readJson(value: unknown, shape: Shape, path = ''): unknown {
  const refuse = (expected: string): never => {
    throw new AwsFailure('bad-value', `${path || 'The body'} is not ${expected}`);
  };
  switch (shape.type) {
    case 'struct': {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse('an object');
      const byName = new Map(shape.members.map((member) => [member.name, member]));
      const fields: Record<string, unknown> = {};
      for (const [name, item] of Object.entries(value)) {
        const member = byName.get(name);
        if (member === undefined) {
          throw new AwsFailure('unknown-parameter', `The parameter ${path}${name} is not recognized`);
        }
        if (item !== null) fields[name] = readJson(item, member.shape, `${path}${name}.`);
      }
      const missing = shape.members.find(({ name, required }) => required && fields[name] === undefined);
      if (missing === undefined) return fields;
      throw new AwsFailure('missing-parameter', `${path}${missing.name} must not be null`);
    }
    case 'list':
      if (!Array.isArray(value)) return refuse('a list');
      return value.map((item, index) => readJson(item, shape.item, `${path}${index}.`));
    case 'number':
      return typeof value === 'number' ? value : refuse('a number');
    case 'boolean':
      return typeof value === 'boolean' ? value : refuse('a boolean');
    case 'text':
      return typeof value === 'string' ? value : refuse('a string');
    case 'time':
    case 'map':
    case 'document':
    case 'blob':
    case 'unit':
      return value;
    default:
      return unreachable(shape);
  }
}
