/** With a full stop, where it ends without one: the words of others come either way. */
export const sentence = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`)
