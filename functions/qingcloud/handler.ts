import { createHandler } from '../../shared/runtime/handler.ts';
import { qingcloud } from './provider.ts';

export const handler = createHandler(qingcloud);
