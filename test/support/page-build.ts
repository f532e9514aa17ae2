import { fileURLToPath } from 'node:url';
import { type BuildEnvironmentOptions, build, type InlineConfig, type Rolldown } from 'vite';
import { doorAliases } from './doors.ts';

/** How the pages of stories are built: readable, and with the sources of the library where an application has the package. */
export const pageBuild = (mode: 'development' | 'production', build: BuildEnvironmentOptions): InlineConfig => ({
  configFile: false,
  logLevel: 'error',
  publicDir: false,
  mode,
  define: { 'process.env.NODE_ENV': JSON.stringify(mode) },
  resolve: { alias: doorAliases() },
  build: { minify: false, target: 'es2022', ...build },
});

/** The script of a page, as one file. */
export async function bundlePage(entry: URL): Promise<string> {
  const built = (await build(
    pageBuild('production', {
      write: false,
      lib: { entry: fileURLToPath(entry), formats: ['es'], fileName: () => 'page.js' },
    }),
  )) as Rolldown.RolldownOutput[];
  return built[0]?.output[0].code ?? '';
}
