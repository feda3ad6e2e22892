import { fireEvent, screen, waitFor } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { ok } from '../../../shared/result.ts'
import {
  choose,
  done,
  openForm,
  planned,
  press,
  submit,
  type,
  url,
  verdict,
  type Verify,
} from './verify-form.fixture.ts'

describe('before anything is fetched', () => {
  const askFirst: Verify = ({ ticket }) =>
    ticket === undefined ? ok({ state: 'ask', fetches: [planned()], ticket: 'first' }) : done()

  it('asks, and agrees to exactly what is shown', async () => {
    const { asked } = await openForm(askFirst)
    await choose('jwks-url')
    await type('JWKS URL', url)
    await submit()
    const question = await screen.findByRole('region', { name: 'Fetch this?' })
    expect(question.textContent).toContain(url)
    expect(question.textContent).toContain('named by you')
    expect(document.activeElement).toBe(question)
    expect(asked.map(({ ticket }) => ticket)).toEqual([undefined])
    await press('Fetch')
    expect(await verdict()).toContain('Verified')
    expect(asked.map(({ ticket }) => ticket)).toEqual([undefined, 'first'])
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
    const keys = planned({ namedBy: 'document', refused: 'Only https URLs are fetched.' })
    const { asked } = await openForm(({ ticket }) => {
      if (ticket === 'second') return done()
      return ticket === 'first'
        ? ok({ state: 'ask', fetches: [metadata, keys], ticket: 'second' })
        : ok({ state: 'ask', fetches: [metadata], ticket: 'first' })
    })
    await choose('issuer')
    await type('Issuer', 'https://issuer.example')
    await submit()
    await fireEvent.click(await screen.findByRole('button', { name: 'Fetch' }))
    await waitFor(() => expect(screen.getAllByText(/named by/)).toHaveLength(2))
    expect(screen.getByText(/named by the issuer's metadata/)).toBeTruthy()
    expect(screen.getByText(/Not fetched: Only https URLs are fetched/)).toBeTruthy()
    await press('Fetch')
    await verdict()
    expect(asked.at(-1)?.ticket).toBe('second')
  })
})
