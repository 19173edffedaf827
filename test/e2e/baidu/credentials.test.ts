/** Keys and tokens, good and bad, through the function's handler. */
import type { BaiduCloud } from '../../simulator/baidu/server.ts';
import { testCredentials } from '../credentials.ts';
import { buildEstate } from './estate.ts';
import { BEIJING, MAIN, ROLE, startStage } from './stage.ts';

/** Of a role of the account, until then. */
function sessionOf(cloud: BaiduCloud, expires: number): Readonly<Record<string, string>> {
  const { accessKeyId, secretAccessKey, sessionToken = '' } = cloud.session(MAIN, ROLE, expires);
  return {
    BAIDUCLOUD_ACCESS_KEY: accessKeyId,
    BAIDUCLOUD_SECRET_KEY: secretAccessKey,
    BAIDUCLOUD_SESSION_TOKEN: sessionToken,
  };
}

testCredentials(
  async () =>
    startStage({
      estate: buildEstate(),
      config: { accounts: [{ id: MAIN }], regions: { include: [BEIJING] } },
    }),
  [
    {
      what: 'a key that there is not',
      env: () => ({ BAIDUCLOUD_ACCESS_KEY: 'nobody' }),
      says: ['InvalidAccessKeyId', 'check the access key'],
    },
    {
      what: 'a key with a wrong secret',
      env: () => ({ BAIDUCLOUD_SECRET_KEY: 'wrong' }),
      says: ['SignatureDoesNotMatch', 'check the secret'],
    },
    {
      what: 'a session that has expired',
      env: (cloud) => sessionOf(cloud, Date.now() - 1),
      says: ['InvalidAccessKeyId', 'that of temporary credentials may have expired'],
    },
  ],
);
