import { hydrateRoot } from 'react-dom/client';
import { type Initial, openSession, Page } from './page.tsx';

declare global {
  interface Window {
    /** Everything that React complained of. */
    complaints: string[];
  }
}

window.complaints = [];
const complain = (...what: unknown[]): void => void window.complaints.push(what.map(String).join(' '));
console.error = complain;
console.warn = complain;

const { initial } = JSON.parse(document.getElementById('initial')?.textContent ?? '{}') as { initial?: Initial };
const root = document.getElementById('root');
if (root) hydrateRoot(root, <Page session={openSession(initial)} />, { onRecoverableError: complain });
