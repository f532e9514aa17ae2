// @vitest-environment happy-dom
import { Outlet } from 'react-router-7';
import { afterAll, expect, it, vi } from 'vitest';

// Files share what they load, so this one loads the recipe anew, with the other router, and leaves nothing of it to the next file.
vi.resetModules();
vi.doMock('react-router', () => import('react-router-7'));
const { buildReactRouterApp, usedOutlet } = await import('./react-router-app.tsx');
const { tellRouterStories } = await import('./stories.tsx');
afterAll(() => {
  vi.doUnmock('react-router');
  vi.resetModules();
});

tellRouterStories(buildReactRouterApp);

it('is told with React Router 7', () => expect(usedOutlet).toBe(Outlet));
