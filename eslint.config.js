import js from '@eslint/js'
import prettier from 'eslint-config-prettier'
import svelte from 'eslint-plugin-svelte'
import globals from 'globals'
import ts from 'typescript-eslint'

const testFiles = ['**/*.test.ts', '**/*.fixture.ts']

/** Who may import what. Later entries replace earlier ones for the files they name. */
const electronModules = ['electron', 'electron/*', 'electron-store']
const nodeModules = [
  'node:*',
  'fs',
  'path',
  'os',
  'crypto',
  'http',
  'https',
  'net',
  'tls',
  'child_process',
]

/**
 * @param {string[]} files
 * @param {{ group: string[], message: string }[]} patterns
 * @param {string[]} [ignores]
 */
const boundary = (files, patterns, ignores = []) => ({
  files,
  ignores: [...testFiles, ...ignores],
  rules: {
    '@typescript-eslint/no-restricted-imports': ['error', { patterns }],
  },
})

const noElectron = {
  group: electronModules,
  message: 'Only the composition root, the window and the adapters import electron.',
}

export default ts.config(
  { ignores: ['out/', 'node_modules/', 'test-results/', 'playwright-report/', '.reports/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  ...ts.configs.strictTypeChecked,
  ...svelte.configs.recommended,
  prettier,
  ...svelte.configs.prettier,
  {
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      'no-control-regex': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser }, globals: { ...globals.browser } },
    rules: { 'svelte/no-at-html-tags': 'error' },
  },
  boundary(
    ['src/shared/**/*.ts'],
    [
      {
        group: [...nodeModules, ...electronModules],
        message: 'src/shared is pure: no Node, no Electron.',
      },
      {
        group: ['**/main/**', '**/renderer/**', '**/preload/**'],
        message: 'src/shared looks at nobody.',
      },
      { group: ['svelte', 'svelte/*'], message: 'src/shared is pure: no view code.' },
    ],
  ),
  boundary(
    ['src/main/**/*.ts'],
    [
      noElectron,
      { group: ['**/renderer/**', '**/preload/**'], message: 'main does not know the renderer.' },
    ],
    ['src/main/index.ts', 'src/main/window.ts', 'src/main/adapters/**'],
  ),
  boundary(
    ['src/main/index.ts', 'src/main/window.ts', 'src/main/adapters/**/*.ts'],
    [{ group: ['**/renderer/**', '**/preload/**'], message: 'main does not know the renderer.' }],
  ),
  boundary(
    ['src/renderer/**/*.ts', 'src/renderer/**/*.svelte'],
    [
      { group: ['**/main/**', '**/preload/**'], message: 'The renderer never imports from main.' },
      {
        group: [...nodeModules, ...electronModules],
        message: 'The renderer has no Node and no Electron.',
      },
      {
        group: ['zod', 'jose', 'undici'],
        message:
          'The renderer imports types only from what needs these: they are a third of its budget.',
      },
    ],
  ),
  {
    files: testFiles,
    rules: { '@typescript-eslint/no-non-null-assertion': 'error' },
  },
  { files: ['**/*.{js,cjs}'], ...ts.configs.disableTypeChecked },
  {
    files: ['scripts/**/*.js', 'stand-in/fixtures/**'],
    languageOptions: { globals: globals.node },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
)
