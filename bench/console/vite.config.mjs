import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';

export default {
  root: fileURLToPath(new URL('./page', import.meta.url)),
  plugins: [react()],
  resolve: { alias: { '~': fileURLToPath(new URL('../../web/src', import.meta.url)) } },
  build: { target: 'es2023', outDir: process.env.OUT, emptyOutDir: true, modulePreload: { polyfill: false } },
};
