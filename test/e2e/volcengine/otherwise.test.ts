/** The same estate said in other types: what the services do not agree on changes nothing, and nothing is lost by it. */
import { describe } from 'vitest';
import { testOtherwise } from '../otherwise.ts';
import { buildEstate } from './estate.ts';
import { BEIJING, startStage } from './stage.ts';

describe('what the cloud may say in another way', () => {
  testOtherwise(
    async (rewrite) =>
      startStage({ estate: buildEstate(), rewrite, config: { regions: { include: [BEIJING, '华东2*'] } } }),
    (name) => /^(?:Key|Value)$/.test(name),
  );
});
