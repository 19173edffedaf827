// What all that esbuild puts together here has in common.
import { readFile } from 'node:fs/promises';
import { build } from 'esbuild';

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

/** How everything that is deployed is bundled, whatever it is. */
export const DEPLOYED = {
  bundle: true,
  minify: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  mainFields: ['module', 'main'],
  legalComments: 'none',
  logLevel: 'warning',
  banner: BANNER,
};

/**
 * Bundles the function of a provider as it is deployed: `<folder>/<provider>.mjs`, and its parts in `<folder>/<provider>/`.
 * Gives what esbuild tells of it, every path as seen from the folder that the process runs in: that of the project.
 */
export async function bundleFunction(provider, folder) {
  const { metafile } = await build({
    entryPoints: [{ in: `functions/${provider}/handler.ts`, out: provider }],
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    splitting: true,
    chunkNames: `${provider}/[name]-[hash]`,
    metafile: true,
    plugins: [literalKeys],
    ...DEPLOYED,
  });
  return metafile;
}
