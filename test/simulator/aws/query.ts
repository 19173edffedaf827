/**
 * A form body as the SDK input object that the client serialized: the reverse
 * of the SDK's `QueryShapeSerializer`, for EC2's flavour (lists are always flat,
 * names capitalized) and for the plain one (`Name.member.1`).
 *
 * A parameter that the vendor's schema does not know is refused. EC2 documents
 * that (`UnknownParameter`); for the others it is the simulator's strictness.
 */
import { unreachable } from '../../../shared/collect/errors.ts';
import { AwsFailure } from './errors.ts';
import type { Member, Shape } from './schema.ts';

interface Node {
  value: string | undefined;
  readonly children: Map<string, Node>;
}

export function readQuery(body: string, shape: Shape, flavour: 'ec2' | 'query'): Record<string, unknown> {
  const root: Node = { value: undefined, children: new Map() };
  for (const [name, value] of new URLSearchParams(body)) {
    if (name === 'Action' || name === 'Version') continue;
    let node = root;
    for (const part of name.split('.')) node = childOf(node, part);
    node.value = value;
  }
  return readStruct(root, shape, flavour, '');
}

function childOf(node: Node, name: string): Node {
  let child = node.children.get(name);
  if (child === undefined) {
    child = { value: undefined, children: new Map() };
    node.children.set(name, child);
  }
  return child;
}

function readStruct(
  node: Node,
  shape: Shape,
  flavour: 'ec2' | 'query',
  path: string,
): Record<string, unknown> {
  const members = shape.type === 'struct' ? shape.members : [];
  const byName = new Map(members.map((member) => [parameterOf(member, flavour), member]));
  const fields: Record<string, unknown> = {};
  for (const [name, child] of node.children) {
    const member = byName.get(name);
    if (member === undefined) {
      throw new AwsFailure('unknown-parameter', `The parameter ${path}${name} is not recognized`);
    }
    fields[member.name] = readValue(child, member.shape, flavour, `${path}${name}`);
  }
  for (const member of members) {
    if (!member.required || fields[member.name] !== undefined) continue;
    const name = `${path}${parameterOf(member, flavour)}`;
    throw new AwsFailure('missing-parameter', `The request must contain the parameter ${name}`);
  }
  return fields;
}

function parameterOf({ name, xmlName, ec2Name }: Member, flavour: 'ec2' | 'query'): string {
  if (flavour === 'query') return xmlName ?? name;
  if (ec2Name !== undefined) return ec2Name;
  const key = xmlName ?? name;
  return key.charAt(0).toUpperCase() + key.slice(1);
}

function readValue(node: Node, shape: Shape, flavour: 'ec2' | 'query', path: string): unknown {
  if (shape.type === 'struct') return readStruct(node, shape, flavour, `${path}.`);
  if (shape.type === 'list') {
    const item = shape.itemName ?? 'member';
    const items = flavour === 'ec2' || shape.flat ? node : (node.children.get(item) ?? node);
    if (items === node && flavour === 'query' && !shape.flat && node.children.size > 0) {
      throw new AwsFailure('unknown-parameter', `${path} is a list and expects ${path}.${item}.1`);
    }
    return [...items.children]
      .toSorted(([a], [b]) => Number(a) - Number(b))
      .map(([index, child]) => readValue(child, shape.item, flavour, `${path}.${index}`));
  }
  return readScalar(node.value ?? '', shape, path);
}

export function readScalar(value: string, shape: Shape, path: string): unknown {
  switch (shape.type) {
    case 'number':
      if (/^-?\d+(\.\d+)?$/.test(value)) return Number(value);
      throw new AwsFailure(
        'bad-value',
        `Value (${value}) for parameter ${path} is invalid. Expected a number.`,
      );
    case 'boolean':
      if (value === 'true' || value === 'false') return value === 'true';
      throw new AwsFailure(
        'bad-value',
        `Value (${value}) for parameter ${path} is invalid. Expected a boolean.`,
      );
    case 'text':
      return value;
    case 'time':
      return new Date(value);
    case 'blob':
    case 'document':
    case 'list':
    case 'map':
    case 'struct':
    case 'unit':
      throw new Error(`${path}: ${shape.type} parameters are not read here`);
    default:
      return unreachable(shape);
  }
}
