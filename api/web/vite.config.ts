import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

import { messages } from './messages/plugin.ts';

export default defineConfig({
  base: '/static/',
  // What a script or style sheet names is beside it, so that all of it works under a path prefix, too; in the HTML,
  // api/pages.py writes the prefix.
  experimental: { renderBuiltUrl: (_, { hostType }) => (hostType === 'html' ? undefined : { relative: true }) },
  plugins: [messages('page', { loading: true }), react()],
  build: {
    outDir: '../static',
    emptyOutDir: true,
    // GraphiQL brings the Monaco editor, which is large and cached for ever; it is loaded on its own page only.
    chunkSizeWarningLimit: 6000,
    rolldownOptions: {
      input: { page: 'index.html', graphiql: 'graphiql.html' },
      onwarn(warning, warn) {
        // Hints to the React compiler in GraphiQL's own modules; they mean nothing once it has compiled them.
        if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning);
      },
    },
  },
  worker: { format: 'es' },
});
