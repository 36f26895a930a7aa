import { createServer, type RequestListener } from 'node:http';

export type Announced = { readonly url: string };

/** Listens on a free port and says where, for the bench that started this process. */
export const announce = (app: RequestListener): void => {
  const server = createServer(app);
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    if (address !== null && typeof address === 'object') process.send?.({ url: `http://127.0.0.1:${address.port}` } satisfies Announced);
  });
};
