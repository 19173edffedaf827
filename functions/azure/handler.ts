import { createHandler } from '../../shared/runtime/handler.ts';
import { azure } from './provider.ts';

export const handler = createHandler(azure);
