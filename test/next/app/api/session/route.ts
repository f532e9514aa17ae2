import { readUser } from '../../users';

export const GET = async () => Response.json({ user: await readUser() });
