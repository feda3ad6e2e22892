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
          // No module of main or shared keeps anything from one test for another: one worker for many
          // files takes half the time. Components share a document, and need each their own.
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
          setupFiles: ['src/renderer/setup.fixture.ts'],
          include: ['src/renderer/**/*.test.ts'],
        },
      },
    ],
  },
})
