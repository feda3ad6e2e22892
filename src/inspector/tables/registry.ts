/** Meanings of registered names. Every lookup is by exact name. */
export interface Registry {
  /** `issuer` is the token's `iss`: most vendors' claims have a meaning in their own tokens only. */
  claim(name: string, issuer: string | null): Meaning | null
  /** A JOSE header parameter. */
  headerParameter(name: string): Meaning | null
}

export interface Meaning {
  /** One sentence or less, without a full stop. */
  text: string
  /** Who defines it: `IANA`, `Entra ID`. */
  source: string
  /** Where it is defined: `RFC 7519 §4.1.4`, or an https address. */
  reference?: string
  /** How the value is to be read, if the name says so. */
  form?: ValueForm | undefined
}

/** `time`: a NumericDate. `scope`: names separated by spaces. `audience`: a string or an array. */
export type ValueForm = 'time' | 'scope' | 'audience'
