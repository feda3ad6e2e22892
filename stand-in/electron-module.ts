import * as electron from './electron.ts'

export * from './electron.ts'
export default electron
