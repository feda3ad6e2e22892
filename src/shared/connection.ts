/** How the calls of one provider are made. Stored in clear: its secrets are in the vault. */
export interface Connection {
  proxy: { use: 'system' } | { use: 'none' } | { use: 'manual'; url: string }
  /** Certificates in PEM that are trusted besides the system's; empty for none. */
  authorities: string
  /** In PEM, the client's own certificate first, then its chain; empty for none. */
  clientCertificate: string
  /** The service's certificate is not checked. */
  insecure: boolean
}

/** For a provider without settings of its own. */
export const defaultConnection: Connection = {
  proxy: { use: 'system' },
  authorities: '',
  clientCertificate: '',
  insecure: false,
}

/** The names of its secrets, among those of the template's fields. No field may be named so. */
export const connectionSecrets = {
  proxyUser: 'connection:proxy-user',
  proxyPassword: 'connection:proxy-password',
  /** A private key in PEM. */
  clientKey: 'connection:client-key',
  /** A PKCS#12 file in base64. Stands in for the key. */
  clientFile: 'connection:client-file',
  /** Of the key or the file. */
  clientPassphrase: 'connection:client-passphrase',
} as const

/** The names of its other inputs in the form, and in field errors. */
export const connectionInputs = {
  proxy: 'connection:proxy',
  proxyUrl: 'connection:proxy-url',
  authorities: 'connection:authorities',
  /** How the client certificate is given. */
  client: 'connection:client',
  clientCertificate: 'connection:client-certificate',
  insecure: 'connection:insecure',
} as const

export const isConnectionName = (name: string): boolean => name.startsWith('connection:')

/** What is shown of a certificate. */
export interface CertificateSummary {
  subject: string
  issuer: string
  expiresAtMs: number
  /** SHA-256 in hexadecimal. */
  fingerprint: string
}
