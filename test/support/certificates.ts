import { createSign, generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

export interface Certificates {
  readonly ca: string;
  readonly serverCert: string;
  readonly serverKey: string;
  readonly clientCert: string;
  readonly clientKey: string;
}

const pair = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });

/** An authority of our own with a certificate for 127.0.0.1 and one for a client: no key is ever stored. */
export function certificates(): Certificates {
  const [authority, server, client] = [pair(), pair(), pair()];
  const issue = (name: string, subject: KeyObject, extension: Buffer): string =>
    certificate({ name, subject, issuer: 'test authority', issuerKey: authority.privateKey, extension });
  return {
    ca: issue('test authority', authority.publicKey, IS_AUTHORITY),
    serverCert: issue('test server', server.publicKey, FOR_LOOPBACK),
    serverKey: privatePem(server.privateKey),
    clientCert: issue('test client', client.publicKey, IS_NO_AUTHORITY),
    clientKey: privatePem(client.privateKey),
  };
}

/** What an application proves itself with: its certificate, and with the private key behind it as one file. */
export function applicationCertificate(): { readonly certificate: string; readonly pem: string } {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const issuer = pair();
  const made = certificate({
    name: 'test application',
    subject: publicKey,
    issuer: 'test authority',
    issuerKey: issuer.privateKey,
    extension: IS_NO_AUTHORITY,
  });
  return { certificate: made, pem: made + privatePem(privateKey) };
}

/** DER: a tag, a length, a content. https://www.itu.int/rec/T-REC-X.690 */
function der(tag: number, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content);
  const length =
    body.length < 128
      ? [body.length]
      : body.length < 256
        ? [0x81, body.length]
        : [0x82, body.length >> 8, body.length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
}

const sequence = (...content: readonly Buffer[]): Buffer => der(0x30, ...content);
const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'));
const TRUE = der(0x01, Buffer.from([0xff]));
const ECDSA_WITH_SHA256 = sequence(oid('2a8648ce3d040302'));
const BASIC_CONSTRAINTS = oid('551d13');
const SUBJECT_ALT_NAME = oid('551d11');
const IS_AUTHORITY = sequence(BASIC_CONSTRAINTS, TRUE, der(0x04, sequence(TRUE)));
const IS_NO_AUTHORITY = sequence(BASIC_CONSTRAINTS, TRUE, der(0x04, sequence()));
const FOR_LOOPBACK = sequence(SUBJECT_ALT_NAME, der(0x04, sequence(der(0x87, Buffer.from([127, 0, 0, 1])))));

let serial = 0;

/** https://www.rfc-editor.org/rfc/rfc5280#section-4.1 */
function certificate(of: {
  readonly name: string;
  readonly subject: KeyObject;
  readonly issuer: string;
  readonly issuerKey: KeyObject;
  readonly extension: Buffer;
}): string {
  const named = (name: string): Buffer =>
    sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(name)))));
  const time = (text: string): Buffer => der(0x17, Buffer.from(text));
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([++serial])),
    ECDSA_WITH_SHA256,
    named(of.issuer),
    sequence(time('200101000000Z'), time('491231235959Z')),
    named(of.name),
    of.subject.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(of.extension)),
  );
  const signature = createSign('sha256').update(body).sign(of.issuerKey);
  const whole = sequence(body, ECDSA_WITH_SHA256, der(0x03, Buffer.from([0]), signature));
  const lines = whole.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

function privatePem(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}
