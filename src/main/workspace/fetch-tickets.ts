import { createHash, randomUUID } from 'node:crypto'

/** Long enough to read the question; a ticket that is lost is of no use the next day. */
const lifetimeMs = 10 * 60_000
const mostKept = 100

interface Ticket {
  /** SHA-256 of the token, so that nothing of it is kept. */
  token: string
  addresses: readonly string[]
  endsAtMs: number
}

/**
 * What main has asked the window: may these addresses be fetched for this token? The window says yes
 * by giving the ticket back, so it cannot name addresses of its own.
 */
export function createFetchTickets(now: () => number) {
  const tickets = new Map<string, Ticket>()

  return {
    issue(token: string, addresses: readonly string[]): string {
      const [oldest] = tickets.keys()
      if (tickets.size >= mostKept && oldest !== undefined) tickets.delete(oldest)
      const ticket = randomUUID()
      tickets.set(ticket, { token: digest(token), addresses, endsAtMs: now() + lifetimeMs })
      return ticket
    },

    /** The addresses of a ticket, once, for the same token and in time. None otherwise. */
    redeem(ticket: string, token: string): readonly string[] {
      const found = tickets.get(ticket)
      tickets.delete(ticket)
      if (!found || found.token !== digest(token) || now() >= found.endsAtMs) return []
      return found.addresses
    },

    forget: (): void => tickets.clear(),
  }
}

const digest = (text: string): string => createHash('sha256').update(text).digest('base64url')
