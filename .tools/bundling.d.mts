import type { Plugin } from 'esbuild';

export const BANNER: { readonly js: string };
export const literalKeys: Plugin;
