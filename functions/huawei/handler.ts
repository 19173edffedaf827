import { createHandler } from '../../shared/runtime/handler.ts';
import { huawei } from './provider.ts';

export const handler = createHandler(huawei);
