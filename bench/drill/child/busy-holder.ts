import { openDatabase } from '../../../src/store/db/database.ts';

/** Opens the embedded database of a folder (argument 1), and from then on is busier than any bot: not one timer of it runs. */
await openDatabase({ dataDir: process.argv[2] ?? '' });
process.send?.('open');
// The word has to leave before the loop is held.
setTimeout(() => {
  for (;;);
}, 100);
