import { createMemoryRouter, RouterProvider, useLoaderData } from 'react-router';
import { createGuard, Door, Protected } from '../../../../docs/recipes/react-router/guard.tsx';
import {
  Broken,
  Home,
  loadOrder,
  type Order,
  OrderPage,
  type RoutedApp,
  type ShopSession,
  SignInForm,
  Splash,
} from './pages.tsx';

/** By this a story knows with which version it is told. */
export { Outlet as usedOutlet } from 'react-router';

const LoadedOrder = () => <OrderPage order={useLoaderData<Order>()} />;

/** Pages before and behind the door, on React Router. */
export function buildReactRouterApp(session: ShopSession, path: string): RoutedApp {
  const guarded = createGuard(session);
  const router = createMemoryRouter(
    [
      {
        HydrateFallback: Splash,
        errorElement: <Broken />,
        children: [
          { path: '/', element: <Home /> },
          {
            path: '/sign-in',
            element: (
              <Door>
                <SignInForm />
              </Door>
            ),
          },
          {
            loader: guarded((present) => present),
            element: <Protected signIn={<SignInForm />} fallback={<Splash />} />,
            children: [
              {
                path: '/orders/:id',
                loader: guarded((_present, { params }) => loadOrder(session, String(params['id']))),
                element: <LoadedOrder />,
              },
            ],
          },
        ],
      },
    ],
    { initialEntries: [path] },
  );
  return {
    element: <RouterProvider router={router} />,
    place: () => router.state.location.pathname + router.state.location.search,
    go: (to) => void router.navigate(to),
    back: () => void router.navigate(-1),
  };
}
