// @vitest-environment happy-dom
import { tellRouterStories } from './stories.tsx';
import { buildTanStackRouterApp } from './tanstack-router-app.tsx';

tellRouterStories(buildTanStackRouterApp);
