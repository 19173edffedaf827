import { CloudError } from '../../shared/collect/errors.ts';
import { NO_ANSWER } from './controller.ts';
import type { Controller } from './controller.ts';

/** The same controller; says when something that it was to change was not answered, and may still be changed. */
export function noting(controller: Controller, onUnanswered: () => void): Controller {
  const noted = async <T>(write: Promise<T>): Promise<T> => {
    try {
      return await write;
    } catch (error) {
      if (error instanceof CloudError && error.code === NO_ANSWER) onUnanswered();
      throw error;
    }
  };
  return {
    ...controller,
    createDomain: (domain) => noted(controller.createDomain(domain)),
    createSubDomain: (subDomain) => noted(controller.createSubDomain(subDomain)),
    configureSubDomain: (lcuuid, config) => noted(controller.configureSubDomain(lcuuid, config)),
    replace: (payload) => noted(controller.replace(payload)),
  };
}
