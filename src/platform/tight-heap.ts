import { setFlagsFromString } from 'node:v8';

/** By how much the heap may grow before its garbage is collected, in hundredths of what is alive; 0 is V8's own choice, up to 300. */
const TIGHT_PERCENT = 30;

const setGrowth = (percent: number): void => setFlagsFromString(`--heap-growing-percent=${percent}`);

/**
 * How far it is to the heap's limit, in hundredths of the way from what was alive at the last collection, when the next one begins; 0 is V8's
 * own choice, near the end.
 */
const EARLY_PERCENT = 10;
const setTrigger = (percent: number): void => setFlagsFromString(`--incremental-marking-hard-trigger=${percent}`);

let users = 0;

/**
 * The limit that holds now was set at the last collection, at four times of what was alive then, and stays until the next one: that is begun
 * early, in steps between which the thread goes on, and only that. An object that nobody holds tells when it is through.
 */
const collected = new FinalizationRegistry(() => setTrigger(0));

/**
 * Has V8 collect garbage earlier, in every thread, while something passes that is larger than what stays: left alone the heap grows to four
 * times what is alive, and a small machine has no room for it. It takes no more processor time than it saves.
 *
 * @returns ends it; idempotent. It lasts until the last one has ended.
 */
export function tightenHeap(): () => void {
  users += 1;
  if (users === 1) {
    setGrowth(TIGHT_PERCENT);
    setTrigger(EARLY_PERCENT);
    collected.register({}, undefined);
  }
  let isOver = false;
  return () => {
    if (isOver) return;
    isOver = true;
    users -= 1;
    if (users > 0) return;
    setGrowth(0);
    setTrigger(0);
  };
}
