import { defineConfig } from 'vite';

// One classic script without imports, so that any page can take it with one line.
export default defineConfig({
  build: {
    outDir: '../static',
    emptyOutDir: false,
    copyPublicDir: false,
    lib: { entry: 'src/embed/main.ts', formats: ['iife'], name: 'Rolegraph', fileName: () => 'embed.js' },
  },
});
