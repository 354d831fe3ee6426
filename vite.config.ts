import { cpSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin, type UserConfig } from 'vite';

/** Builds the window into out/renderer. What is behind it runs from its TypeScript sources (Node strips the types). */
const window: UserConfig = {
  root: 'renderer',
  plugins: [react()],
  build: {
    outDir: '../out/renderer',
    emptyOutDir: true,
    // The window's policy allows no inline data in scripts or styles.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
};

/** Native code, and what only exists inside Electron. Everything else becomes part of the program. */
const EXTERNAL = [/^electron(\/|$)/, /^onnxruntime-/, /^sherpa-onnx-/];

/**
 * Builds what is behind the window into out/desktop, for Electron, which runs no TypeScript: one file for each source
 * file, in the same folders, so that `import.meta.dirname` means what it means in the sources. `--mode desktop`
 */
const desktop: UserConfig = {
  plugins: [emittedEntries(), copyPages()],
  ssr: { noExternal: true, external: [] },
  build: {
    ssr: true,
    outDir: 'out/desktop',
    emptyOutDir: true,
    target: 'node24',
    minify: false,
    rolldownOptions: {
      input: [
        'main/shell/electronMain.ts',
        'main/store/storeWorker.ts',
        'main/engine/process.ts',
        'main/importer/process.ts',
        'main/speech/process.ts',
        'main/hearing/process.ts',
        'main/hearing/turn/process.ts',
        'main/speech/recognition/process.ts',
        'main/speech/finishing/process.ts',
      ],
      external: (id) => isBuiltin(id) || EXTERNAL.some((pattern) => pattern.test(id)),
      output: {
        format: 'es',
        preserveModules: true,
        preserveModulesRoot: import.meta.dirname,
        // A folder named node_modules is left out by whoever packs.
        entryFileNames: ({ name }) => `${name.replace(/^node_modules\//, 'vendor/')}.js`,
      },
    },
  },
};

/** Child processes are started by the path of their source file; here it is that of what became of it. */
function emittedEntries(): Plugin {
  return {
    name: 'emitted-entries',
    renderChunk: (code) => code.replaceAll(/(import\.meta\.dirname, ["'][\w./-]+)\.ts(["'])/g, '$1.js$2'),
  };
}

/**
 * The preload script and the overlay page are written by hand: a sandboxed page takes one CommonJS file and no other,
 * and the overlay, with its font, runs in any browser as it is.
 */
function copyPages(): Plugin {
  return {
    name: 'copy-pages',
    writeBundle({ dir = '' }) {
      cpSync('main/shell/preload.cjs', `${dir}/main/shell/preload.cjs`);
      cpSync('main/web/overlay/page', `${dir}/main/web/overlay/page`, { recursive: true });
      const fonts = 'node_modules/@fontsource-variable/lexend/files';
      cpSync(fonts, `${dir}/main/web/overlay/page`, { recursive: true });
    },
  };
}

export default defineConfig(({ mode }) => (mode === 'desktop' ? desktop : window));
