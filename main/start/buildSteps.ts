import type { BuildStep } from './buildWhenOlder.ts';

const common = ['app', 'vite.config.ts', 'package-lock.json'];

/** The parts of Headwater that are built before they run. */
export const buildSteps: { readonly [part in 'window' | 'desktop']: BuildStep } = {
  window: {
    name: 'the window',
    root: 'renderer',
    output: 'out/renderer/index.html',
    sources: ['renderer', ...common],
    mode: 'production',
  },
  desktop: {
    name: 'the desktop',
    root: '.',
    output: 'out/desktop/main/shell/electronMain.js',
    sources: ['main', 'native-models', ...common],
    mode: 'desktop',
  },
};
