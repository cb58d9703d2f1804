import { defineConfig } from 'vite';

export default defineConfig({
  base: '/static/dist/',
  build: {
    outDir: '../static/dist',
    emptyOutDir: true,
    manifest: 'manifest.json',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2000,
    license: true,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    target: ['chrome109', 'firefox115', 'safari15'],
    rolldownOptions: {
      checks: { eval: false },
      input: {
        designer: 'designer/main.js',
        enhance: 'enhance/main.js',
        forms: 'forms/main.js'
      }
    }
  }
});
