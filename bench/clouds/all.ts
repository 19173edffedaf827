import { aliyun } from './aliyun.ts';
import { aws } from './aws.ts';
import { azure } from './azure.ts';
import { baidu } from './baidu.ts';
import type { BenchCloud } from './cloud.ts';
import { huawei } from './huawei.ts';
import { qingcloud } from './qingcloud.ts';
import { tencent } from './tencent.ts';
import { volcengine } from './volcengine.ts';

/** AWS has further figures, in real time. */
export const CLOUDS: readonly BenchCloud[] = [
  aws,
  aliyun,
  azure,
  baidu,
  huawei,
  qingcloud,
  tencent,
  volcengine,
];
