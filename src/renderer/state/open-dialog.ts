/** Whether a modal dialog is open. Shortcuts and menu entries have no effect beneath it. */
export const isDialogOpen = (): boolean => document.querySelector('dialog[open]') !== null
