/** The page's background, `--ground` in tokens.css, for what the window shows before the page. */
export const ground = { light: '#ffffff', dark: '#15171c' }
