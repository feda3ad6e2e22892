/** Claims that a product defines for its own tokens, in our words. */
export interface Vendor {
  source: string
  /** Matches the `iss` of the product's tokens; null if they name no issuer. */
  issuer: RegExp | null
  /**
   * Lines of `name|meaning`, or `name|meaning|time` if the value is a NumericDate. A leading `!` marks
   * a name that is unambiguous whatever the issuer is.
   */
  claims: string
}

export const vendors: readonly Vendor[] = [
  {
    source: 'Entra ID',
    issuer:
      /^https:\/\/(login\.microsoftonline\.(com|us)|login\.partner\.microsoftonline\.cn|sts\.windows\.net|[^/]+\.(b2clogin|ciamlogin)\.com)\//,
    claims: `
acrs|Authentication contexts
!aio|For Microsoft's own use
appid|Client application
!appidacr|How the client authenticated: 0 public, 1 secret, 2 certificate
!azpacr|How the client authenticated: 0 public, 1 secret, 2 certificate
hasgroups|Too many groups to list
idp|Identity provider
idtyp|Kind of token: app or user
ipaddr|Address the user signed in from
oid|Object ID of the user or service principal
onprem_sid|On-premises security identifier
puid|For Microsoft's own use
rh|For Microsoft's own use
scp|Delegated permissions
tfp|User flow or policy
tid|Tenant
unique_name|Name for display; not unique
upn|User principal name
uti|Token identifier
ver|Token format: 1.0 or 2.0
!wids|Directory roles of the user
!xms_cc|What the client can handle
!xms_mirid|Managed identity
!xms_tcdt|Tenant's creation time|time`,
  },
  {
    source: 'Cognito',
    issuer: /^https:\/\/cognito-idp\.[^/]+\.amazonaws\.com(\.cn)?\//,
    claims: `
!cognito:groups|Groups of the user
!cognito:preferred_role|IAM role to assume
!cognito:roles|IAM roles of the user's groups
!cognito:username|User name
device_key|Remembered device
event_id|Sign-in event
identities|Identities at other providers
origin_jti|Ties the tokens of one sign-in together
token_use|Kind of token: access or id
username|User name
version|Token format`,
  },
  {
    source: 'Keycloak',
    issuer: /\/realms\/[^/]+$/,
    claims: `
!allowed-origins|Web origins that may use it
!realm_access|Roles in the realm
!resource_access|Roles at each client
!session_state|Session
s_hash|Hash of the state parameter
typ|Kind of token: Bearer, ID, Refresh, Offline`,
  },
  {
    source: 'Auth0',
    issuer: /^https:\/\/[^/]+\.auth0\.com\//,
    claims: `
gty|Grant type the token came from
org_id|Organization
org_name|Organization's name
permissions|Permissions`,
  },
  {
    source: 'Google',
    issuer: /^(https:\/\/)?accounts\.google\.com$/,
    claims: `
google|About the workload
hd|Domain of the user's organization`,
  },
  {
    source: 'Firebase',
    issuer: /^https:\/\/securetoken\.google\.com\//,
    claims: `
!firebase|Identities and how the user signed in
user_id|User`,
  },
  {
    source: 'Okta',
    issuer: /^https:\/\/[^/]+\.okta(preview|-emea|-gov)?\.com(\/|$)/,
    claims: `
cid|Client
idp|Identity provider
scp|Granted scopes
uid|User
ver|Token format`,
  },
  {
    source: 'simplejwt',
    issuer: null,
    claims: `
!token_type|Kind of token: access, refresh or sliding
refresh_exp|Until when it can be refreshed|time
user_id|User`,
  },
  {
    source: 'GoCardless',
    issuer: null,
    claims: `
!allowed_cidrs|Addresses that may use it
secret_id|Secret it was obtained with
uuid|Secret it was obtained with`,
  },
  {
    source: 'Banyan',
    issuer: null,
    claims: `
!AccessToken|Access token inside
Auth|Authentication
Email|E-mail address
!OrgID|Organization
Profile|About the user
Refresh|Is a refresh token`,
  },
]
