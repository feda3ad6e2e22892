// Runs first in the npm scripts. It must also run on older versions of Node than it asks for.
const needed = [22, 18]
const [major, minor] = process.versions.node.split('.').map(Number)

if (major < needed[0] || (major === needed[0] && minor < needed[1])) {
  console.error(
    `Touchstone's scripts need Node ${needed.join('.')} or newer; this is ${process.versions.node}.\n` +
      'On Linux and Windows `npm ci` brings one along, unless optional dependencies are left out.\n' +
      'Elsewhere install Node 24 from https://nodejs.org/ and run the command again.',
  )
  process.exit(1)
}
