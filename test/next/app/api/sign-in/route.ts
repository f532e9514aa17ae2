import { cookies } from 'next/headers';
import { people } from '../../users';

export async function POST(request: Request) {
  const { name } = (await request.json()) as { name: string };
  const user = people[name];
  if (!user) return Response.json({ error: 'bad_credentials' }, { status: 401 });
  (await cookies()).set('name', name, { httpOnly: true, sameSite: 'lax', path: '/' });
  return Response.json({ user });
}
