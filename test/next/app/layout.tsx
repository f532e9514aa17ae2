import type { ReactNode } from 'react';
import { Session } from './session';
import { readUser } from './users';

export const metadata = { title: 'Shop', icons: 'data:,' };

export default async function Layout({ children }: { children: ReactNode }) {
  const user = await readUser();
  return (
    <html lang="en">
      <body>
        <Session initial={user && { user }}>{children}</Session>
      </body>
    </html>
  );
}
