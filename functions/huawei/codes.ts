import type { Reason } from '../../shared/collect/errors.ts';

/**
 * What an error code means to us, whatever HTTP status it came with. The gateway writes `APIGW.` in some
 * regions and `APIG.` in others; its codes 02nn, 04nn, 06nn and 07nn mean what their status means.
 *
 * The gateway: https://support.huaweicloud.com/intl/en-us/devg-apisign/api-sign-errorcode.html
 * Services: https://support.huaweicloud.com/api-vpc/vpc_api_0003.html,
 * https://support.huaweicloud.com/api-ecs/ecs_07_0002.html,
 * https://support.huaweicloud.com/api-natgateway/ErrorCode.html,
 * https://support.huaweicloud.com/api-cce/ErrorCode.html
 */
const CODES: ReadonlyMap<string, Reason> = new Map(
  Object.entries<Reason>({
    'APIGW.0308': 'throttled',

    // No such API in this region: the service, or this version of it, is not offered here.
    'APIGW.0101': 'unsupported',
    'APIGW.0103': 'unsupported',
    'APIGW.0801': 'unsupported',

    'APIGW.0301': 'denied',
    'APIGW.0302': 'denied',
    'APIGW.0303': 'denied',
    'APIGW.0304': 'denied',
    'APIGW.0305': 'denied',
    'APIGW.0306': 'denied',
    'APIGW.0307': 'denied',
    'APIGW.0310': 'denied',
    'APIGW.0802': 'denied',

    // In arrears a person has to pay. What was there stays, as with every refusal.
    'APIGW.0502': 'denied',
    'VPC.0005': 'denied',
    'Ecs.0067': 'denied',
    'NAT.1022': 'denied',
    'NAT.1023': 'denied',
    'CCE.01403002': 'denied',
  }),
);

const ARREARS = 'the account is in arrears, frozen or restricted: top it up, or ask who pays for it';
const VERIFY = 'the account has to be verified';

/** What a person can do about it; `<action>`: what was asked for. */
const ADVICE: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'APIGW.0310': 'the project is suspended or frozen: restore it, or leave its region out',
    'APIGW.0401': 'the address of this machine is not allowed',
    'APIGW.0402': 'the address of this machine is not allowed',
    'APIGW.0802': 'the user may not enter this region: let it, or leave the region out',
    'APIGW.0502': ARREARS,
    'VPC.0005': ARREARS,
    'Ecs.0067': ARREARS,
    'NAT.1022': ARREARS,
    'NAT.1023': ARREARS,
    'CCE.01403002': ARREARS,
    // One code for both: a permission that is missing, and an account that may do nothing any more.
    'VPC.2701': 'allow <action>; if it is allowed, the account is in arrears or frozen',
    'Ecs.0003': 'allow <action>; if it is allowed, the account is in arrears or frozen',
    'VPC.0009': VERIFY,
    'Ecs.0066': VERIFY,
  }),
);

/** `undefined`: the code says no more than its status. */
export const reasonFor = (code: string): Reason | undefined => CODES.get(spelt(code));

export const adviceFor = (code: string, action: string): string | undefined =>
  ADVICE.get(spelt(code))?.replace('<action>', action);

const spelt = (code: string): string => code.replace(/^APIG\./, 'APIGW.');
