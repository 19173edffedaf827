#!/usr/bin/env node
import { runCli } from '../shared/runtime/cli.ts';
import type { Providers } from '../shared/runtime/commands/context.ts';
import { systemClock } from '../shared/runtime/clock.ts';
import { processIo } from '../shared/runtime/process-io.ts';

// The SDK's advice on its future versions of Node is not for who runs a command.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';

/** Profiles, single sign-on and what else the SDK's default chain knows, for an S3 store and AWS secrets. */
const awsCredentials = async () => {
  const { ownCredentials } = await import('./aws/credentials.ts');
  return ownCredentials({}, process.env['AWS_REGION'] ?? 'us-east-1', systemClock)();
};

/** Follows a cluster; loaded by the command that does. */
const watch = async () => (await import('./kubernetes/watch.ts')).watch;

const providers: Providers = {
  aws: async () => (await import('./aws/provider.ts')).aws,
  huawei: async () => (await import('./huawei/provider.ts')).huawei,
  kubernetes: async () => (await import('./kubernetes/provider.ts')).kubernetes,
  aliyun: async () => (await import('./aliyun/provider.ts')).aliyun,
  tencent: async () => (await import('./tencent/provider.ts')).tencent,
};

process.exitCode = await runCli(process.argv.slice(2), processIo(awsCredentials), providers, watch);
