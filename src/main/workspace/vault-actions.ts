import type { VaultStatus } from '../../shared/vault.ts'
import { demoBaseUrl } from '../../shared/provider.ts'
import { failed, ok, type Result } from '../../shared/result.ts'
import { type Confirm, notChanged } from '../consent.ts'
import type { Handlers, Publish } from '../ipc.ts'
import { checkPassphrase } from '../vault/passphrase-wrap.ts'
import { lockedFailure, notWhileOpen } from '../vault/vault-failure.ts'
import type { Vault } from '../vault/vault.ts'
import type { Templates } from './check-draft.ts'
import type { DemoWorkspace } from './demo-workspace.ts'
import type { Entries } from './entries.ts'
import { protectionQuestion, resetQuestion } from './protection-questions.ts'

interface VaultActionOptions {
  vault: Vault
  entries: Entries
  demo: Pick<DemoWorkspace, 'drafts'>
  templates: Templates
  confirm: Confirm
  publish: Publish
  /** Forgets everything else that was derived from secrets. */
  onLock: () => void
  log: (line: string) => void
}

/** Opens, locks and protects the vault. After each action the providers are read again. */
export function createVaultActions(options: VaultActionOptions) {
  const { vault, entries, demo, templates, confirm, publish, onLock, log } = options

  async function load(): Promise<Result<null>> {
    const loaded = await entries.load()
    if (loaded.ok) await enterDemoSecrets()
    return loaded
  }

  async function reload(): Promise<Result<VaultStatus>> {
    const loaded = await load()
    if (!loaded.ok) return loaded
    const status = vault.status()
    publish('vaultChanged', status)
    publish('snapshotChanged', null)
    return ok(status)
  }

  /** Enters the demo's secrets again if they were in memory only: they are public. */
  async function enterDemoSecrets(): Promise<void> {
    const lost = entries
      .all()
      .filter(
        ({ provider, contents }) =>
          provider.baseUrl === demoBaseUrl &&
          contents.state === 'enter-again' &&
          contents.failure.code === 'record-memory-only',
      )
    if (lost.length === 0 || vault.status().state !== 'open') return
    const drafts = await demo.drafts(templates)
    if (!drafts.ok) {
      log(drafts.failure.title)
      return
    }
    for (const { provider } of lost) {
      const draft = drafts.value.find(({ template }) => template === provider.template)
      if (!draft) continue
      const entered = await vault.edit(provider, draft.secrets)
      if (!entered.ok) log(entered.failure.title)
      await entries.reload(provider.id)
    }
  }

  /** Reloads after a failure as well: the providers are listed, locked. */
  async function after(action: Promise<Result<unknown>>): Promise<Result<VaultStatus>> {
    const done = await action
    const reloaded = await reload()
    return done.ok ? reloaded : done
  }

  /**
   * Locks, and drops every decrypted value, before anything that can fail or takes time. The window
   * is told in any case, also where the providers cannot be listed afterwards.
   */
  async function lockBy(lock: () => unknown): Promise<Result<VaultStatus>> {
    const wiped = lock()
    entries.lock()
    onLock()
    publish('vaultChanged', vault.status())
    publish('snapshotChanged', null)
    await wiped
    return reload()
  }

  return {
    /** Locks secrets that are in memory only without dropping them. */
    hide: () => lockBy(vault.hide),

    /**
     * At the start. Providers that do not open are listed as locked; it fails only if they cannot
     * be listed. Publishes nothing, because the window has no snapshot yet.
     */
    async begin(): Promise<Result<null>> {
      await vault.open()
      return load()
    },

    handlers: {
      unlockVault: ({ passphrase }) => after(vault.open(passphrase)),
      async protectVault(choice) {
        const status = vault.status()
        // Not left to the vault, which may be open once this is its turn, with nobody asked.
        if (status.state !== 'open') return failed(lockedFailure(status))
        const usable =
          choice.protection === 'passphrase' ? checkPassphrase(choice.passphrase) : null
        if (usable?.ok === false) return usable
        const question = protectionQuestion(status, vault.isMemoryChosen(), choice)
        if (question && (await confirm(question)) !== 1) {
          return notChanged('Secret storage is unchanged.')
        }
        return after(vault.protect(choice))
      },
      replaceVaultKey: () => after(vault.rotateKey()),
      async startVaultAfresh() {
        if (vault.status().state === 'open') return failed(notWhileOpen)
        if ((await confirm(resetQuestion)) !== 1) return notChanged('The old key stays in use.')
        return after(vault.startAfresh())
      },
      lockVault: () => lockBy(vault.lock),
    } satisfies Partial<Handlers>,
  }
}
