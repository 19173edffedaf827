import { createHandler } from '../../shared/runtime/handler.ts';
import { tencent } from './provider.ts';

export const handler = createHandler(tencent);
