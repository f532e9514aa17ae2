// @vitest-environment happy-dom
import { Outlet } from 'react-router-7';
import { expect, it } from 'vitest';
import { buildReactRouterApp, usedOutlet } from './react-router-app.tsx';
import { tellRouterStories } from './stories.tsx';

tellRouterStories(buildReactRouterApp);

it('is told with the newest React Router', () => expect(usedOutlet).not.toBe(Outlet));
