import { aliyun } from './aliyun.ts';
import { aws } from './aws.ts';
import type { BenchCloud } from './cloud.ts';
import { huawei } from './huawei.ts';
import { tencent } from './tencent.ts';

/** AWS has further figures, in real time. */
export const CLOUDS: readonly BenchCloud[] = [aws, aliyun, huawei, tencent];
