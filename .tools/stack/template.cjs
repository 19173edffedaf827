// A template of this folder, filled in: `<name>` alone is replaced by the value of that name, of whatever type, and
// inside a longer text or a key by its text. A key whose value there is `undefined` is left out.
'use strict';
const { readFileSync } = require('node:fs');
const path = require('node:path');
const { loadAll } = require('js-yaml');

function filled(name, values) {
  const file = path.join(__dirname, `${name}.yml`);
  const valueOf = (key) => {
    if (!Object.hasOwn(values, key)) throw new Error(`${file}: nothing is called ${key}`);
    return values[key];
  };
  const fill = (node) => {
    if (typeof node === 'string') {
      const [, whole] = /^<(\w+)>$/.exec(node) ?? [];
      if (whole !== undefined) return valueOf(whole);
      return node.replaceAll(/<(\w+)>/g, (_, key) => String(valueOf(key)));
    }
    if (Array.isArray(node)) return node.map(fill);
    if (typeof node !== 'object' || node === null) return node;
    const entries = Object.entries(node).map(([key, inner]) => [fill(key), fill(inner)]);
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  };
  return fill(loadAll(readFileSync(file, 'utf8'), { filename: file })[0]);
}

module.exports = { filled };
