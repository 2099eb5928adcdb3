// Makes a certificate authority and server certificates in memory, with Node alone (RFC 5280).
import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isIPv4 } from 'node:net';
import { bits, der, integer, octets, oid, sequence, setOf, text, utcTime, yes } from './der';

export interface ServerCertificate {
  /** PEM. */
  readonly cert: string;
  /** PEM. */
  readonly key: string;
}

export interface CertificateAuthority {
  /** The authority's own certificate, PEM: what a client must trust. */
  readonly ca: string;
  /** @param names host names and IPv4 addresses the certificate is for */
  issue(names: readonly string[]): ServerCertificate;
}

/** @param commonName only for people who look at the certificate */
export function createCertificateAuthority(commonName: string): CertificateAuthority {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const issuer = { name: commonName, key: keys.privateKey };
  const ca = certificate(issuer, commonName, keys.publicKey, [
    // certificate and revocation list signing: bits 5 and 6
    extension('2.5.29.15', bits(Buffer.from([0x06]), 1), 'critical'),
    extension('2.5.29.19', sequence(yes()), 'critical'),
  ]);
  return {
    ca,
    issue(names) {
      const server = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      return {
        // rustls refuses a server certificate that is an authority, so this one says that it is not
        cert: certificate(issuer, names[0] ?? 'server', server.publicKey, [
          extension('2.5.29.19', sequence(), 'critical'),
          extension('2.5.29.37', sequence(oid('1.3.6.1.5.5.7.3.1'))),
          extension('2.5.29.17', sequence(...names.map(alternativeName))),
        ]),
        key: server.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      };
    },
  };
}

const ecdsaWithSha256 = () => sequence(oid('1.2.840.10045.4.3.2'));

function certificate(
  issuer: { readonly name: string; readonly key: KeyObject },
  subject: string,
  publicKey: KeyObject,
  extensions: readonly Buffer[],
): string {
  const signed = sequence(
    der(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    ecdsaWithSha256(),
    distinguished(issuer.name),
    sequence(utcTime('200101000000Z'), utcTime('491231235959Z')),
    distinguished(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...extensions)),
  );
  const whole = sequence(signed, ecdsaWithSha256(), bits(sign('sha256', signed, issuer.key)));
  const lines = whole.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

const distinguished = (commonName: string): Buffer =>
  sequence(setOf(sequence(oid('2.5.4.3'), text(commonName))));

const extension = (id: string, value: Buffer, critical?: 'critical'): Buffer =>
  sequence(oid(id), ...(critical ? [yes()] : []), octets(value));

const alternativeName = (name: string): Buffer =>
  isIPv4(name)
    ? der(0x87, Buffer.from(name.split('.').map(Number)))
    : der(0x82, Buffer.from(name, 'ascii'));
