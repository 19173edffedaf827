import { createHandler } from '../../shared/runtime/handler.ts';
import { baidu } from './provider.ts';

export const handler = createHandler(baidu);
