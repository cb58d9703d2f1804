import { defineConfig } from 'vite';

/* One script without imports: it stands within the page that checks seals without a network. */
export default defineConfig({
  publicDir: false,
  build: {
    outDir: '../static/dist',
    emptyOutDir: false,
    reportCompressedSize: false,
    license: { fileName: 'seal-license.md' },
    target: ['chrome109', 'firefox115', 'safari15'],
    lib: { entry: 'seal/main.js', formats: ['iife'], name: 'TerbitSeal', fileName: () => 'seal.js' }
  }
});
