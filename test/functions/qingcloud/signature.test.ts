import { createHmac } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signed } from '../../../functions/qingcloud/signature.ts';
import type { Keys } from '../../../functions/qingcloud/signature.ts';

/** https://docsv3.qingcloud.com/development_docs/api/signature/ */
const KEYS: Keys = {
  accessKeyId: 'QYACCESSKEYIDEXAMPLE',
  secretAccessKey: 'SECRETACCESSKEY',
  sessionToken: undefined,
};
const AT = Date.parse('2013-08-27T14:30:10Z');

const runInstances = (zone: string) => ({
  count: 1,
  vxnets: ['vxnet-0'],
  zone,
  instance_type: 'small_b',
  instance_name: 'demo',
  image_id: 'centos64x86a',
  login_mode: 'passwd',
  login_passwd: 'QingCloud20130712',
  action: 'RunInstances',
});

describe('the signature', () => {
  it.each([
    ['pek1', '32bseYy39DOlatuewpeuW5vpmW51sD1A%2FJdGynqSpP8%3D'],
    ['pek3a', 'byjccvWIvAftaq%2BoublemagH3bYAlDWxxLFAzAsyslw%3D'],
  ])('is the published one for %s', (zone, signature) => {
    expect(signed(KEYS, runInstances(zone), AT)).toBe(
      `/iaas/?access_key_id=QYACCESSKEYIDEXAMPLE&action=RunInstances&count=1&image_id=centos64x86a&instance_name=demo&instance_type=small_b&login_mode=passwd&login_passwd=QingCloud20130712&signature_method=HmacSHA256&signature_version=1&time_stamp=2013-08-27T14%3A30%3A10Z&version=1&vxnets.1=vxnet-0&zone=${zone}&signature=${signature}`,
    );
  });

  it('sorts names by their bytes: a list of eleven is not in its own order', () => {
    const status = Array.from({ length: 11 }, (_, n) => `s${n + 1}`);
    const query = signed(KEYS, { status }, AT);
    expect(query).toMatch(/status\.1=s1&status\.10=s10&status\.11=s11&status\.2=s2/);
  });

  it('of temporary keys has the token, and goes where they are known', () => {
    const query = signed({ ...KEYS, sessionToken: 'to+ken/=' }, { action: 'DescribeZones' }, AT);
    expect(query).toMatch(/^\/iam\/\?.*&signature_version=2&.*&token=to%2Bken%2F%3D&version=1&signature=/);
  });

  it('is of the time at which it is asked for', () => {
    const [early, late] = [AT, AT + 61_000].map((now) => signed(KEYS, {}, now));
    expect(early).toContain('time_stamp=2013-08-27T14%3A30%3A10Z');
    expect(late).toContain('time_stamp=2013-08-27T14%3A31%3A11Z');
  });

  it('covers every parameter, whatever is in it, and comes last', () => {
    const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 12 });
    const values = fc.dictionary(
      fc.stringMatching(/^[a-z_]{3,8}$/),
      fc.oneof(text, fc.constantFrom("!*()'~ +/=&", '支付 服务')),
    );
    fc.assert(
      fc.property(values, (params) => {
        const query = signed(KEYS, params, AT);
        const [, path, unsigned, signature] = /^(\/iaas\/)\?(.*)&signature=(.*)$/.exec(query) ?? [];
        const sorted = [...new URLSearchParams(unsigned).keys()];
        expect(sorted).toEqual(sorted.toSorted((a, b) => (a < b ? -1 : 1)));
        expect(Object.fromEntries(new URLSearchParams(unsigned))).toMatchObject(params);
        expect(unsigned).toMatch(/^[\w.~%=&-]*$/);
        const right = createHmac('sha256', 'SECRETACCESSKEY')
          .update(`GET\n${path}\n${unsigned}`)
          .digest('base64');
        expect(decodeURIComponent(signature ?? '')).toBe(right);
      }),
    );
  });
});
