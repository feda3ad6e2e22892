import { exportJWK } from 'jose'
import { vectors } from '../src/inspector/vectors/vectors.fixture.ts'
import { startKeyServer } from './pages/key-server.ts'
import { PasteView, unsigned } from './pages/paste-view.ts'
import { watchRequests } from './pages/requests.ts'
import { encryptedExample, pair, signed } from './pages/signed-tokens.ts'
import { TokenChecks } from './pages/token-checks.ts'
import { expect, test } from './pages/touchstone.ts'

const base64url = (content: object) => Buffer.from(JSON.stringify(content)).toString('base64url')

/** Tokens of every kind with addresses in every place, and the kind that the window shows. */
async function tempting(url: string): Promise<[kind: string, text: string][]> {
  const header = { jku: `${url}/jku`, x5u: `${url}/x5u`, kid: `${url}/kid` }
  const jwk = { ...(await exportJWK(pair.publicKey)), use: url }
  const claims = {
    iss: `${url}/iss`,
    aud: `${url}/aud`,
    sub: `${url}/sub`,
    picture: `${url}/picture.png`,
    at_hash: 'x',
    vct: `${url}/vct`,
    status: { status_list: { idx: 1, uri: `${url}/status` } },
    html: `<img src="${url}/html"><link rel="stylesheet" href="${url}/css">`,
  }
  const jws = unsigned(claims, { ...header, jwk })
  const [protectedHeader, payload, signature] = jws.split('.')
  const { token } = encryptedExample(7516, 'A.1')
  const encrypted = { alg: 'RSA-OAEP', enc: 'A256GCM', ...header }
  const json = { payload, signatures: [{ protected: protectedHeader, header, signature }] }
  return [
    ['Signed JWT', jws],
    ['Signed JWT', await signed({ alg: 'ES256', ...header, jwk }).sign(pair.privateKey)],
    ['Encrypted token', [base64url(encrypted), ...token.split('.').slice(1)].join('.')],
    ['Signed JWT', JSON.stringify(json)],
    ['Selective disclosure JWT', `${jws}~${base64url(['salt', 'website', url])}~`],
    ['PASETO', `v4.public.${base64url(claims)}.${base64url({ jku: url })}`],
    ['GitHub', `ghp_${'a1B2'.repeat(9)}`],
    ['Opaque token', `${new URL(url).host}/opaque`],
    ['Signed JWT', `curl -H 'Authorization: Bearer ${unsigned({ iss: url })}' ${url}/curl`],
    ['Signed JWT', `${url}/cb?issuer=${url}#access_token=${unsigned({ sub: url })}`],
    [
      'Signed JWT',
      JSON.stringify({
        access_token: unsigned({ sub: 'a', iss: url }),
        id_token: unsigned({ sub: 'b', iss: url, at_hash: 'x' }),
        jwks_uri: `${url}/jwks`,
      }),
    ],
  ]
}

test('reading a token of any kind asks nobody, whatever addresses it names', async ({ open }) => {
  const keys = await startKeyServer(() => ({}))
  const { app, window } = await open()
  const view = new PasteView(window.page)
  await view.show()
  const watch = await watchRequests(app)
  for (const [kind, text] of await tempting(keys.url)) {
    await view.paste(text)
    await expect(view.details).toContainText(kind)
    // Wait for the content that follows the first frame.
    await expect(view.encoded).toBeAttached()
    await view.explainFindings()
  }
  for (const { token } of vectors) await view.paste(token)
  await expect(view.entries.nth(vectors.length)).toBeAttached()
  await window.page.waitForTimeout(300)
  expect(await watch.byPage()).toEqual([])
  expect(await watch.byMain()).toBe(0)
  expect(keys.asked()).toEqual([])
  await keys.close()
})

test('what asks the network is seen by the watch', async ({ open }) => {
  const keys = await startKeyServer(() => ({}))
  const { app } = await open()
  const watch = await watchRequests(app)
  await app.page.evaluate((url) => fetch(url).catch(() => null), keys.url)
  await expect
    .poll(watch.byPage)
    .toEqual(expect.arrayContaining([expect.stringContaining(keys.url)]))
  const checks = new TokenChecks(app.page)
  await checks.paste(await signed({ alg: 'ES256' }).sign(pair.privateKey))
  await checks.choose('Verify', 'JWKS URL')
  await checks.form('Verify').getByLabel('JWKS URL').fill(`${keys.url}/jwks`)
  await checks.submit('Verify')
  await checks.question.waitFor()
  expect(await watch.byMain()).toBe(0)
  await checks.fetch()
  await expect.poll(() => keys.asked()).toEqual(['/jwks'])
  expect(await watch.byMain()).toBe(1)
  await keys.close()
})
