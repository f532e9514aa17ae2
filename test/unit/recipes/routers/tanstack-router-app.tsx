import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from '@tanstack/react-router';
import { createGuard, Door, forgetWithSession, Protected } from '../../../../docs/recipes/tanstack-router/guard.tsx';
import { Broken, Home, loadOrder, OrderPage, type RoutedApp, type ShopSession, SignInForm, Splash } from './pages.tsx';

/** Pages before and behind the door, on TanStack Router. */
export function buildTanStackRouterApp(session: ShopSession, path: string): RoutedApp {
  const root = createRootRoute();
  const home = createRoute({ getParentRoute: () => root, path: '/', component: Home });
  const signIn = createRoute({
    getParentRoute: () => root,
    path: '/sign-in',
    component: () => (
      <Door>
        <SignInForm />
      </Door>
    ),
  });
  const inside = createRoute({
    getParentRoute: () => root,
    id: 'inside',
    beforeLoad: createGuard(session),
    component: () => (
      <Protected signIn={<SignInForm />} fallback={<Splash />}>
        <Outlet />
      </Protected>
    ),
  });
  const order = createRoute({
    getParentRoute: () => inside,
    path: '/orders/$id',
    loader: ({ context, params }) => context.ask(() => loadOrder(session, params.id)),
    component: () => <OrderPage order={order.useLoaderData()} />,
    errorComponent: Broken,
  });
  const router = createRouter({
    routeTree: root.addChildren([home, signIn, inside.addChildren([order])]),
    history: createMemoryHistory({ initialEntries: [path] }),
    defaultPendingComponent: Splash,
    defaultPendingMs: 0,
    defaultPendingMinMs: 0,
  });
  forgetWithSession(session, router);
  return {
    element: <RouterProvider router={router} />,
    place: () => router.state.location.href,
    go: (to) => router.history.push(to),
    back: () => router.history.back(),
  };
}
