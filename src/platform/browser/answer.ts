/** An answer that no server gave. */
export const makeAnswer = (status: number, headers: Readonly<Record<string, string>>, body: string): Response =>
  new Response(body, { status, headers: { ...headers } });
