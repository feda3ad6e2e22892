import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** Names that Node, `await` and inspection look up on any object. */
const lookedUpOnAnyObject = new Set([
  'then',
  'toJSON',
  'inspect',
  'nodeType',
  '__esModule',
  'domain',
])

/**
 * Makes reading a missing member throw instead of returning `undefined`. So code written for
 * Electron fails at the line that uses what the stand-in lacks.
 *
 * The guard is at the end of the prototype chain. Objects keep their identity and stay writable, so
 * that specs can replace a member (`dialog.showOpenDialog = ...`) as in Electron.
 *
 * @param electronName the interface or class in `electron.d.ts` that `members` stands for
 */
export function strictly<Members extends object>(electronName: string, members: Members): Members {
  const inherited: unknown = Object.getPrototypeOf(members)
  if (typeof inherited !== 'object' || inherited === null) return members
  const guard = new Proxy(inherited, {
    get(target, property, receiver) {
      if (property in target || typeof property === 'symbol' || lookedUpOnAnyObject.has(property)) {
        const value: unknown = Reflect.get(target, property, receiver)
        return value
      }
      throw new Error(absence(electronName, property))
    },
  })
  return Object.setPrototypeOf(members, guard) as Members
}

/** A module that the stand-in lacks. It can be imported, and throws when it is used. */
export function absent(moduleName: string): unknown {
  const refuse = () => {
    throw new Error(absence('MainInterface', moduleName))
  }
  return new Proxy(Object, { get: refuse, apply: refuse, construct: refuse })
}

function absence(electronName: string, member: string): string {
  const inElectron = declares(electronName, member) ? 'has it' : 'does not have it either'
  return electronName === 'MainInterface'
    ? `The stand-in has no module "${member}"; Electron ${inElectron}.`
    : `The stand-in has no ${electronName}.${member}; Electron ${inElectron}.`
}

/** Looks the member up in Electron's type declarations, read only for an error message. */
function declares(electronName: string, member: string): boolean {
  const electronFolder = dirname(createRequire(import.meta.url).resolve('electron/package.json'))
  const declarations = readFileSync(join(electronFolder, 'electron.d.ts'), 'utf8')
  if (electronName === 'MainInterface') {
    return new RegExp(`^    (const|class) ${escapeForRegExp(member)}\\b`, 'm').test(declarations)
  }
  const start = declarations.search(
    new RegExp(`^  (interface|class) ${escapeForRegExp(electronName)}\\b`, 'm'),
  )
  if (start < 0) return false
  const block = declarations.slice(start, declarations.indexOf('\n  }\n', start))
  return new RegExp(
    `^    (static |readonly |get |set )*${escapeForRegExp(member)}[?]?[:(<]`,
    'm',
  ).test(block)
}

function escapeForRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
