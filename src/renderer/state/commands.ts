import type { Slot } from '../../inspector/index.ts'
import { slotWords, stepFor } from './advice.ts'
import { missingToken } from './operation-needs.ts'
import { titles } from './navigation.svelte.ts'
import type { Session } from './session.ts'
import { pasteShortcut, type Shortcut } from './shortcut.ts'

/** A command that is available now, in the palette or by its shortcut. */
export interface Command {
  label: string
  shortcut?: Shortcut | undefined
  run: () => void
}

/** Commands that do not need a provider. */
function everywhere(session: Session): Command[] {
  const { api, navigation, notices, revelation, workspace } = session
  const search = () => document.getElementById('provider-search')?.focus()
  const lock = async () => {
    // Secrets in memory would be lost: the panel says so first.
    if (workspace.vault?.protection === 'memory') navigation.dialog = 'vault'
    else notices.tell(await api.lockVault(null))
  }
  const open = (dialog: 'palette' | 'help' | 'vault', shortcut?: Shortcut) => ({
    label: titles[dialog],
    shortcut,
    run: () => void (navigation.dialog = dialog),
  })
  const go = (
    view: 'add' | 'paste' | 'compare' | 'export' | 'import' | 'activity' | 'settings',
    shortcut?: Shortcut,
  ) => ({
    label: titles[view],
    shortcut,
    run: () => navigation.go({ view }),
  })
  return [
    open('palette', 'mod+k'),
    open('help', '?'),
    { label: 'Search providers', shortcut: 'mod+f', run: search },
    go('add', 'mod+n'),
    go('paste', pasteShortcut),
    go('compare'),
    go('import'),
    go('export'),
    go('activity', 'mod+shift+a'),
    go('settings', 'mod+,'),
    open('vault'),
    ...neighbours(session),
    ...(workspace.vault?.state === 'open'
      ? [{ label: 'Lock secrets', shortcut: 'mod+shift+l', run: () => void lock() }]
      : []),
    ...(notices.list.some(({ action }) => action)
      ? [{ label: 'Undo', shortcut: 'mod+z', run: () => notices.undo() }]
      : []),
    ...(revelation.current
      ? [{ label: 'Hide token', shortcut: 'escape', run: () => revelation.hide() }]
      : []),
  ]
}

/** Going to the neighbours of the selected provider in the list. */
function neighbours(session: Session): Command[] {
  const { listing, navigation, selected } = session
  const ids = listing.visible.map(({ provider }) => provider.id)
  const at = ids.indexOf(selected?.provider.id ?? '')
  const step = (label: string, to: string | undefined, shortcut: Shortcut): Command[] =>
    to === undefined ? [] : [{ label, shortcut, run: () => navigation.select(to) }]
  return [
    ...step('Next provider', ids[at + 1], 'mod+]'),
    ...step('Previous provider', ids[at - 1], 'mod+['),
  ]
}

/** Commands for the selected provider. */
function here(session: Session): Command[] {
  const { navigation, workspace, clock } = session
  const summary = session.selected
  const template = summary && workspace.templateOf(summary)
  if (!template) return []
  const { id, name } = summary.provider
  const { tokens, run, secrets } = summary
  const skew = workspace.preferences?.skewSeconds ?? 0
  const step = stepFor(tokens, template, clock.minuteMs, skew)
  const { slot } = navigation
  const open = secrets.state === 'ready'
  const operations = template.operations.filter(
    (operation) => open && run.phase === 'idle' && missingToken(operation, tokens) === undefined,
  )
  const recommendedFirst = [
    ...operations.filter((operation) => operation.id === step),
    ...operations.filter((operation) => operation.id !== step),
  ]
  const copy = (of: Slot): Command => ({
    label: `Copy ${slotWords[of]}`,
    ...(of === slot && { shortcut: 'mod+shift+c' }),
    run: () => void session.copyToken(id, of, 'token'),
  })
  /** Copying an active access token is what most people come for. */
  const good = open && step === 'reuse'
  const held = open && tokens.some((token) => token.slot === slot)
  return [
    ...(good ? [copy('access')] : []),
    ...recommendedFirst.map((operation) => ({
      label: `${operation.label}: ${name}`,
      ...(operation.id === step && { shortcut: 'mod+enter' }),
      run: () => void session.run(id, operation.id),
    })),
    ...(run.phase === 'idle'
      ? []
      : [{ label: `Cancel: ${name}`, shortcut: 'mod+.', run: () => void session.cancel(id) }]),
    ...(held
      ? [
          ...(good && slot === 'access' ? [] : [copy(slot)]),
          {
            label: 'Copy Authorization header',
            shortcut: 'mod+shift+h',
            run: () => void session.copyToken(id, slot, 'authorization-header'),
          },
          {
            label: `Reveal ${slotWords[slot]}`,
            shortcut: 'mod+shift+r',
            run: () => void session.reveal(id, slot),
          },
        ]
      : []),
    {
      label: `Edit ${name}`,
      shortcut: 'mod+e',
      run: () => navigation.go({ view: 'edit', id }),
    },
    { label: `Duplicate ${name}`, run: () => void session.duplicate(id) },
    { label: `Delete ${name}`, run: () => void session.remove(id, name) },
  ]
}

export const commandsNow = (session: Session): Command[] => [
  ...here(session),
  ...everywhere(session),
]
