import { SessionProvider } from 'holdfast/react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { choice, session } from './session.ts';
import { App } from './shell/app.tsx';
import { Broken } from './shell/broken.tsx';

/**
 * A static build has no server to ask, so it brings one along. A browser that refuses it (no service workers, say) still
 * gets a shop: one whose server can't be reached.
 */
async function openBackend(): Promise<string> {
  if (import.meta.env.MODE !== 'pages') return 'server';
  try {
    const { startInPageBackend } = await import('./backend/in-page.ts');
    await startInPageBackend();
    return 'in this page (msw)';
  } catch (failure) {
    return `none: ${String(failure)}`;
  }
}

async function start(): Promise<void> {
  const backend = await openBackend();
  const root = document.getElementById('root');
  if (!root) throw new Error('The page has no element with the id "root".');
  createRoot(root).render(
    <StrictMode>
      <Broken>
        <SessionProvider session={session}>
          <App choice={choice} backend={backend} />
        </SessionProvider>
      </Broken>
    </StrictMode>,
  );
}

void start();
