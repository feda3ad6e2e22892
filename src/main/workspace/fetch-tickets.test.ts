import { describe, expect, it } from 'vitest'
import { createFetchTickets } from './fetch-tickets.ts'

const addresses = ['https://keys.example/jwks']

function start() {
  let nowMs = 0
  const tickets = createFetchTickets(() => nowMs)
  return { tickets, wait: (ms: number) => (nowMs += ms) }
}

describe('a ticket for fetches', () => {
  it('stands for its addresses, once', () => {
    const { tickets } = start()
    const ticket = tickets.issue('token', addresses)
    expect(tickets.redeem(ticket, 'token')).toEqual(addresses)
    expect(tickets.redeem(ticket, 'token')).toEqual([])
  })

  it('is of no use for another token, and used up by the attempt', () => {
    const { tickets } = start()
    const ticket = tickets.issue('token', addresses)
    expect(tickets.redeem(ticket, 'another')).toEqual([])
    expect(tickets.redeem(ticket, 'token')).toEqual([])
  })

  it('ends after ten minutes', () => {
    const { tickets, wait } = start()
    const [early, late] = [tickets.issue('token', addresses), tickets.issue('token', addresses)]
    wait(10 * 60_000 - 1)
    expect(tickets.redeem(early, 'token')).toEqual(addresses)
    wait(1)
    expect(tickets.redeem(late, 'token')).toEqual([])
  })

  it('cannot be guessed, is forgotten with the vault, and is one of at most a hundred', () => {
    const { tickets } = start()
    const first = tickets.issue('token', addresses)
    expect(tickets.redeem('00000000-0000-4000-8000-000000000000', 'token')).toEqual([])
    for (let count = 0; count < 100; count += 1) tickets.issue('token', addresses)
    expect(tickets.redeem(first, 'token')).toEqual([])
    const last = tickets.issue('token', addresses)
    tickets.forget()
    expect(tickets.redeem(last, 'token')).toEqual([])
  })
})
