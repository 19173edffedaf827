import { describe, expect, it } from 'vitest';
import { CloudError } from '../../../shared/collect/errors.ts';
import { toCloudError } from '../../../functions/aws/errors.ts';
import { agentOptions } from '../../../shared/collect/agent.ts';

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

  // Errors as Node 24 makes them.
  it.each([
    [407, 'denied'],
    [403, 'denied'],
    [502, 'unavailable'],
    [undefined, 'unavailable'],
  ])('that refuses the tunnel with %s is %s', (statusCode, reason) => {
    const thrown = Object.assign(new Error('Failed to establish tunnel'), {
      code: 'ERR_PROXY_TUNNEL',
      statusCode,
    });
    const error = toCloudError(thrown, 'ec2:DescribeVpcs', 0);
    expect(error).toBeInstanceOf(CloudError);
    expect(error).toMatchObject({ reason });
    expect(String(error).includes('let the proxy pass')).toBe(reason === 'denied');
  });
});
