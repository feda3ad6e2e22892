import { svelte } from '@sveltejs/vite-plugin-svelte'
import { svelteTesting } from '@testing-library/svelte/vite'
import { defineConfig } from 'vitest/config'

/**
 * Ends tests that hang, nothing else: how long a test takes depends on the machine and on what else
 * runs there. A test that measures time compares it with its own control.
 */
const limits = {
  testTimeout: 60_000,
  hookTimeout: 60_000,
  expect: { poll: { timeout: 30_000 } },
}

export default defineConfig({
  test: {
    // Vitest would leave one core unused, which is half of a small machine.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          ...limits,
          name: 'node',
          environment: 'node',
          // No module keeps state between tests, so many files can share a worker, in half the time.
          isolate: false,
          include: ['{src,scripts,e2e,stand-in}/**/*.test.ts'],
          exclude: ['src/renderer/**', '**/node_modules/**'],
        },
      },
      {
        // Effects only run with the browser's build of Svelte, which svelteTesting asks for.
        plugins: [svelte(), svelteTesting()],
        test: {
          ...limits,
          name: 'renderer',
          environment: 'jsdom',
          // A worker for each file would spend most of its time on creating a document.
          pool: 'vmThreads',
          setupFiles: ['scripts/jsdom-setup.ts', 'src/renderer/setup.fixture.ts'],
          include: ['src/renderer/**/*.test.ts'],
        },
      },
    ],
  },
})
