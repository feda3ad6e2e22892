/** The longest texts that are accepted, in UTF-16 code units. The form and main refuse longer ones. */
export const longest = {
  name: 200,
  environment: 60,
  /** A base URL, a proxy, an issuer, the address of a key set. */
  address: 2000,
  /** A field of a template, a key, a certificate. */
  value: 200_000,
} as const
