import type { AnyProvider } from './context.ts';

/** The provider without the actions that this configuration never calls: nobody misses them. */
export function usedOf(provider: AnyProvider, config: unknown): AnyProvider {
  const unused = new Set(provider.unused?.(config) ?? []);
  if (unused.size === 0) return provider;
  const collectors = provider.collectors.map((collector) => ({
    ...collector,
    actions: collector.actions.filter((action) => !unused.has(action)),
  }));
  return { ...provider, collectors };
}
