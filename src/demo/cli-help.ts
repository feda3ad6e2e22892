import { faultSyntax } from './faults.ts'
import { demoServices } from './index.ts'

const usage = `Runs the token services of the demo workspace on this machine.

  npm run --silent demo-server -- [options]

  --port <n>                  0, the default, uses any free port
  --access-seconds <n>        lifetime of access tokens (default: that of each service)
  --refresh-seconds <n>       lifetime of refresh tokens
  --new-per-hour <n>          GoCardless and Nordigen: calls of obtain (100)
  --refresh-per-minute <n>    GoCardless and Nordigen: calls of refresh (100)
  --clock-offset-seconds=<n>  how far the services' clock is ahead, or behind where it is below 0
  --keys <folder>             keeps the signing keys there, so that tokens outlive this run
  --help                      this text

Prints one line of JSON, {"url", "jwksUrl", "services": [{"template", "baseUrl", "fields"}]}, and
serves on 127.0.0.1 until stopped. Only requests with a Host header of this machine are accepted.

In Touchstone: Add provider, choose the service, paste the whole line into the form.

Faults, to see what a client does:

  POST <url>/_faults  {"service", "operation", "times", "fault", "when"}
  GET, DELETE <url>/_faults

  service is a template id, operation one of those below, times (1) says how many calls meet it,
  fault is one of:

    ${faultSyntax.join('\n    ')}

  when says whether the service has processed the call already ("after": a rotated refresh token is
  used up) or never sees it ("before"). Without it status, html and redirect come before, all
  others after. truncated, huge and slow-body spoil the service's answer: always after.

  html is a proxy's 502 page, redirect a 307, huge the answer and 8 MiB of white space, slow-body
  100 bytes a second, truncated half of the body and the end of the connection, empty a 200 without
  a body, hang no answer until the client leaves.

  GET <url>/_log counts calls by service and operation: received, processed, answered, aborted (by
  the client); redirected counts clients that followed a redirect.
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
