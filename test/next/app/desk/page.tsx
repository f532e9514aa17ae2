import Link from 'next/link';
import { readUser } from '../users';
import { Tools } from './tools';

export default async function Page() {
  const user = await readUser();
  if (!user) return null;
  return (
    <main>
      <h1>Desk of {user.name}</h1>
      <Link href="/orders">Orders</Link>
      <Tools />
    </main>
  );
}
