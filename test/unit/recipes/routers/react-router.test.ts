// @vitest-environment happy-dom
import { buildReactRouterApp } from './react-router-app.tsx';
import { tellRouterStories } from './stories.tsx';

tellRouterStories(buildReactRouterApp);
