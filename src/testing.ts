// All of `holdfast/testing`. What is withheld: the hubs and turns the doubles are made of.
export type { ServerFault, TestServerPaths } from './testing/answers.ts';
export type { TestBrowser, TestBrowserOptions } from './testing/browser.ts';
export { createTestBrowser } from './testing/browser.ts';
export type { MessageFaults, SentMessage, TestMessages } from './testing/channel.ts';
export type { SleepOptions, TestClock } from './testing/clock.ts';
export type { TestDatabases } from './testing/disk.ts';
export type { RequestHandler, SentRequest, TestNetwork } from './testing/network.ts';
export type { TestRecords } from './testing/records.ts';
export { createTestServer } from './testing/server.ts';
export type { TestDocuments } from './testing/server-documents.ts';
export type { TestServer, TestServerOptions } from './testing/server-face.ts';
export type { Rotation, ServerSession } from './testing/server-sessions.ts';
export type { Held, TestTab } from './testing/tab.ts';
export { nothingHeld } from './testing/tab.ts';
export type { TestCredentials, TestSession, TestSessionOptions, TestUser } from './testing/test-session.ts';
export { openTestSession } from './testing/test-session.ts';
