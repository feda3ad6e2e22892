import { faultSyntax } from './faults.ts'
import { demoServices } from './index.ts'

const usage = `Runs the token services of the demo workspace on this machine.

  npm run --silent demo-server -- [options]

  --port <n>                  0, the default, uses any free port
  --access-seconds <n>        lifetime of access tokens (default: that of each service)
  --refresh-seconds <n>       lifetime of refresh tokens
  --new-per-hour <n>          GoCardless and Nordigen: calls of obtain (100)
  --refresh-per-minute <n>    GoCardless and Nordigen: calls of refresh (100)
  --clock-offset-seconds=<n>  how far the services' clock is ahead; negative: behind
  --keys <folder>             keeps the signing keys in this folder, so that tokens stay valid after this run
  --help                      this text

Prints one line of JSON, {"url", "jwksUrl", "services": [{"template", "baseUrl", "fields"}]}, and
serves on 127.0.0.1 until stopped. Only requests with a Host header of this machine are accepted.

In Touchstone, click Add provider, choose the service, and paste the whole line into the form.

Faults, to test a client:

  POST <url>/_faults  {"service", "operation", "times", "fault", "when"}
  GET, DELETE <url>/_faults

  service is a template id, operation is listed below, times is the number of affected calls
  (default 1), and fault is one of:

    ${faultSyntax.join('\n    ')}

  when is "after" if the service has processed the call (a rotated refresh token is used up), or
  "before" if it never receives it. Default: before for status, html and redirect, after for the
  others. truncated, huge and slow-body change the response and are always after.

  html is a 502 page of a proxy, redirect a 307, huge the response with 8 MiB of white space,
  slow-body 100 bytes per second, truncated half of the body and a closed connection, empty a 200
  without a body, hang no response until the client disconnects.

  GET <url>/_log counts calls by service and operation: received, processed, answered, and aborted
  by the client. redirected counts clients that followed a redirect.
`

export function helpText(): string {
  const services = demoServices().map(({ template, basePath, endpoints, accounts }) => {
    const operations = endpoints.flatMap((endpoint) =>
      endpoint.operations.map((name) => `  ${name}: POST ${basePath}${endpoint.paths[0]}`),
    )
    const fields = accounts.flatMap((account) => [
      `  gives ${account.meets}`,
      ...Object.entries(account.fields).map(([name, value]) => `    ${name}  ${value}`),
    ])
    return [template, ...operations, ...fields].join('\n')
  })
  return [usage, 'Services and their accounts:\n', services.join('\n\n'), ''].join('\n')
}
