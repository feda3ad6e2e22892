import { serviceOf } from '../demo-server.fixture.ts'
import type { DemoServer } from '../index.ts'

/** Both hosts of the API, which behave the same. */
export const hosts = ['gocardless-bank-account-data', 'nordigen'] as const

export function bankAccountData(server: DemoServer, template: string) {
  const { baseUrl, fields } = serviceOf(server, template)
  return {
    fields,
    newUrl: `${baseUrl}/api/v2/token/new/`,
    refreshUrl: `${baseUrl}/api/v2/token/refresh/`,
  }
}
