/** What Electron's `context-menu` event says of the place, as far as the page can tell. */
export interface ContextMenuReport {
  x: number
  y: number
  isEditable: boolean
  selectionText: string
  editFlags: Record<
    'canUndo' | 'canRedo' | 'canCut' | 'canCopy' | 'canPaste' | 'canDelete' | 'canSelectAll',
    boolean
  >
}

interface Target {
  value?: string
  type?: string
  readOnly?: boolean
  disabled?: boolean
  selectionStart?: number | null
  selectionEnd?: number | null
  isContentEditable?: boolean
}
export interface PointerPlace {
  clientX: number
  clientY: number
  target: Target | null
}
declare const window: { getSelection(): { toString(): string } | null }
declare const document: { queryCommandEnabled(command: string): boolean }

/** Runs in the preload's isolated world. */
export function reportContextMenu({ clientX, clientY, target }: PointerPlace): ContextMenuReport {
  const start = target?.selectionStart
  const isField = typeof start === 'number' && target?.value !== undefined
  const isEditable = isField
    ? target.readOnly !== true && target.disabled !== true
    : target?.isContentEditable === true
  const selectionText = isField
    ? (target.value ?? '').slice(start, target.selectionEnd ?? start)
    : (window.getSelection()?.toString() ?? '')
  const canCopy = selectionText !== '' && target?.type !== 'password'
  return {
    x: clientX,
    y: clientY,
    isEditable,
    selectionText,
    editFlags: {
      canUndo: isEditable && document.queryCommandEnabled('undo'),
      canRedo: isEditable && document.queryCommandEnabled('redo'),
      canCut: isEditable && canCopy,
      canCopy,
      canPaste: isEditable,
      canDelete: isEditable && selectionText !== '',
      canSelectAll: true,
    },
  }
}
