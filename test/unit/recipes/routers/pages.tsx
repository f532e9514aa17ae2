import type { Session } from 'holdfast';
import { useUser } from 'holdfast/react';
import type { ReactNode } from 'react';
import type { Person } from '../../../support/world/shop.ts';

export interface Order {
  readonly path: string;
  readonly user: Person;
}
export type ShopSession = Session<Person, { name: string }>;

/** An application under a router, as a recipe builds it. */
export interface RoutedApp {
  readonly element: ReactNode;
  /** Where the person is. */
  place(): string;
  go(path: string): void;
  back(): void;
}

/** All that was ever on the screen, in order. */
export const drawn: string[] = [];
const draw = (what: string): string => {
  if (drawn.at(-1) !== what) drawn.push(what);
  return what;
};

export const Splash = (): ReactNode => draw('one moment');
export const Home = (): ReactNode => draw('home');
export const SignInForm = (): ReactNode => draw('sign in');
export const Broken = (): ReactNode => draw('broken');

/** A page that says whose it is, and who sees it. */
export function OrderPage({ order }: { readonly order: Order }): ReactNode {
  const user = useUser<Person>();
  return <main>{draw(`${order.path} of ${order.user.id} for ${user?.id}`)}</main>;
}

export async function loadOrder(session: ShopSession, id: string): Promise<Order> {
  const response = await session.fetch(`/orders/${id}`);
  if (!response.ok) throw response;
  return response.json();
}
