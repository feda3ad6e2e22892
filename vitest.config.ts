import { svelte } from '@sveltejs/vite-plugin-svelte'
import { svelteTesting } from '@testing-library/svelte/vite'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
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
          name: 'renderer',
          environment: 'jsdom',
          // A worker for each file would spend most of its time on creating a document.
          pool: 'vmThreads',
          setupFiles: ['scripts/jsdom-setup.ts', 'src/renderer/later.fixture.ts'],
          include: ['src/renderer/**/*.test.ts'],
        },
      },
    ],
  },
})
