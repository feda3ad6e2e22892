import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const run = promisify(execFile)
const script = fileURLToPath(new URL('regenerate.ts', import.meta.url))

const samples = {
  'claims.csv':
    'Claim Name,Claim Description,Change Controller,Reference\r\n' +
    'iss,Issuer,[IESG],"[RFC7519, Section 4.1.1]"\r\n' +
    'later,"Said ""later"", on\n   two lines.",[IETF],[RFC8055][RFC3261]\r\n' +
    'wordy,A description that goes on for longer than any table has room for it,[IETF],[RFC-ietf-x-1]\r\n',
  'headers.csv':
    'Header Parameter Name,Header Parameter Description,Header Parameter Usage Location(s),Change Controller,Reference\n' +
    'alg,Algorithm,JWS,[IESG],"[RFC7515, Section 4.1.1]"\n' +
    'alg,Algorithm,JWE,[IESG],"[RFC7516, Section 4.1.1]"\n',
  'algorithms.csv':
    'Algorithm Name,Algorithm Description,Algorithm Usage Location(s),JOSE Implementation Requirements,Change Controller,Reference,Algorithm Analysis Document(s)\n' +
    'EdDSA,EdDSA signature algorithms,alg,Deprecated,[IETF],"[RFC9864, Section 2.2]",[RFC8032]\n' +
    'HS256,HMAC using SHA-256,alg,Required,[IESG],"[RFC7518, Section 3.2]",n/a\n',
}

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-registry-'))
  for (const [name, text] of Object.entries(samples)) await writeFile(join(folder, name), text)
})
afterEach(() => rm(folder, { recursive: true }))

const regenerate = (...extra: string[]) =>
  run(process.execPath, [
    script,
    ...['--claims', join(folder, 'claims.csv'), '--headers', join(folder, 'headers.csv')],
    ...['--algorithms', join(folder, 'algorithms.csv'), '--claims-updated', '2030-01-02'],
    ...['--out', folder, ...extra],
  ])

describe('regenerating the registries', () => {
  it('writes names, meanings and references from IANA’s files', async () => {
    const { stderr } = await regenerate('--jose-updated', '2030-03-04')
    const claims = await readFile(join(folder, 'iana-claims.ts'), 'utf8')
    expect(claims).toContain("claimsUpdated = '2030-01-02'")
    expect(claims).toContain(
      '`\niss|Issuer|RFC 7519 §4.1.1\nlater|Said "later", on two lines|RFC 8055, RFC 3261\nwordy|',
    )
    expect(claims).toContain('|draft-ietf-x-1\n`')
    const jose = await readFile(join(folder, 'iana-jose.ts'), 'utf8')
    expect(jose).toContain("joseUpdated = '2030-03-04'")
    expect(jose).toContain('`\nalg|Algorithm|RFC 7515 §4.1.1\n`')
    const algorithms = await readFile(join(folder, 'iana-algorithms.fixture.ts'), 'utf8')
    expect(algorithms).toContain(
      '\nEdDSA|EdDSA signature algorithms|RFC 9864 §2.2|alg|deprecated\n' +
        'HS256|HMAC using SHA-256|RFC 7518 §3.2|alg|\n',
    )
    expect(stderr).toContain('claims: wordy has a long description')
    expect(stderr).not.toContain('later')
  })

  it('says what is missing and writes nothing', async () => {
    await expect(regenerate()).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('--jose-updated is missing') as unknown,
    })
  })

  it('refuses a file of another registry', async () => {
    await writeFile(join(folder, 'claims.csv'), samples['headers.csv'])
    await expect(regenerate('--jose-updated', '2030-03-04')).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('not IANA') as unknown,
    })
  })
})
