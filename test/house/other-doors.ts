import type { Door } from './doors.ts';

/** Those that few applications come in by. */
export const otherDoors: Readonly<Record<string, Door>> = {
  'src/oidc.ts': {
    values: ['handleCallback', 'oidc'],
    types: [
      'CallbackResult',
      'IdTokenClaims',
      'OidcOptions',
      'OidcReturn',
      'OidcSignIn',
      'OidcUser',
      'ReturningSession',
    ],
  },
  'src/devtools.ts': { values: ['SessionDevtools', 'inspect'], types: ['SessionDevtoolsProps'] },
  'src/devtools-absent.ts': {
    values: ['SessionDevtools', 'inspect'],
    types: ['SessionDevtoolsProps'],
  },
  'src/testing.ts': {
    values: ['createTestBrowser', 'createTestServer', 'nothingHeld', 'openTestSession'],
    types: [
      'Held',
      'MessageFaults',
      'RequestHandler',
      'Rotation',
      'SentMessage',
      'SentRequest',
      'ServerFault',
      'ServerSession',
      'SleepOptions',
      'TestBrowser',
      'TestBrowserOptions',
      'TestClock',
      'TestCredentials',
      'TestDatabases',
      'TestDocuments',
      'TestMessages',
      'TestNetwork',
      'TestRecords',
      'TestServer',
      'TestServerOptions',
      'TestServerPaths',
      'TestSession',
      'TestSessionOptions',
      'TestTab',
      'TestUser',
    ],
  },
  'src/testing-react.ts': {
    values: ['renderWithSession'],
    types: ['RenderedSession', 'TestUi'],
  },
};
