import { createHandler } from '../../shared/runtime/handler.ts';
import { volcengine } from './provider.ts';

export const handler = createHandler(volcengine);
