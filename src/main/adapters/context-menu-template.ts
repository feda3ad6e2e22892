import type { ContextMenuParams, MenuItemConstructorOptions } from 'electron'

type Place = Pick<ContextMenuParams, 'isEditable' | 'selectionText'> & {
  editFlags: Pick<
    ContextMenuParams['editFlags'],
    'canUndo' | 'canRedo' | 'canCut' | 'canCopy' | 'canPaste' | 'canSelectAll'
  >
}

/** The entries for a text field, or for selected text. Empty anywhere else. */
export function contextMenuTemplate(place: Place): MenuItemConstructorOptions[] {
  const { isEditable, editFlags, selectionText } = place
  if (!isEditable) {
    return selectionText.trim() === '' ? [] : [{ role: 'copy', enabled: editFlags.canCopy }]
  }
  return [
    { role: 'undo', enabled: editFlags.canUndo },
    { role: 'redo', enabled: editFlags.canRedo },
    { type: 'separator' },
    { role: 'cut', enabled: editFlags.canCut },
    { role: 'copy', enabled: editFlags.canCopy },
    { role: 'paste', enabled: editFlags.canPaste },
    { type: 'separator' },
    { role: 'selectAll', enabled: editFlags.canSelectAll },
  ]
}
