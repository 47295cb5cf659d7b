import { createServer, type Socket } from 'node:net';

/** What a refusal holds, by PostgreSQL's letters for the fields of an error. */
const errorResponse = (code: string, message: string): Buffer => {
  const fields = Buffer.from(`SFATAL\0VFATAL\0C${code}\0M${message}\0\0`);
  const head = Buffer.alloc(5);
  head.write('E');
  head.writeUInt32BE(fields.length + 4, 1);
  return Buffer.concat([head, fields]);
};

/**
 * Answers every start of a connection as a PostgreSQL server that refuses it: the tests' own lets everybody in. Source: PostgreSQL, Frontend/Backend
 * Protocol, message formats.
 *
 * @returns its address, and what closes it.
 */
export async function startRefusingServer(
  code: string,
  message: string,
): Promise<{ readonly url: string; readonly close: () => void }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('data', () => socket.end(errorResponse(code, message))).on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return {
    url: `postgresql://lejek:hunter22@127.0.0.1:${address.port}/lejek`,
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
