import { LazyView } from './parts/lazy-view.svelte.ts'
import { checkViews } from './verify/check-views.ts'

export const views = {
  provider: new LazyView(() => import('./provider/ProviderView.svelte')),
  paste: new LazyView(() => import('./paste/PasteView.svelte')),
  compare: new LazyView(() => import('./compare/CompareView.svelte')),
  activity: new LazyView(() => import('./activity/ActivityView.svelte')),
  settings: new LazyView(() => import('./settings/SettingsView.svelte')),
  form: new LazyView(() => import('./form/ProviderForm.svelte')),
  export: new LazyView(() => import('./transfer/ExportView.svelte')),
  import: new LazyView(() => import('./transfer/ImportView.svelte')),
  damaged: new LazyView(() => import('./shell/DamagedFiles.svelte')),
  palette: new LazyView(() => import('./shell/Palette.svelte')),
  discard: new LazyView(() => import('./shell/DiscardDialog.svelte')),
  'no-provider': new LazyView(() => import('./shell/NoProvider.svelte')),
  'first-start': new LazyView(() => import('./shell/FirstStart.svelte')),
  fatal: new LazyView(() => import('./shell/Fatal.svelte')),
  help: new LazyView(() => import('./shell/ShortcutHelp.svelte')),
  vault: new LazyView(() => import('./vault/VaultPanel.svelte')),
  ...checkViews,
}

/** Loads all of them ahead, so that nobody waits when one is shown. */
export async function loadViews(): Promise<void> {
  await Promise.all(Object.values(views).map((view) => view.load()))
}
