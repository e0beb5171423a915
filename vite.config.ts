import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// `npm run dev` tells where its server listens; the page's own origin stays in the Host header,
// so the server's origin check sees the same host twice.
const server = process.env['HOOKLENS_DEV_SERVER'] ?? 'http://127.0.0.1:4400'

export default defineConfig({
  root: 'web',
  plugins: [react()],
  build: { outDir: '../dist/web', emptyOutDir: true, sourcemap: false },
  server: {
    host: '127.0.0.1',
    proxy: {
      '/api': { target: server, ws: true },
      '/in': { target: server },
    },
  },
})
