import { createServer, type RequestListener } from 'node:http';

/** Listens on a free port and says which, for the bench that started this process. */
export const announce = (app: RequestListener): void => {
  const server = createServer(app);
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    if (address !== null && typeof address === 'object') console.log(`listening ${address.port}`);
  });
};
