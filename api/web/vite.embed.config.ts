import { defineConfig } from 'vite';

import { messages } from './messages/plugin.ts';

// One classic script without imports, so that any page can take it with one line.
export default defineConfig({
  plugins: [messages('embed', { loading: false })],
  build: {
    outDir: '../static',
    emptyOutDir: false,
    copyPublicDir: false,
    lib: { entry: 'src/embed/main.ts', formats: ['iife'], name: 'Rolegraph', fileName: () => 'embed.js' },
  },
});
