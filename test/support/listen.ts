import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Makes a server listen on this machine only, and says at which port: a free one, unless one is asked for. */
export const listen = (server: Server, port = 0): Promise<number> =>
  new Promise((done, fail) => {
    server.once('error', fail).listen(port, '127.0.0.1', () => done((server.address() as AddressInfo).port));
  });

/** Breaks every connection and ends a server. */
export const shut = (server: Server): Promise<void> =>
  new Promise((done) => {
    server.close(() => done());
    server.closeAllConnections();
  });
