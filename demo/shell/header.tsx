import { useCart, useUser } from 'holdfast/react';
import type { JSX, ReactNode } from 'react';
import type { User } from '../account/credentials.ts';
import { cart } from '../session.ts';
import { Logo, Sliders } from './logo.tsx';
import { hrefTo, type Place } from './router.ts';

const focusMain = (): void => document.getElementById('main')?.focus();

interface LinkProps {
  readonly to: string;
  readonly current: boolean;
  readonly children: ReactNode;
}

function NavLink({ to, current, children }: LinkProps): JSX.Element {
  return (
    <li>
      <a href={hrefTo(to)} aria-current={current ? 'page' : undefined}>
        {children}
      </a>
    </li>
  );
}

/** The bar on top of every page. */
export function Header({ place }: { readonly place: Place }): JSX.Element {
  const count = useCart(cart, (state) => state.count);
  const user = useUser<User>();
  return (
    <header className="bar">
      {/* A button, since the hash is where the router keeps the place. */}
      <button type="button" className="button skip" onClick={focusMain}>
        Skip to the content
      </button>
      <div className="bar-inner">
        <a className="brand" href={hrefTo('')}>
          <Logo />
          <span>
            Holdfast <span>Supply</span>
          </span>
        </a>
        <nav aria-label="Shop">
          <ul>
            <NavLink to="" current={place.at === 'shop'}>
              Shelf
            </NavLink>
            <NavLink to="cart" current={place.at === 'cart'}>
              Cart
              {count > 0 && (
                <span className="count">
                  {count}
                  <span className="unseen"> in it</span>
                </span>
              )}
            </NavLink>
            {user ? (
              <NavLink to="account" current={place.at === 'account'}>
                <span className="unseen">Account of </span>
                {user.name.split(' ')[0]}
              </NavLink>
            ) : (
              <NavLink to="sign-in" current={place.at === 'sign-in'}>
                Sign in
              </NavLink>
            )}
            <NavLink to="settings" current={place.at === 'settings'}>
              <Sliders />
              <span className="unseen">Settings</span>
            </NavLink>
          </ul>
        </nav>
      </div>
    </header>
  );
}
