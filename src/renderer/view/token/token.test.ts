import { fireEvent, screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { ok } from '../../../shared/result.ts'
import { fakeApi } from '../../fake-api.fixture.ts'
import { sampleFindings, sampleHeader, signedJwt } from '../../inspections.fixture.ts'
import { sampleSummary, sampleToken } from '../../samples.fixture.ts'
import { openWindow } from '../window.fixture.ts'

const both = [
  sampleToken(),
  sampleToken({ slot: 'refresh', endsIn: 2_592_000, fingerprint: '11112222' }),
]
const bank = sampleSummary('Bank', { tokens: both })
const panel = () => within(screen.getByRole('tabpanel'))
const row = (name: string) => screen.getByRole('rowheader', { name }).closest('tr')?.textContent

/** Opens the window on a token with these claims. */
async function openClaims(claims: string, mutedFindings: string[] = []) {
  const api = fakeApi(
    { providers: [sampleSummary('Bank', { tokens: both, provider: { mutedFindings } })] },
    { inspectToken: () => ok(signedJwt(sampleHeader, claims, sampleFindings)) },
  )
  await openWindow(api)
  await screen.findByRole('table', { name: 'Claims' })
  return api
}

describe('the tabs', () => {
  it('choose with the arrows and read the token they show', async () => {
    const api = fakeApi({ providers: [bank] })
    await openWindow(api)
    await fireEvent.keyDown(screen.getByRole('tab', { name: /Access token/ }), {
      key: 'ArrowRight',
    })
    const chosen = screen.getByRole('tab', { selected: true })
    expect(chosen.textContent).toContain('Refresh token')
    expect(document.activeElement).toBe(chosen)
    await waitFor(() =>
      expect(api.calls.filter(({ name }) => name === 'inspectToken')).toHaveLength(2),
    )
  })

  it('say how to get a token that is not there', async () => {
    await openWindow(fakeApi({ providers: [sampleSummary('New')] }))
    expect(panel().getByText('No access token yet')).toBeTruthy()
    expect(panel().getByText('Obtain')).toBeTruthy()
  })
})

describe('the claims', () => {
  it('show times local, in UTC on request, with the number as it is written', async () => {
    await openClaims('{"exp":1700000000}')
    expect(row('exp')).toMatch(/1[45] Nov 2023.*1700000000/s)
    expect(screen.getByTitle(/2023-11-14 22:13:20 UTC/)).toBeTruthy()
    expect(row('exp')).toMatch(/RFC\s7519\s§4\.1\.4$/)
  })

  it('keep duplicates and exact numbers', async () => {
    await openClaims('{"a":1,"a":12345678901234567890}')
    const headers = screen.getAllByRole('rowheader', { name: /^a\b/ })
    expect(headers.map((each) => each.closest('tr')?.textContent)).toEqual([
      expect.stringMatching(/duplicate.*1/s),
      expect.stringMatching(/duplicate.*12345678901234567890.*round/s),
    ])
  })

  it('do not throw for a time beyond the calendar', async () => {
    await openClaims('{"exp":1e300}')
    expect(row('exp')).toContain('outside the calendar')
  })

  it('unfold what is nested', async () => {
    await openClaims('{"realm_access":{"roles":["reader"]}}')
    await fireEvent.click(screen.getByRole('button', { name: 'Expand realm_access' }))
    await fireEvent.click(screen.getByRole('button', { name: 'Expand roles' }))
    expect(row('0')).toContain('reader')
    await fireEvent.click(screen.getByRole('button', { name: 'Collapse realm_access' }))
    expect(screen.queryByRole('rowheader', { name: 'roles' })).toBeNull()
  })

  it('fold a long value, and show all of it on request', async () => {
    await openClaims(`{"long":"${'x'.repeat(5000)}"}`)
    expect(row('long')?.length).toBeLessThan(400)
    await fireEvent.click(screen.getByRole('button', { name: /all 5,000 characters/ }))
    expect(row('long')?.length).toBeGreaterThan(5000)
  })

  it('show markup as text, and what does not show as a mark', async () => {
    await openClaims('{"<b>n":"<img src=x onerror=alert(1)>\u202Eevil"}')
    expect(row('<b>n')).toContain('<img src=x onerror=alert(1)>')
    expect(row('<b>n')).toContain('U+202E')
    expect(document.querySelector('main img, main table b')).toBeNull()
  })

  it('begin with some of very many, and go on by themselves', async () => {
    const members = Array.from({ length: 100 }, (_, index) => `"c${index}":${index}`)
    await openClaims(`{${members.join(',')}}`)
    await screen.findByRole('rowheader', { name: 'c99' })
  })

  it('are shown as JSON too, as they were written', async () => {
    await openClaims('{"n":1.0,"s":"a\\u0041"}')
    const claims = within(screen.getByRole('region', { name: 'Claims' }))
    await fireEvent.click(claims.getByRole('button', { name: 'JSON' }))
    const json = claims.getByRole('group', { name: 'JSON' }).textContent
    expect(json.replace(/\s/g, '')).toBe('{"n":1.0,"s":"a\\u0041"}')
  })

  it('copy a single value', async () => {
    const api = await openClaims('{"sub":"somebody"}')
    await fireEvent.click(screen.getByRole('button', { name: 'Copy value of sub' }))
    expect(api.calls.at(-1)).toEqual({
      name: 'copyText',
      input: { text: 'somebody', secret: false },
    })
  })
})

describe('the findings', () => {
  it('explain themselves and can be muted', async () => {
    const api = await openClaims('{"a":1}')
    const findings = within(screen.getByRole('region', { name: 'Findings' }))
    const [expired] = findings.getAllByRole('listitem')
    if (!expired) throw new Error('There is no finding')
    expect(expired.textContent).toMatch(/error.*Expired 8 h ago/s)
    expect(expired.textContent).not.toContain('RFC')
    const line = within(expired).getByRole('button', { expanded: false })
    await fireEvent.click(line)
    expect(line.ariaExpanded).toBe('true')
    expect(expired.textContent).toContain('RFC 7519 §4.1.4')
    await fireEvent.keyDown(line, { key: 'Enter' })
    expect(expired.textContent).not.toContain('RFC')
    await fireEvent.keyDown(line, { key: ' ' })
    await fireEvent.click(within(expired).getByRole('button', { name: 'Mute for this provider' }))
    expect(document.activeElement?.textContent).toContain('The number')
    expect(api.calls.at(-1)?.input).toMatchObject({ finding: 'expired', muted: true })
  })

  it('can be muted in every token', async () => {
    const api = await openClaims('{"a":1}')
    const findings = within(screen.getByRole('region', { name: 'Findings' }))
    await fireEvent.click(findings.getByText(/Expired 8 h ago/))
    await fireEvent.click(findings.getByRole('button', { name: 'Mute everywhere' }))
    expect(api.calls.at(-1)).toMatchObject({ input: { mutedFindings: ['expired'] } })
  })

  it('fold their notes into one line, by name', async () => {
    await openClaims('{"a":1}')
    const findings = within(screen.getByRole('region', { name: 'Findings' }))
    expect(findings.queryByText('No audience (aud)')).toBeNull()
    await fireEvent.click(findings.getByRole('button', { name: '1 note: no audience' }))
    expect(findings.getByText('No audience (aud)')).toBeTruthy()
  })

  it('cite with links', async () => {
    const api = await openClaims('{"a":1}')
    const findings = within(screen.getByRole('region', { name: 'Findings' }))
    await fireEvent.click(findings.getByText(/The number/))
    await fireEvent.click(findings.getByRole('button', { name: 'RFC 8259 §6' }))
    expect(api.calls.at(-1)).toEqual({ name: 'openReference', input: { reference: 'RFC 8259 §6' } })
  })

  it('are hidden where they are muted, and brought back', async () => {
    await openClaims('{"a":1}', ['expired'])
    const findings = within(screen.getByRole('region', { name: 'Findings' }))
    expect(findings.queryByText(/Expired 8 h ago/)).toBeNull()
    await fireEvent.click(findings.getByRole('button', { name: '1 muted, show' }))
    expect(findings.getByText(/Expired 8 h ago/)).toBeTruthy()
  })
})

describe('the encoded token', () => {
  it('is revealed on request, in its parts, and hidden again', async () => {
    await openWindow(fakeApi({ providers: [bank] }))
    await fireEvent.click(await screen.findByRole('button', { name: 'Reveal token' }))
    const text = await screen.findByTestId('encoded-token')
    expect(text.textContent).toMatch(/^eyJ[\w-]+\.[\w-]+\.A{43}$/)
    expect(text.querySelectorAll('.role-header, .role-payload, .role-signature')).toHaveLength(3)
    await fireEvent.click(screen.getByRole('button', { name: 'Hide token' }))
    expect(screen.queryByTestId('encoded-token')).toBeNull()
  })

  it('is hidden when something else is looked at', async () => {
    const { session } = await openWindow(fakeApi({ providers: [bank] }))
    await fireEvent.click(await screen.findByRole('button', { name: 'Reveal token' }))
    await screen.findByTestId('encoded-token')
    await fireEvent.click(screen.getByRole('tab', { name: /Refresh token/ }))
    expect(session.revelation.current).toBeNull()
  })
})
