/**
 * An SDK output object as the XML that its deserializer reads, element names
 * from the vendor's schema. Writers are compiled once per shape: a page of a
 * thousand instances is a megabyte.
 */
import { unreachable } from '../../../shared/collect/errors.ts';
import type { Member, Shape } from './schema.ts';

type Write = (value: unknown) => string;

const structs = new WeakMap<Shape, Write>();

/** The elements inside the root; the root's name is the protocol's business. */
export function xmlWriter(shape: Shape): Write {
  if (shape.type !== 'struct') return scalar(shape);
  const known = structs.get(shape);
  if (known !== undefined) return known;
  let members: readonly { readonly name: string; readonly write: Write }[] | undefined;
  const write: Write = (value) => {
    members ??= shape.members.map((member) => ({ name: member.name, write: element(member) }));
    const fields = value as Readonly<Record<string, unknown>>;
    let xml = '';
    for (const member of members) {
      const field = fields[member.name];
      if (field !== undefined && field !== null) xml += member.write(field);
    }
    return xml;
  };
  structs.set(shape, write);
  return write;
}

function element({ name, xmlName, shape }: Member): Write {
  const tag = xmlName ?? name;
  const open = `<${tag}>`;
  const close = `</${tag}>`;
  if (shape.type === 'list') {
    const item = shape.flat ? tag : (shape.itemName ?? 'member');
    const write = xmlWriter(shape.item);
    const items: Write = (value) => {
      let xml = '';
      for (const one of value as readonly unknown[]) xml += `<${item}>${write(one)}</${item}>`;
      return xml;
    };
    return shape.flat ? items : (value) => open + items(value) + close;
  }
  if (shape.type === 'map') {
    const write = xmlWriter(shape.of);
    return (value) => {
      let xml = open;
      for (const [key, one] of Object.entries(value as Record<string, unknown>)) {
        xml += `<entry><${shape.key}>${escapeXml(key)}</${shape.key}>`;
        xml += `<${shape.value}>${write(one)}</${shape.value}></entry>`;
      }
      return xml + close;
    };
  }
  const write = xmlWriter(shape);
  return (value) => open + write(value) + close;
}

function scalar(shape: Shape): Write {
  switch (shape.type) {
    case 'text':
      return (value) => escapeXml(String(value));
    case 'number':
    case 'boolean':
      return String;
    case 'time':
      // Both query protocols write times as ISO 8601 (SDK: `timestampFormat.default: 5`).
      return (value) => (value as Date).toISOString();
    case 'unit':
      return () => '';
    case 'blob':
    case 'document':
    case 'list':
    case 'map':
    case 'struct':
      throw new Error(`${shape.type} is not written here`);
    default:
      return unreachable(shape);
  }
}

const SPECIAL: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '\r': '&#xD;',
};

export function escapeXml(text: string): string {
  return /[&<>"'\r]/.test(text) ? text.replace(/[&<>"'\r]/g, (char) => SPECIAL[char] ?? char) : text;
}
