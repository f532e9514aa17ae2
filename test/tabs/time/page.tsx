import { cookie, createSession, type Session, seconds } from 'holdfast';
import { IdleWarning, SessionGate, SessionProvider, useSession, useUser } from 'holdfast/react';
import { type JSX, StrictMode, useEffect, useRef } from 'react';
import { createRoot } from 'react-dom/client';

interface User {
  readonly id: string;
}

/** What a page tells that nobody is attached to. */
export interface Told extends Pick<Witness, 'seen' | 'ticks'> {
  readonly deadline: number;
  readonly hidden: boolean;
}

/** What a story finds in the page: `tab.run(() => window.witness.seen)`. */
export interface Witness {
  readonly session: Session<User, object>;
  /** What happened and when, by the wall clock, as `['warning', 1700000000000]`. */
  readonly seen: (readonly [what: string, at: number])[];
  /** Input that reached the application's own part of the page or of its frame, as `click spend`. */
  readonly handled: string[];
  /** When a timer of the application ran that asks for five turns a second. */
  readonly ticks: number[];
  /** When the page last drew a frame on which the secret could be seen; 0 for never. */
  drawnAt: number;
  /** Whether the secret ever stood in the document, seen or not. */
  rendered: boolean;
}

declare global {
  interface Window {
    witness: Witness;
  }
}

const query = new URLSearchParams(location.search);
const limit = (name: string, usual: number): number => seconds(Number(query.get(name) ?? usual));

const session = createSession({
  name: 'time',
  transport: cookie<User, object>({
    session: '/api/session',
    signIn: '/api/sign-in',
    signOut: '/api/sign-out',
    touch: '/api/touch',
  }),
  idle: {
    timeout: limit('idle', 22),
    warning: limit('warning', 20),
    answer: query.has('any-input') ? 'any-input' : 'extend',
  },
  lifetime: limit('lifetime', 600),
});

function Frame(): JSX.Element {
  const frame = useRef<HTMLIFrameElement>(null);
  useEffect(() => (frame.current ? session.addActivitySource(frame.current) : undefined), []);
  return (
    <iframe ref={frame} id="frame" title="Frame" src="/frame" onLoad={() => handleIn(frame.current?.contentDocument)} />
  );
}

function Secret(): JSX.Element {
  return (
    <main>
      <h1>The secret of {useUser<User>()?.id}</h1>
      <button type="button" id="spend">
        Spend
      </button>
      <input id="note" aria-label="Note" />
      {query.has('frame') && <Frame />}
    </main>
  );
}

function Welcome(): JSX.Element {
  const { signIn } = useSession<User, object>();
  return (
    <button type="button" id="enter" onClick={() => void signIn({})}>
      Sign in
    </button>
  );
}

const seen: Witness['seen'][number][] = [];
const handled: string[] = [];
const ticks: number[] = [];
window.witness = { session, seen, handled, ticks, drawnAt: 0, rendered: false };
const note = (what: string): void => void seen.push([what, Date.now()]);
session.on('warning', () => note('warning'));
session.on('extended', ({ by }) => note(`extended ${by}`));
session.on('ended', ({ reason }) => note(`ended ${reason}`));
addEventListener('pageshow', ({ persisted }) => persisted && note('restored'));

/** The application's own handlers, as early as they can be. */
function handleIn(page: Document | null | undefined): void {
  for (const type of ['pointerdown', 'mousedown', 'touchstart', 'touchend', 'keydown', 'keyup', 'input', 'click'])
    page?.addEventListener(type, ({ target }) => handled.push(`${type} ${(target as Element).id}`), true);
}
handleIn(document);

const secret = (): Element | null => document.querySelector('main');
new MutationObserver(() => {
  window.witness.rendered ||= secret() !== null;
}).observe(document, { childList: true, subtree: true });
/** Nothing is missed: what stands in the document when a frame begins is what that frame shows. To draw costs, so on request. */
const watch = (): void => {
  if (secret()?.checkVisibility({ visibilityProperty: true }) && !document.hidden) window.witness.drawnAt = Date.now();
  requestAnimationFrame(watch);
};
if (query.has('watched')) watch();
// A page that nobody is attached to: it signs in by itself, and says at the end what it saw.
if (query.has('alone')) {
  const stop = session.subscribe(({ status }) => {
    if (status !== 'unauthenticated') return;
    stop();
    void session.signIn({});
  });
  session.on('ended', () =>
    setTimeout(() => {
      const { deadline } = session.timer.getState();
      navigator.sendBeacon('/told', JSON.stringify({ seen, ticks, deadline, hidden: document.hidden }));
    }),
  );
}
if (query.has('ticking')) setInterval(() => ticks.push(Date.now()), 200);
if (query.has('busy'))
  setInterval(() => {
    const until = performance.now() + 20;
    while (performance.now() < until);
  }, 100);

const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <StrictMode>
      <SessionProvider session={session}>
        <SessionGate signIn={<Welcome />} signedOut={<Welcome />} fallback={<p>One moment</p>}>
          <Secret />
          <IdleWarning />
        </SessionGate>
      </SessionProvider>
    </StrictMode>,
  );
