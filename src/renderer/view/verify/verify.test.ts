import { fireEvent, screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import type { Input } from '../../../shared/ipc.ts'
import { failed, ok, type Result } from '../../../shared/result.ts'
import type { Answer, PlannedFetch } from '../../../shared/verification-request.ts'
import type { Verdict, Verification } from '../../../shared/verification.ts'
import { fakeApi } from '../../fake-api.fixture.ts'
import { sampleClaims, signedJwt } from '../../inspections.fixture.ts'
import { sampleSummary, sampleToken } from '../../samples.fixture.ts'
import { openWindow } from '../window.fixture.ts'
import { decryption, encrypted, verification } from './verification.fixture.ts'

type Verified = Result<Answer<Verification>>
type Verify = (input: Input<'verifyToken'>) => Verified | Promise<Verified>

const done = (change: Partial<Verification> = {}) =>
  ok({ state: 'done', result: verification(change) } as const)
const url = 'https://issuer.example/jwks'
const planned = (more: Partial<PlannedFetch> = {}): PlannedFetch => ({
  ...{ url, purpose: 'key-set', namedBy: 'user', refused: null },
  ...more,
})
const rs256 = '{"alg":"RS256","kid":"one"}'
const tokens = [sampleToken(), sampleToken({ slot: 'refresh', fingerprint: '11112222' })]
const bank = sampleSummary('Bank', { tokens })

const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }))
const submit = (name = 'Verify') =>
  fireEvent.click(within(screen.getByRole('form', { name })).getByRole('button', { name }))
const type = (label: string, value: string) =>
  fireEvent.input(screen.getByLabelText(label), { target: { value } })
const choose = (value: string) =>
  fireEvent.change(screen.getByLabelText('Key from'), { target: { value } })
const verdict = async () => (await screen.findByTestId('verdict')).textContent

/** The form under a token with this header. */
async function openForm(answer: Verify = () => done(), header = rs256, summary = bank) {
  const asked: Input<'verifyToken'>[] = []
  const api = fakeApi(
    { providers: [summary] },
    {
      inspectToken: () => ok(signedJwt(header, sampleClaims())),
      verifyToken: (input) => {
        asked.push(input)
        return answer(input)
      },
    },
  )
  const { session } = await openWindow(api)
  await fireEvent.click(await screen.findByRole('button', { name: 'Verify…' }))
  return { api, asked, session }
}

