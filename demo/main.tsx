import { SessionProvider } from 'holdfast/react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { recordSession } from './inspector/log.ts';
import { choice, session } from './session.ts';
import { App } from './shell/app.tsx';

/** A static build has no server to ask, so it brings one along: see `backend/in-page.ts`. */
const inPage = import.meta.env.MODE === 'pages';

async function start(): Promise<void> {
  if (inPage) await (await import('./backend/in-page.ts')).startInPageBackend();
  const logs = recordSession(session);
  const root = document.getElementById('root');
  if (!root) throw new Error('The page has no element with the id "root".');
  createRoot(root).render(
    <StrictMode>
      <SessionProvider session={session}>
        <App choice={choice} logs={logs} backend={inPage ? 'in this page (msw)' : 'server'} />
      </SessionProvider>
    </StrictMode>,
  );
}

void start();
