import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Builds the window. Everything behind it runs from its TypeScript sources (Node strips the types). */
export default defineConfig({
  root: 'renderer',
  plugins: [react()],
  build: {
    outDir: '../out/renderer',
    emptyOutDir: true,
    // The window's policy allows no inline data in scripts or styles.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
