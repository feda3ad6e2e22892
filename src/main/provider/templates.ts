import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { type Result, failed, ok } from '../../shared/result.ts'
import {
  type BrokenTemplate,
  type ProviderTemplate,
  providerTemplate,
} from '../../shared/template.ts'
import { checkBaseUrl } from '../http/base-url.ts'
import { sourcesOf } from './request/values.ts'

/**
 * Reads every template of a folder: one JSON file per service, named after its id. A service is
 * added by adding its file; the app, plain Node and the tests all read the same folder.
 *
 * @returns the templates, sorted by name, and the files that are none; a failure if there is no
 *   usable template at all
 */
export function loadTemplates(
  folder: string,
): Result<{ templates: ProviderTemplate[]; broken: BrokenTemplate[] }> {
  const templates: ProviderTemplate[] = []
  const unusable: BrokenTemplate[] = []
  try {
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
      const template = readFile(folder, file)
      if (template.ok) templates.push(template.value)
      else unusable.push({ file, failure: template.failure })
    }
  } catch (error) {
    return broken('The provider templates cannot be read', String(error))
  }
  if (templates.length > 0) {
    templates.sort((a, b) => a.name.localeCompare(b.name, 'en'))
    return ok({ templates, broken: unusable })
  }
  const [first] = unusable
  return first ? failed(first.failure) : broken('No provider templates', folder)
}

function readFile(folder: string, file: string): Result<ProviderTemplate> {
  try {
    return readTemplate(file, readFileSync(join(folder, file), 'utf8'))
  } catch (error) {
    return broken(`${file} cannot be read`, String(error))
  }
}

/** Reads one template. `file` is its file name, which must match its id. */
export function readTemplate(file: string, text: string): Result<ProviderTemplate> {
  const title = `${file} is not a provider template`
  try {
    const template = providerTemplate.safeParse(JSON.parse(text))
    if (!template.success) return broken(title, z.prettifyError(template.error))
    const problem = problemIn(template.data, file)
    return problem === undefined ? ok(template.data) : broken(title, problem)
  } catch (error) {
    return broken(title, String(error))
  }
}

/** Checks what the schema cannot express: names that must be unique or refer to each other. */
function problemIn(template: ProviderTemplate, file: string): string | undefined {
  if (file !== `${template.id}.json`) return `Its id is ${template.id}.`
  const fields = template.fields.map(({ name }) => name)
  const twice = repeated(fields) ?? repeated(template.operations.map(({ id }) => id))
  if (twice !== undefined) return `${twice} occurs twice.`
  if (template.baseUrl.default !== undefined && !checkBaseUrl(template.baseUrl.default).ok) {
    return 'The default base URL cannot be used.'
  }
  for (const operation of template.operations) {
    for (const source of sourcesOf(operation)) {
      if ('field' in source && !fields.includes(source.field)) {
        return `${operation.id} uses the field ${source.field}, which does not exist.`
      }
    }
  }
  return undefined
}

const repeated = (names: readonly string[]): string | undefined =>
  names.find((name, index) => names.indexOf(name) !== index)

const broken = (title: string, detail: string): Result<never> =>
  failed({
    kind: 'internal',
    title,
    detail,
    nextStep: 'Correct the file, or reinstall Touchstone.',
  })
