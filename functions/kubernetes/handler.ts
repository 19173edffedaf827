import { createHandler } from '../../shared/runtime/handler.ts';
import { kubernetes } from './provider.ts';

export const handler = createHandler(kubernetes);
