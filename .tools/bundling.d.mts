import type { BuildOptions, Metafile, Plugin } from 'esbuild';

export const BANNER: { readonly js: string };
export const literalKeys: Plugin;

/** How everything that is deployed is bundled, whatever it is. */
export const DEPLOYED: BuildOptions;

/** Bundles the function of a provider as it is deployed: `<folder>/<provider>.mjs`, and its parts in `<folder>/<provider>/`. */
export function bundleFunction(provider: string, folder: string): Promise<Metafile>;
