import type { Provider } from '../../shared/provider.ts'

/** A copy of `demoBaseUrl` in the contract, whose module would bring zod into the page. */
export const demoBaseUrl = 'demo:'

/** Whether a provider calls the demo services inside the app. */
export const isDemo = ({ baseUrl }: Pick<Provider, 'baseUrl'>): boolean => baseUrl === demoBaseUrl
