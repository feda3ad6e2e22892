/** Bytes that a signature must have: RFC 7518 3.2 and 3.4, RFC 8037 3.1, RFC 8812 3.2, FIPS 204. */
export const signatureBytes: ReadonlyMap<string, readonly number[]> = new Map([
  ['HS256', [32]],
  ['HS384', [48]],
  ['HS512', [64]],
  ['ES256', [64]],
  ['ES256K', [64]],
  ['ES384', [96]],
  ['ES512', [132]],
  ['Ed25519', [64]],
  ['Ed448', [114]],
  ['EdDSA', [64, 114]],
  ['ML-DSA-44', [2420]],
  ['ML-DSA-65', [3309]],
  ['ML-DSA-87', [4627]],
])
