import type { Session } from 'holdfast';
import { createAxios } from '../../../docs/recipes/http/axios.ts';
import { createKy } from '../../../docs/recipes/http/ky.ts';

/** What the stories ask of a client, whichever it is. */
export interface Client {
  get(path: string, signal?: AbortSignal): Promise<unknown>;
  post(path: string, body: object | FormData | ReadableStream): Promise<unknown>;
  put(path: string, body: object): Promise<unknown>;
}

type AnySession = Pick<Session<unknown>, 'fetch' | 'getState'>;
const isPlain = (body: object | FormData | ReadableStream): body is object =>
  !(body instanceof FormData || body instanceof ReadableStream);
const home = 'https://app.test/';

function withKy(session: AnySession): Client {
  const api = createKy(session, { prefix: home, retry: { delay: () => 0 } });
  return {
    get: (path, signal) => api.get(path, signal ? { signal } : {}).json(),
    post: async (path, body) => api.post(path, isPlain(body) ? { json: body } : { body }).json(),
    put: (path, body) => api.put(path, { json: body }).json(),
  };
}

function withAxios(session: AnySession): Client {
  const api = createAxios(session, { baseURL: home });
  const data = ({ data }: { data: unknown }): unknown => data;
  return {
    get: (path, signal) => api.get(path, signal ? { signal } : {}).then(data),
    post: (path, body) => (body instanceof FormData ? api.postForm(path, body) : api.post(path, body)).then(data),
    put: (path, body) => api.put(path, body).then(data),
  };
}

export const clients = [
  { name: 'ky', connect: withKy },
  { name: 'axios', connect: withAxios },
];
