import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { server } from './server.ts';

export default defineConfig({
  plugins: [react(), server()],
  test: { environment: 'happy-dom' },
});
