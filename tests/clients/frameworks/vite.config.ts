// Builds each example as one script: `vite build --config frameworks/vite.config.ts --outDir FOLDER`.
import { defineConfig } from "vite";

export default defineConfig({
  define: { "process.env.NODE_ENV": '"production"', __VUE_OPTIONS_API__: "false", __VUE_PROD_DEVTOOLS__: "false" },
  build: {
    emptyOutDir: false,
    rolldownOptions: {
      input: { react: "frameworks/react.tsx", vue: "frameworks/vue.ts" },
      output: { entryFileNames: "[name].js" },
    },
  },
});
