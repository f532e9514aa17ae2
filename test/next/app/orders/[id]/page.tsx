import { Tools } from '../../session';
import { readUser } from '../../users';

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const [user, { id }] = [await readUser(), await params];
  if (!user) return null;
  return (
    <main>
      <h1>
        Order {id} of {user.name}
      </h1>
      <Tools />
    </main>
  );
}
