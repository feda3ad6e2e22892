import { LazyView } from '../parts/lazy-view.svelte.ts'

/** Apart from the other views, which contain the one that shows these. */
export const checkViews = {
  keyForm: new LazyView(() => import('./KeyForm.svelte')),
  checkResult: new LazyView(() => import('./CheckResult.svelte')),
}
