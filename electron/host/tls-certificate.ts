// The certificate of a host that listens on the network: the one given, or one made at first start and kept.
import { X509Certificate } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { generate } from 'selfsigned';

export interface TlsCertificate {
  readonly key: string;
  readonly certificate: string;
  /** SHA-256, as a browser shows it, so that it can be compared by eye. */
  readonly fingerprint: string;
  readonly isSelfMade: boolean;
}

const YEARS_VALID = 5;

const withFingerprint = (key: string, certificate: string, isSelfMade: boolean): TlsCertificate => ({
  key,
  certificate,
  fingerprint: new X509Certificate(certificate).fingerprint256,
  isSelfMade,
});

const namesFor = (hostNames: readonly string[]): readonly { readonly type: 2 | 7; readonly value?: string; readonly ip?: string }[] =>
  ['localhost', '127.0.0.1', ...hostNames].map((name) => (isIP(name) === 0 ? { type: 2, value: name } : { type: 7, ip: name }));

const make = async (hostNames: readonly string[]): Promise<{ readonly private: string; readonly cert: string }> => {
  const notAfterDate = new Date();
  notAfterDate.setFullYear(notAfterDate.getFullYear() + YEARS_VALID);
  return generate([{ name: 'commonName', value: 'fenghuotai' }], {
    algorithm: 'sha256',
    keyType: 'ec',
    notAfterDate,
    extensions: [{ name: 'subjectAltName', altNames: namesFor(hostNames).map((entry) => ({ ...entry })) }],
  });
};

export const readCertificate = async (keyPath: string, certificatePath: string): Promise<TlsCertificate> =>
  withFingerprint(await readFile(keyPath, 'utf8'), await readFile(certificatePath, 'utf8'), false);

/** Kept in `folder`, readable by its owner alone, and made only where there is none: browsers remember the fingerprint. */
export const ownCertificate = async (folder: string, hostNames: readonly string[]): Promise<TlsCertificate> => {
  const [keyPath, certificatePath] = [join(folder, 'tls.key'), join(folder, 'tls.crt')];
  try {
    return { ...(await readCertificate(keyPath, certificatePath)), isSelfMade: true };
  } catch {
    const made = await make(hostNames);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(keyPath, made.private, { mode: 0o600 });
    await writeFile(certificatePath, made.cert, { mode: 0o600 });
    return withFingerprint(made.private, made.cert, true);
  }
};
