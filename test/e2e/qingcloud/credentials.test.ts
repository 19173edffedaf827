/** Keys, good and bad, through the function's handler. */
import { testCredentials } from '../credentials.ts';
import { buildEstate } from './estate.ts';
import { BEIJING, MAIN, startStage } from './stage.ts';

testCredentials(
  async () =>
    startStage({
      estate: buildEstate(),
      config: { accounts: [{ id: MAIN }], regions: { include: [BEIJING] } },
    }),
  [
    {
      what: 'a key that there is not',
      env: () => ({ QINGCLOUD_ACCESS_KEY: 'QYNOBODY' }),
      says: ['1200', 'check the access key and its secret'],
    },
    {
      what: 'a key with a wrong secret',
      env: () => ({ QINGCLOUD_SECRET_KEY: 'wrong' }),
      says: ['1200', 'check the access key and its secret'],
    },
  ],
);
