import { createHandler } from '../../shared/runtime/handler.ts';
import { aliyun } from './provider.ts';

export const handler = createHandler(aliyun);
