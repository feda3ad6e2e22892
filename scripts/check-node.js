// Runs first in the npm scripts. It must also run on older versions of Node than it asks for.
const needed = [22, 22, 2]
const actual = process.versions.node.split('.').map(Number)
const differsAt = needed.findIndex((part, at) => part !== actual[at])

if (differsAt >= 0 && actual[differsAt] < needed[differsAt]) {
  console.error(
    `Touchstone's scripts need Node ${needed.join('.')} or newer; this is ${process.versions.node}.\n` +
      'On Linux and Windows `npm ci` brings one along, unless optional dependencies are left out.\n' +
      'Elsewhere install Node 24 from https://nodejs.org/ and run the command again.',
  )
  process.exit(1)
}
