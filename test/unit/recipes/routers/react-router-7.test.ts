// @vitest-environment happy-dom
import { vi } from 'vitest';
import { buildReactRouterApp } from './react-router-app.tsx';
import { tellRouterStories } from './stories.tsx';

vi.mock('react-router', () => import('react-router-7'));
tellRouterStories(buildReactRouterApp);
