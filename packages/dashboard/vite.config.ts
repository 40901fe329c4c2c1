import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { precompress } from '../../scripts/build/precompress.ts';

/** Where `npm run dev` finds the server. */
const server = process.env.BELAY_URL ?? 'http://127.0.0.1:3141';

export default defineConfig({
  base: '/app/',
  plugins: [react(), tailwindcss(), precompress()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // an inlined asset would need `data:` in the policy
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    reportCompressedSize: false,
  },
  server: {
    proxy: Object.fromEntries(['/v1', '/api'].map((path) => [path, { target: server }])),
  },
});
