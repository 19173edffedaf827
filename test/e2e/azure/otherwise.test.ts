/** The same estate said in other types: what the services do not agree on changes nothing, and nothing is lost by it. */
import { describe } from 'vitest';
import { testOtherwise } from '../otherwise.ts';
import { buildEstate } from './estate.ts';
import { startStage } from './stage.ts';

describe.each(['graph', 'arm'] as const)('what the cloud may say in another way, by %s', (lists) => {
  testOtherwise(
    async (rewrite) => startStage({ estate: buildEstate(), rewrite, config: { lists } }),
    () => false,
  );
});
