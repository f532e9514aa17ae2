// @vitest-environment happy-dom
import { Outlet } from 'react-router-7';
import { expect, it, vi } from 'vitest';

vi.doMock('react-router', () => import('react-router-7'));
const { buildReactRouterApp, usedOutlet } = await import('./react-router-app.tsx');
const { tellRouterStories } = await import('./stories.tsx');

tellRouterStories(buildReactRouterApp);

it('is told with React Router 7', () => expect(usedOutlet).toBe(Outlet));
