import { demoBaseUrl, type ProviderDraft } from '../../shared/provider.ts'
import { failed, ok, type Result } from '../../shared/result.ts'
import { type DemoServer, startDemoServer } from '../../demo/index.ts'
import { openKeyFolder } from '../../demo/key-folder.ts'
import type { Templates } from './check-draft.ts'

export type DemoWorkspace = ReturnType<typeof createDemoWorkspace>

/**
 * The demo services of this installation: a server on loopback, started when it is first needed,
 * and the providers that call it. Its keys are stored, so that older demo tokens still verify and
 * refresh.
 */
export function createDemoWorkspace(folder: string, report: (line: string) => void) {
  let server: Promise<DemoServer> | null = null

  async function start(): Promise<DemoServer> {
    const { seed, keyStore } = await openKeyFolder(folder)
    return startDemoServer({
      seed,
      keyStore,
      port: 0,
      report: (error) => report(`demo services: ${String(error)}`),
    })
  }

  async function running(): Promise<Result<DemoServer>> {
    server ??= start()
    try {
      return ok(await server)
    } catch (error) {
      server = null
      return failed({
        kind: 'network',
        title: 'The demo services could not be started',
        detail: error instanceof Error ? error.message : String(error),
        nextStep: 'Try again. A firewall may be blocking 127.0.0.1.',
      })
    }
  }

  return {
    /** Replaces `demo:` with the address of the template's demo service. */
    async resolveBaseUrl(baseUrl: string, template: string): Promise<Result<string>> {
      if (baseUrl !== demoBaseUrl) return ok(baseUrl)
      const started = await running()
      if (!started.ok) return started
      const service = started.value.services.find((each) => each.template === template)
      if (service) return ok(service.baseUrl)
      return failed({
        kind: 'not-found',
        title: 'No demo service of this kind',
        nextStep: 'Edit the provider and enter the base URL of a real service.',
      })
    },

    /** One provider for each template that has a demo service, with secrets that work. */
    async drafts(templates: Templates): Promise<Result<ProviderDraft[]>> {
      const started = await running()
      if (!started.ok) return started
      const drafts = started.value.services.flatMap(({ template: id, fields: values }) => {
        const template = templates.get(id)
        if (!template) return []
        const pick = (secret: boolean) =>
          Object.fromEntries(
            template.fields
              .filter((field) => field.secret === secret)
              .map(({ name }) => [name, values[name] ?? '']),
          )
        return [
          {
            name: template.name,
            environment: 'demo',
            baseUrl: demoBaseUrl,
            template: id,
            fields: pick(false),
            secrets: pick(true),
          },
        ]
      })
      return ok(drafts)
    },

    async jwksUrl(): Promise<Result<string>> {
      const started = await running()
      return started.ok ? ok(started.value.jwksUrl) : started
    },

    async close(): Promise<void> {
      const started = server
      server = null
      await started?.then((each) => each.close())
    },
  }
}
