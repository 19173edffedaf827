import type { Providers } from '../shared/runtime/commands/context.ts';
import type { Extensions } from '../shared/runtime/commands/extensions.ts';

/** Every provider, loaded when a command needs it. */
export const providers: Providers = {
  aws: async () => (await import('./aws/provider.ts')).aws,
  aliyun: async () => (await import('./aliyun/provider.ts')).aliyun,
  azure: async () => (await import('./azure/provider.ts')).azure,
  baidu: async () => (await import('./baidu/provider.ts')).baidu,
  huawei: async () => (await import('./huawei/provider.ts')).huawei,
  qingcloud: async () => (await import('./qingcloud/provider.ts')).qingcloud,
  tencent: async () => (await import('./tencent/provider.ts')).tencent,
  volcengine: async () => (await import('./volcengine/provider.ts')).volcengine,
  kubernetes: async () => (await import('./kubernetes/provider.ts')).kubernetes,
};

/** What follows a cluster, and what gives DeepFlow the merged state. */
export const extensions: Extensions = {
  watch: async () => (await import('./kubernetes/watch.ts')).watch,
  publish: async () => (await import('./deepflow/publisher.ts')).publish,
};
