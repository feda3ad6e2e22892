import { fireEvent, screen, within } from '@testing-library/svelte'
import type { Input } from '../../../shared/ipc.ts'
import { ok, type Result } from '../../../shared/result.ts'
import type { Answer, PlannedFetch } from '../../../shared/verification-request.ts'
import type { Verification } from '../../../shared/verification.ts'
import { fakeApi } from '../../fake-api.fixture.ts'
import { sampleClaims, signedJwt } from '../../inspections.fixture.ts'
import { sampleSummary, sampleToken } from '../../samples.fixture.ts'
import { openWindow } from '../window.fixture.ts'
import { verification } from './verification.fixture.ts'

export type Verified = Result<Answer<Verification>>
export type Verify = (input: Input<'verifyToken'>) => Verified | Promise<Verified>

export const done = (change: Partial<Verification> = {}) =>
  ok({ state: 'done', result: verification(change) } as const)
export const url = 'https://issuer.example/jwks'
export const planned = (more: Partial<PlannedFetch> = {}): PlannedFetch => ({
  ...{ url, purpose: 'key-set', namedBy: 'user', refused: null },
  ...more,
})
export const rs256 = '{"alg":"RS256","kid":"one"}'
const tokens = [sampleToken(), sampleToken({ slot: 'refresh', fingerprint: '11112222' })]
export const bank = sampleSummary('Bank', { tokens })

export const press = (name: string | RegExp) =>
  fireEvent.click(screen.getByRole('button', { name }))
export const submit = (name = 'Verify') =>
  fireEvent.click(within(screen.getByRole('form', { name })).getByRole('button', { name }))
export const type = (label: string, value: string) =>
  fireEvent.input(screen.getByLabelText(label), { target: { value } })
export const choose = (value: string) =>
  fireEvent.change(screen.getByLabelText('Key source'), { target: { value } })
export const verdict = async () => (await screen.findByTestId('verdict')).textContent

/** Opens the form below a token with this header. */
export async function openForm(answer: Verify = () => done(), header = rs256, summary = bank) {
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
