import type { Config } from '../platform/config.ts';
import { askRunningBot, localSocketPath } from '../platform/local-socket.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/types/store.ts';

/** An open store to read from; `isCopy`: of the data as they were a moment ago, since a bot has them open. */
export type StoreToRead = { readonly store: Store; readonly isCopy: boolean; readonly close: () => Promise<void> };

const isLocked = (error: unknown): boolean => error instanceof Error && error.name === 'DatabaseLockedError';

/** A copy that the bot makes and keeps until it is hung up on; undefined where no bot answers. @throws Error with what the bot says. */
async function askForCopy(path: string): Promise<{ readonly dir: string; readonly done: () => Promise<void> } | undefined> {
  let hangUp = () => {};
  const hungUp = new Promise<void>((resolve) => {
    hangUp = resolve;
  });
  const problems: string[] = [];
  let ended: Promise<number | undefined> | undefined;
  const dir = await new Promise<string | undefined>((copied) => {
    ended = askRunningBot(
      path,
      { command: 'copy', args: [], bytes: new Uint8Array(), hangUp: hungUp },
      { out: copied, err: (line) => void problems.push(line), progress: () => () => {} },
    );
    void ended.then(() => copied(undefined));
  });
  if (dir !== undefined) {
    return {
      dir,
      done: async () => {
        hangUp();
        await ended;
      },
    };
  }
  if (problems.length > 0) throw new Error(problems.join(' '));
  return undefined;
}

/**
 * Opens the store to read all of it: beside a running bot on PostgreSQL the same database, on the embedded one a copy that the bot makes.
 *
 * @throws as openStore.
 */
export async function openStoreOrCopy(database: Config['database']): Promise<StoreToRead> {
  try {
    const store = await openStore(database);
    return { store, isCopy: false, close: store.close };
  } catch (error) {
    const path = isLocked(error) && 'dataDir' in database ? localSocketPath(database.dataDir) : undefined;
    const copy = path === undefined ? undefined : await askForCopy(path);
    if (copy === undefined) throw error;
    const store = await openStore({ dataDir: copy.dir }).catch(async (reason: unknown) => {
      await copy.done();
      throw reason;
    });
    return {
      store,
      isCopy: true,
      close: async () => {
        await store.close();
        await copy.done();
      },
    };
  }
}
