import { describe, expect, it } from 'vitest';
import type * as z from 'zod/mini';
import { Config as Aliyun } from '../../../functions/aliyun/config.ts';
import { Config as Azure } from '../../../functions/azure/config.ts';
import { Config as Baidu } from '../../../functions/baidu/config.ts';
import { Config as Huawei } from '../../../functions/huawei/config.ts';
import { Config as QingCloud } from '../../../functions/qingcloud/config.ts';
import { Config as Tencent } from '../../../functions/tencent/config.ts';
import { Config as Volcengine } from '../../../functions/volcengine/config.ts';

const SECTIONS: Readonly<Record<string, z.ZodMiniType>> = {
  Aliyun,
  Azure,
  Baidu,
  Huawei,
  QingCloud,
  Tencent,
  Volcengine,
};

describe.each(Object.entries(SECTIONS))('an endpoint of %s', (_, section) => {
  const messages = (endpoint: string): readonly string[] =>
    (section.safeParse({ endpoint }).error?.issues ?? []).flatMap(({ path, message }) =>
      path[0] === 'endpoint' ? [message] : [],
    );

  it.each([
    'https://gateway.example.com',
    'https://10.0.0.9:8443/api',
    'http://localhost:8080',
    'http://127.0.0.1:8080',
    'http://127.9.9.9',
    'http://[::1]:8080',
  ])('may be %s', (endpoint) => {
    expect(messages(endpoint)).toEqual([]);
  });

  it.each([
    'http://gateway.example.com',
    'HTTP://gateway.example.com',
    'http://10.0.0.9:8080',
    'http://localhost.example.com',
    'http://127.0.0.1.example.com',
    'http://[::2]:8080',
  ])('may not be %s, where others could read along', (endpoint) => {
    expect(messages(endpoint)).toEqual(['expected https: http is for addresses of this machine alone']);
  });

  it.each(['ftp://127.0.0.1', 'gateway.example.com', ''])('is no %j', (endpoint) => {
    expect(messages(endpoint)).toHaveLength(1);
  });
});
