import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair } from 'jose'
import { Provider } from 'oidc-provider'

/** Its resource servers; what the second one gets is sealed for it. */
export const audiences = {
  open: 'https://api.example',
  sealed: 'https://sealed.example',
} as const

const redirectUri = 'https://client.example/callback'
/** Characters that a form encodes: RFC 6749 2.3.1 has both halves encoded before Basic. */
const client = { id: 'a client:1', secret: 'a+b&c=d% e' }
const inForm = (text: string): string => new URLSearchParams({ '': text }).toString().slice(1)
const lifetimeSeconds = 600

const signingKey = async (alg: string) => {
  const { privateKey } = await generateKeyPair(alg, { extractable: true })
  return { ...(await exportJWK(privateKey)), alg, use: 'sig', kid: `for ${alg}` }
}

/**
 * A real OpenID provider on loopback, with a key for each of several algorithms: it was written
 * from the same specifications, by somebody else.
 */
export async function startOpenIdProvider() {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const issuer = `http://127.0.0.1:${port}`
  const sealedWith = randomBytes(32)

  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        grant_types: ['client_credentials', 'authorization_code', 'refresh_token'],
        redirect_uris: [redirectUri],
        id_token_signed_response_alg: 'PS256',
      },
    ],
    jwks: { keys: await Promise.all(['RS256', 'PS256', 'ES256', 'Ed25519'].map(signingKey)) },
    cookies: { keys: [randomBytes(16).toString('hex')] },
    // The code is made here and handed over: there is no browser that it could be taken from.
    pkce: { required: () => false },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    issueRefreshToken: () => Promise.resolve(true),
    rotateRefreshToken: true,
    enabledJWA: { idTokenSigningAlgValues: ['PS256'] },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => audiences.open,
        useGrantedResource: () => true,
        getResourceServerInfo: (_, audience) => ({
          scope: 'read',
          audience,
          accessTokenTTL: lifetimeSeconds,
          accessTokenFormat: 'jwt',
          jwt:
            audience === audiences.sealed
              ? {
                  sign: { alg: 'Ed25519' },
                  encrypt: { alg: 'dir', enc: 'A256GCM', key: sealedWith },
                }
              : { sign: { alg: 'ES256' } },
        }),
      },
    },
    ttl: {
      AccessToken: lifetimeSeconds,
      ClientCredentials: lifetimeSeconds,
      Grant: lifetimeSeconds,
      IdToken: lifetimeSeconds,
      RefreshToken: lifetimeSeconds,
    },
  })
  const answerRequest = provider.callback()
  server.on('request', (request, response) => void answerRequest(request, response))

  return {
    issuer,
    client: { ...client, redirectUri },
    /** What opens the tokens of the sealed audience: 32 bytes for `dir` with A256GCM. */
    sealedWith,

    /** What the client gets for itself, to show at one of the resource servers. */
    async accessToken(resource: string): Promise<string> {
      const answer = await fetch(`${issuer}/token`, {
        method: 'POST',
        headers: {
          authorization: `Basic ${btoa([client.id, client.secret].map(inForm).join(':'))}`,
        },
        body: new URLSearchParams({ grant_type: 'client_credentials', resource }),
      })
      const { access_token: token } = (await answer.json()) as { access_token: string }
      return token
    },

    /** What a browser would bring back after somebody has logged in. */
    async authorizationCode(): Promise<string> {
      const found = await provider.Client.find(client.id)
      if (!found) throw new Error('The provider does not know its client')
      const accountId = 'somebody'
      const grant = new provider.Grant({ accountId, clientId: client.id })
      grant.addOIDCScope('openid offline_access')
      grant.addResourceScope(audiences.open, 'read')
      const code = new provider.AuthorizationCode({
        accountId,
        client: found,
        grantId: await grant.save(),
        gty: 'authorization_code',
        nonce: 'a-nonce',
        redirectUri,
        resource: audiences.open,
        scope: 'openid offline_access read',
        sessionUid: 'a-session',
      })
      return code.save()
    },

    close: async (): Promise<void> => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
