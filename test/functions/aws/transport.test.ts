import { describe, expect, it } from 'vitest';
import { agentOptions } from '../../../functions/aws/transport.ts';

describe('the way through a proxy', () => {
  const proxy = { HTTPS_PROXY: 'http://127.0.0.1:3128', NO_PROXY: 'localhost' };

  it('is taken where Node is told to use the environment, by all of it', () => {
    const env = { ...proxy, NODE_USE_ENV_PROXY: '1' };
    expect(agentOptions(env)).toEqual({ keepAlive: true, maxSockets: 256, proxyEnv: env });
  });

  it.each([proxy, { ...proxy, NODE_USE_ENV_PROXY: '0' }, { NODE_USE_ENV_PROXY: '' }])(
    'is not taken because of %j',
    (env) => {
      expect(agentOptions(env)).toEqual({ keepAlive: true, maxSockets: 256 });
    },
  );
});
