import type { TouchstoneWindow } from './touchstone-window.ts'

/** Copies by the keys: the page's clipboard is not that of main where there is no desktop. */
export async function copyInPage({ page }: TouchstoneWindow, text: string): Promise<void> {
  const search = page.getByRole('searchbox', { name: 'Search providers' })
  await search.fill(text)
  await search.press('ControlOrMeta+a')
  await search.press('ControlOrMeta+c')
  await search.fill('')
}
