import { createPublishHandler } from '../../shared/runtime/publish-handler.ts';
import { publish } from './publisher.ts';

export const handler = createPublishHandler(publish);
