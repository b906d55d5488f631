import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Tests run on the sources of every package; what users get is tested through the built command.
  resolve: { conditions: ['tunewright-source'] },
  ssr: { resolve: { conditions: ['tunewright-source'] } },
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
