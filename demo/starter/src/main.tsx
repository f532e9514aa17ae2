import { SessionProvider } from 'holdfast/react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { createTeaDocuments, createTeaSession } from './session.ts';
import './style.css';

const session = createTeaSession();
const documents = createTeaDocuments(session);

createRoot(document.querySelector('#root')!).render(
  <StrictMode>
    <SessionProvider session={session}>
      <App {...documents} />
    </SessionProvider>
  </StrictMode>,
);
