/** The same estate said in other types: what the services do not agree on changes nothing, and nothing is lost by it. */
import { describe } from 'vitest';
import { testOtherwise } from '../otherwise.ts';
import { buildEstate } from './estate.ts';
import { MAIN, startStage } from './stage.ts';

describe('what the cloud may say in another way', () => {
  testOtherwise(
    async (rewrite) =>
      startStage({
        estate: buildEstate(),
        rewrite,
        config: { accounts: [{ id: MAIN }], regions: { include: ['b*', '华南 - 广州'], exclude: ['bd'] } },
      }),
    (name) => /^tag(?:Key|Value)$/.test(name),
  );
});
