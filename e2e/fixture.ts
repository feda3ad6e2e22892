import { join } from 'node:path'
import { testOf } from '../stand-in/launch/fixture.ts'

export const test = testOf(join(import.meta.dirname, '..'))

export { expect, type LaunchedApp } from '../stand-in/launch/fixture.ts'
