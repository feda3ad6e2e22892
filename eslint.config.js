import js from '@eslint/js'
import prettier from 'eslint-config-prettier'
import svelte from 'eslint-plugin-svelte'
import globals from 'globals'
import { defineConfig } from 'eslint/config'
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

const noRenderer = {
  group: ['**/renderer/**', '**/preload/**'],
  message: 'Main, the demo services and the command line do not know the renderer.',
}

const inspectorIndexOnly = {
  group: ['**/inspector/*', '**/inspector/**', '!**/inspector/index.ts'],
  message: 'Others use the inspector by its index.',
}

/** Components alone are linted with types here: oxlint does not read them, and does it for all else. */
const components = ['**/*.svelte', '**/*.svelte.ts']

export default defineConfig(
  { ignores: ['out/', 'node_modules/', 'test-results/', 'playwright-report/', '.reports/'] },
  {
    files: ['**/*.ts'],
    languageOptions: { parser: ts.parser },
    plugins: { '@typescript-eslint': ts.plugin },
    // oxlint knows which of its own are needed.
    linterOptions: { reportUnusedDisableDirectives: 'off' },
  },
  { files: ['**/*.{js,cjs}'], extends: [js.configs.recommended, ts.configs.strict] },
  {
    files: components,
    extends: [js.configs.recommended, ...ts.configs.strictTypeChecked],
    linterOptions: { reportUnusedDisableDirectives: 'error' },
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
  ...svelte.configs.recommended,
  prettier,
  ...svelte.configs.prettier,
  {
    files: components,
    languageOptions: { parserOptions: { parser: ts.parser }, globals: { ...globals.browser } },
    rules: { 'svelte/no-at-html-tags': 'error' },
  },
  boundary(
    ['src/inspector/**/*.ts'],
    [
      {
        group: [...nodeModules, ...electronModules],
        message: 'The inspector is pure: no Node, no Electron.',
      },
      {
        group: [
          '**/shared/**',
          '**/main/**',
          '**/renderer/**',
          '**/preload/**',
          '**/demo/**',
          '**/cli/**',
        ],
        message: 'The inspector is a library: it knows nothing of the app around it.',
      },
      { group: ['svelte', 'svelte/*', 'zod', 'jose'], message: 'The inspector needs no package.' },
    ],
  ),
  boundary(
    ['src/shared/**/*.ts'],
    [
      {
        group: [...nodeModules, ...electronModules],
        message: 'src/shared is pure: no Node, no Electron.',
      },
      {
        group: ['**/main/**', '**/renderer/**', '**/preload/**', '**/demo/**', '**/cli/**'],
        message: 'src/shared is the contract between the processes: it knows neither of them.',
      },
      { group: ['svelte', 'svelte/*'], message: 'src/shared is pure: no view code.' },
      inspectorIndexOnly,
    ],
  ),
  boundary(
    ['src/main/**/*.ts', 'src/demo/**/*.ts', 'src/cli/**/*.ts', 'src/preload/**/*.ts'],
    [noElectron, noRenderer, inspectorIndexOnly],
    ['src/main/index.ts', 'src/main/window.ts', 'src/main/adapters/**', 'src/preload/index.ts'],
  ),
  boundary(
    [
      'src/main/index.ts',
      'src/main/window.ts',
      'src/main/adapters/**/*.ts',
      'src/preload/index.ts',
    ],
    [noRenderer, inspectorIndexOnly],
  ),
  boundary(
    ['src/main/http/**/*.ts'],
    [
      noElectron,
      noRenderer,
      inspectorIndexOnly,
      {
        group: ['**/provider/**', '**/verify/**', '**/vault/**', '**/workspace/**'],
        message: 'The HTTP client serves providers and verification: it knows neither.',
      },
    ],
  ),
  boundary(
    ['src/renderer/**/*.ts', 'src/renderer/**/*.svelte'],
    [
      {
        group: ['**/main/**', '**/preload/**', '**/demo/**', '**/cli/**'],
        message: 'The renderer never imports from main.',
      },
      {
        group: [...nodeModules, ...electronModules],
        message: 'The renderer has no Node and no Electron.',
      },
      {
        group: ['zod', 'jose', 'undici'],
        message:
          'The renderer imports types only from what needs these: they are a third of its budget.',
      },
      inspectorIndexOnly,
    ],
  ),
  boundary(
    ['stand-in/**/*.ts'],
    [
      {
        group: ['**/src/**', '**/e2e/**', '**/scripts/**'],
        message: 'The stand-in is Electron for any app: it knows nothing of this one.',
      },
    ],
  ),
  {
    files: ['scripts/**/*.js', 'stand-in/fixtures/**'],
    languageOptions: { globals: globals.node },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
)
