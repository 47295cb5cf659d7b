import type { FinalCount } from '../server-process.ts';

/** When the bench asks, says what became of the load; then ends when it is told to. */
export function reportCountAtEnd(account: () => Promise<FinalCount>): void {
  process.on('message', (asked) => {
    if (asked === 'account') void account().then((given) => process.send?.(given));
    else process.exit(0);
  });
}
