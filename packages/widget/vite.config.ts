import { defineConfig } from 'vite';
import { precompress } from '../../scripts/build/precompress.ts';

/** Two builds: `vite build` makes the frame, `vite build --mode loader` the one script of a website. */
export default defineConfig(({ mode }) => ({
  base: '/widget/',
  plugins: [precompress()],
  publicDir: false as const,
  build: {
    target: ['chrome111', 'firefox113', 'safari16.4'],
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    modulePreload: { polyfill: false },
    ...(mode === 'loader'
      ? {
          lib: {
            entry: 'src/loader/loader.ts',
            formats: ['iife' as const],
            // exports nothing: the name is never declared
            name: 'belayLoader',
            fileName: () => 'belay.js',
          },
        }
      : {}),
  },
}));
