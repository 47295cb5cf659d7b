import { connect, createServer, type Socket } from 'node:net';

/** A network between the bot and PostgreSQL that a test can break. */
export type DatabaseProxy = {
  /** The database's address, by way of the proxy. */
  readonly url: string;
  /** From now on a request that holds the text reaches the server, and its answer is lost together with the connection; so many times. `thenCut`: and
   *  nobody gets a connection afterwards. */
  readonly loseAnswersTo: (text: string, times?: number, then?: { readonly thenCut: boolean }) => void;
  /** How many answers were lost. */
  readonly lost: () => number;
  /** Takes what is sent and answers nothing, to those that are connected and those that come. */
  readonly freeze: () => void;
  readonly thaw: () => void;
  /** Nobody is connected any more, and nobody gets a connection. */
  readonly cut: () => void;
  readonly mend: () => void;
  /** Holds each answer back for so long, ms. */
  readonly delay: (ms: number) => void;
  readonly close: () => Promise<void>;
};

/** Listens on a port of its own, and hands everything on to the server of an address. */
export async function startDatabaseProxy(databaseUrl: string): Promise<DatabaseProxy> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let [text, times, lost, delayMs] = ['', 0, 0, 0];
  let [isFrozen, isCut, cutsNext] = [false, false, false];
  const held: (() => void)[] = [];
  const cutAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  const server = createServer((client) => {
    if (isCut) {
      client.destroy();
      return;
    }
    const upstream = connect(Number(target.port || 5432), target.hostname);
    let loses = false;
    const end = () => {
      client.destroy();
      upstream.destroy();
      sockets.delete(client);
    };
    sockets.add(client);
    const whenThawed = (work: () => void) => void (isFrozen ? held.push(work) : work());
    client.on('data', (bytes) =>
      whenThawed(() => {
        if (times > 0 && bytes.includes(text)) {
          loses = true;
          times -= 1;
        }
        if (!upstream.destroyed) upstream.write(bytes);
      }),
    );
    upstream.on('data', (bytes) => {
      if (loses) {
        lost += 1;
        // Autocommit: PostgreSQL answers once the commit is done.
        end();
        if (cutsNext) {
          isCut = true;
          cutAll();
        }
        return;
      }
      const pass = () => whenThawed(() => void (client.destroyed || client.write(bytes)));
      if (delayMs === 0) pass();
      else setTimeout(pass, delayMs);
    });
    for (const socket of [client, upstream]) socket.on('close', end).on('error', end);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The proxy has no port.');
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${address.port}`;
  return {
    url: url.href,
    loseAnswersTo: (wanted, count = 1, { thenCut } = { thenCut: false }) => {
      [text, times, cutsNext] = [wanted, count, thenCut];
    },
    lost: () => lost,
    freeze: () => {
      isFrozen = true;
    },
    thaw: () => {
      isFrozen = false;
      for (const work of held.splice(0)) work();
    },
    cut: () => {
      isCut = true;
      cutAll();
    },
    mend: () => {
      isCut = false;
    },
    delay: (ms) => {
      delayMs = ms;
    },
    close: async () => {
      cutAll();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
