import type { Instant } from '../core/time/instant.ts';
import { TABLE_LIMITS } from '../input/files/table.ts';
import type { LocalCommand } from '../platform/local-socket.ts';
import type { Store } from '../store/types/store.ts';
import { runImportCommand } from './import-command.ts';
import { parseImportOptions } from './options.ts';

/** What an import on behalf of the command line works with. `onImported`: deals have changed, and a post may wait. */
export type LocalImportDeps = {
  readonly store: Store;
  readonly now: () => Instant;
  readonly onImported: () => void;
};

/** `npm run -s import` for a bot that has the embedded database open: one import after the other. */
export function localImport({ store, now, onImported }: LocalImportDeps): LocalCommand {
  let last: Promise<unknown> = Promise.resolve();
  return {
    maxBytes: TABLE_LIMITS.bytes,
    run: ({ args, bytes }, output) => {
      const turn = last.then(async () => {
        const options = parseImportOptions(args);
        if (typeof options === 'string') throw new Error(options);
        const exit = await runImportCommand({ store, options, bytes, at: now(), output });
        if (exit === 0) onImported();
        return exit;
      });
      last = turn.catch(() => undefined);
      return turn;
    },
  };
}