describe('before anything is fetched', () => {
  const askFirst: Verify = ({ agreed = [] }) =>
    agreed.length === 0 ? ok({ state: 'ask', fetches: [planned()] }) : done()

  it('asks, and agrees to exactly what is shown', async () => {
    const { asked } = await openForm(askFirst)
    await choose('jwks-url')
    await type('JWKS URL', url)
    await submit()
    const question = await screen.findByRole('region', { name: 'Fetch this?' })
    expect(question.textContent).toContain(url)
    expect(question.textContent).toContain('named by you')
    expect(document.activeElement).toBe(question)
    expect(asked.map(({ agreed }) => agreed)).toEqual([[]])
    await press('Fetch')
    expect(await verdict()).toContain('verified')
    expect(asked.map(({ agreed }) => agreed)).toEqual([[], [url]])
  })

  it('asks nothing more of main where it is cancelled', async () => {
    const { asked } = await openForm(askFirst)
    await choose('jwks-url')
    await type('JWKS URL', url)
    await submit()
    await fireEvent.click(await screen.findByRole('button', { name: 'Cancel' }))
    expect(screen.queryByRole('region', { name: 'Fetch this?' })).toBeNull()
    expect(asked).toHaveLength(1)
  })

  it('asks again for what only an answer names, and says who names it', async () => {
    const metadata = planned({ url: 'https://issuer.example/meta', purpose: 'metadata' })
    const keys = planned({ namedBy: 'document', refused: 'Only https is fetched.' })
    const { asked } = await openForm(({ agreed = [] }) => {
      if (agreed.length === 2) return done()
      return ok({ state: 'ask', fetches: agreed.length === 0 ? [metadata] : [metadata, keys] })
    })
    await choose('issuer')
    await type('Issuer', 'https://issuer.example')
    await submit()
    await fireEvent.click(await screen.findByRole('button', { name: 'Fetch' }))
    await waitFor(() => expect(screen.getAllByText(/named by/)).toHaveLength(2))
    expect(screen.getByText(/named by the issuer's metadata/)).toBeTruthy()
    expect(screen.getByText(/will not be fetched: Only https is fetched/)).toBeTruthy()
    await press('Fetch')
    await verdict()
    expect(asked.at(-1)?.agreed).toEqual([metadata.url, url])
  })
})

describe('the verdict', () => {
  const words: Record<Verdict, string> = {
    valid: 'verified',
    invalid: 'invalid',
    'matches-but-not-legal': 'matches, not legal',
    'matches-own-key': 'matches its own key',
    unsecured: 'unsecured',
    unsupported: 'not supported',
    incomplete: 'incomplete',
    'cannot-check': 'cannot be checked',
  }
  it.each(Object.entries(words))('%s is %j, with its sentence', async (name, word) => {
    await openForm(() => done({ verdict: name as Verdict, text: `About ${name}.` }))
    await choose('secret')
    await type('Secret', 'hunter2')
    await submit()
    expect(await verdict()).toBe(`${word} About ${name}.`)
  })

  it('comes with the key, its thumbprint, and what was not checked', async () => {
    await openForm()
    await type('Key', 'a key')
    await submit()
    const signature = await screen.findByRole('region', { name: 'Signature' })
    expect(signature.textContent).toContain('NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs')
    expect(signature.textContent).toMatch(/passed\s*key size\s*2048 bits/)
    expect(screen.getByText('Nobody said who is expected.')).toBeTruthy()
  })

  it('goes with the token that it is about', async () => {
    const { api } = await openForm()
    await type('Key', 'a key')
    await submit()
    await verdict()
    api.emit('providerChanged', { ...bank, tokens: [sampleToken({ fingerprint: '99998888' })] })
    await waitFor(() => expect(screen.queryByTestId('verdict')).toBeNull())
    expect(screen.getByLabelText<HTMLTextAreaElement>('Key').value).toBe('a key')
  })

  it('is missing where main could not even begin', async () => {
    const locked = { kind: 'locked', title: 'The vault is locked', nextStep: 'Unlock it.' } as const
    await openForm(() => failed(locked))
    await type('Key', 'a key')
    await submit()
    expect(await screen.findByRole('region', { name: 'The vault is locked' })).toBeTruthy()
  })
})

describe('what is typed', () => {
  it('is covered until it is asked for', async () => {
    await openForm(undefined, '{"alg":"HS256"}')
    const secret = screen.getByLabelText<HTMLInputElement>('Secret')
    expect(secret.type).toBe('password')
    await press('Show what is typed')
    expect(secret.type).toBe('text')
    await choose('pasted')
    expect(screen.getByLabelText('Key').className).toContain('covered')
    await press('Show what is typed')
    expect(screen.getByLabelText('Key').className).not.toContain('covered')
  })

  it.each([
    ['the form is closed', 'button', 'Close'],
    ['another token is looked at', 'tab', /Refresh token/],
    ['another view is', 'button', 'Activity'],
  ])('is dropped when %s', async (_when, role, name) => {
    const { session } = await openForm()
    await type('Key', 'SENTINEL')
    await fireEvent.click(screen.getByRole(role, { name }))
    session.navigation.go({ view: 'provider' })
    await fireEvent.click(await screen.findByRole('button', { name: 'Verify…' }))
    expect(screen.getByLabelText<HTMLTextAreaElement>('Key').value).toBe('')
  })

  it('is dropped when the vault locks, and a late answer with it', async () => {
    const { promise, resolve } = Promise.withResolvers<Verified>()
    const { api } = await openForm(() => promise)
    await type('Key', 'SENTINEL')
    await submit()
    api.emit('vaultChanged', { state: 'locked', protection: 'passphrase', detail: '' })
    await waitFor(() => expect(screen.queryByRole('form', { name: 'Verify' })).toBeNull())
    resolve(done())
    await fireEvent.click(await screen.findByRole('button', { name: 'Verify…' }))
    expect(screen.queryByTestId('verdict')).toBeNull()
    expect(screen.getByLabelText<HTMLTextAreaElement>('Key').value).toBe('')
  })

  it('is needed', async () => {
    const { asked } = await openForm()
    await submit()
    expect(screen.getByText('This is needed.')).toBeTruthy()
    expect(asked).toEqual([])
  })

  it('may be a file', async () => {
    const { asked } = await openForm()
    const file = new File(['-----BEGIN PUBLIC KEY-----'], 'key.pem')
    await fireEvent.change(screen.getByLabelText('Choose a file'), { target: { files: [file] } })
    const area = screen.getByLabelText<HTMLTextAreaElement>('Key')
    await waitFor(() => expect(area.value).toBe('-----BEGIN PUBLIC KEY-----'))
    await submit()
    expect(asked[0]?.keySource).toEqual({ from: 'pasted', text: '-----BEGIN PUBLIC KEY-----' })
  })

  it('is base64 where the file is DER, and is no file that is too large', async () => {
    await openForm()
    const area = screen.getByLabelText<HTMLTextAreaElement>('Key')
    const der = new File([Uint8Array.of(0x30, 0x82, 0xff)], 'key.der')
    await fireEvent.drop(area, { dataTransfer: { files: [der] } })
    await waitFor(() => expect(area.value).toBe('MIL/'))
    const large = new File([new Uint8Array(200_001)], 'film.mp4')
    await fireEvent.drop(area, { dataTransfer: { files: [large] } })
    expect(await screen.findByText('film.mp4 is too large for a key.')).toBeTruthy()
    expect(area.value).toBe('MIL/')
  })
})

it('warns where the token names its own key', async () => {
  await openForm(undefined, `{"alg":"RS256","jku":"https://evil.example/k","jwk":{}}`)
  await choose('token:jku')
  const form = within(screen.getByRole('form', { name: 'Verify' }))
  expect(form.getByText('https://evil.example/k')).toBeTruthy()
  expect(screen.getByText(/The token names this address itself/)).toBeTruthy()
  await choose('token:jwk')
  expect(screen.getByText(/anybody can make such a token/)).toBeTruthy()
})

describe("a provider's keys", () => {
  it('are configured from what was verified with, and taken away again', async () => {
    const { api } = await openForm()
    await choose('jwks-url')
    await type('JWKS URL', url)
    await submit()
    await fireEvent.click(
      await screen.findByRole('button', { name: 'Verify each new token with this' }),
    )
    expect(await screen.findByText(/is verified with/)).toBeTruthy()
    await press('Stop')
    await waitFor(() => expect(screen.queryByText(/is verified with/)).toBeNull())
    const { id } = bank.provider
    expect(
      api.calls.filter(({ name }) => name === 'setKeySource').map(({ input }) => input),
    ).toEqual([
      { id, keySource: { from: 'jwks-url', url } },
      { id, keySource: null },
    ])
  })

  it('are never a shared secret', async () => {
    await openForm()
    await choose('secret')
    await type('Secret', 'hunter2')
    await submit()
    await verdict()
    expect(screen.queryByRole('button', { name: 'Verify each new token with this' })).toBeNull()
  })

  it('speak from the tab and above the claims', async () => {
    const verified = { access: { verdict: 'invalid', text: 'No key made it.' } } as const
    await openForm(undefined, rs256, { ...bank, verified })
    expect(screen.getByRole('tab', { name: /Access token/ }).textContent).toMatch(/valid\s*invalid/)
    expect(screen.getByRole('tab', { name: /Refresh token/ }).textContent).not.toContain('invalid')
    expect(screen.getByRole('region', { name: 'Verification' }).textContent).toContain(
      'No key made it.',
    )
  })
})

describe('an encrypted token', () => {
  async function decrypt(inside: Parameters<typeof decryption>[0]) {
    const result = decryption(inside)
    const api = fakeApi(
      { providers: [bank] },
      {
        inspectToken: () => ok(encrypted()),
        decryptToken: () => ok({ state: 'done', result }),
        verifyToken: () => done(),
      },
    )
    await openWindow(api)
    await fireEvent.click(await screen.findByRole('button', { name: 'Decrypt…' }))
    await type('Key', 'the key')
    await submit('Decrypt')
    return api
  }

  it('says why it stays closed', async () => {
    await decrypt(null)
    expect(await verdict()).toContain('This key does not open it.')
    expect(screen.queryByRole('region', { name: 'Inside' })).toBeNull()
  })

  it('shows what is inside, which is verified with a key of its own', async () => {
    const api = await decrypt(signedJwt(rs256, '{"sub":"within"}'))
    expect(await verdict()).toBe('decrypted, not verified It is opened.')
    const inside = within(screen.getByRole('region', { name: 'Inside' }))
    expect(inside.getByText(/Decrypted is not verified/)).toBeTruthy()
    expect(inside.getByRole('table', { name: 'Claims' }).textContent).toContain('within')
    await fireEvent.click(inside.getByRole('button', { name: 'Verify…' }))
    await fireEvent.input(inside.getByLabelText('Key'), { target: { value: 'another' } })
    await submit()
    await inside.findByTestId('verdict')
    expect(api.calls.find(({ name }) => name === 'verifyToken')?.input).toMatchObject({
      keySource: { from: 'pasted', text: 'another' },
      decryptWith: { from: 'pasted', text: 'the key' },
    })
  })
})
