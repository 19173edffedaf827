// What all that esbuild puts together here has in common.
import { readFile } from 'node:fs/promises';

/** Whatever CommonJS is inside calls `require` for Node's own modules. */
export const BANNER = {
  js: "import{createRequire as tagsyncRequire}from'node:module';const require=tagsyncRequire(import.meta.url);",
};

/**
 * The schemas of the AWS clients write the keys of their traits as `{ [_xN]: … }`, with `const _xN = "xmlName"`
 * at the top. A computed key might call somebody's `toString`, so esbuild keeps every schema that has one, and
 * with it all of EC2. With the string itself as key only what the collectors
 * reach is left: 827 kB instead of 1385 when this was written.
 */
export const literalKeys = {
  name: 'literal-keys',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]@aws-sdk[\\/].*[\\/]dist-es[\\/].*schemas_\d+\.js$/ }, async ({ path }) => {
      const code = await readFile(path, 'utf8');
      const strings = new Map(
        [...code.matchAll(/^const (\w+) = ("[^"\\\n]*");$/gm)].map(([, name, text]) => [name, text]),
      );
      const contents = code.replaceAll(/([{,]\s*)\[(\w+)\](?=: )/g, (whole, before, name) =>
        strings.has(name) ? before + strings.get(name) : whole,
      );
      return { contents, loader: 'js' };
    });
  },
};
