import Link from 'next/link';
import { Tools } from './session';
import { readUser } from './users';

export default async function Page() {
  const user = await readUser();
  if (!user) return null;
  return (
    <main>
      <h1>Hello, {user.name}</h1>
      <Link href="/orders/7">Order 7</Link>
      <Tools />
    </main>
  );
}
