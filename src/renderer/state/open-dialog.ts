/** Whether a modal dialog is open. What is beneath it does not react to keys or menu entries. */
export const isDialogOpen = (): boolean => document.querySelector('dialog[open]') !== null
