import { expect, it } from 'vitest'
import { contextMenuTemplate } from './context-menu-template.ts'

const none = {
  canUndo: false,
  canRedo: false,
  canCut: false,
  canCopy: false,
  canPaste: false,
  canSelectAll: false,
}
const entries = (place: Parameters<typeof contextMenuTemplate>[0]) =>
  contextMenuTemplate(place).map(({ role, enabled }) => role && [role, enabled])

it('has the editing commands in a text field, enabled as the page says', () => {
  const editFlags = { ...none, canPaste: true, canSelectAll: true }
  expect(entries({ isEditable: true, selectionText: '', editFlags })).toEqual([
    ['undo', false],
    ['redo', false],
    undefined,
    ['cut', false],
    ['copy', false],
    ['paste', true],
    undefined,
    ['selectAll', true],
  ])
})

it('copies selected text', () => {
  const editFlags = { ...none, canCopy: true }
  expect(entries({ isEditable: false, selectionText: 'eyJ', editFlags })).toEqual([['copy', true]])
})

it('has nothing anywhere else', () => {
  expect(entries({ isEditable: false, selectionText: ' ', editFlags: none })).toEqual([])
})
