// @vitest-environment happy-dom
import { Outlet } from 'react-router-7';
import { expect, it, vi } from 'vitest';
import { buildReactRouterApp, usedOutlet } from './react-router-app.tsx';
import { tellRouterStories } from './stories.tsx';

vi.mock('react-router', () => import('react-router-7'));
tellRouterStories(buildReactRouterApp);

it('is told with React Router 7', () => expect(usedOutlet).toBe(Outlet));
