import { createInterface } from 'node:readline/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { writeSampleYear } from '../sample-year.ts';
import { startDemo } from '../start-demo.ts';
import { prompt } from './prompt.ts';
import { createScreen } from './screen.ts';
import { playStory } from './story.ts';

/** The demo in a terminal: a minute of the main job, then a prompt. `--quick` leaves out the pauses, `--no-prompt` ends after the story. */
export async function runTerminalDemo(args: readonly string[]): Promise<void> {
  const write = (text: string) => void process.stdout.write(text);
  const live = process.stdout.isTTY === true;
  write('Preparing a workspace and a year of a sample firm …\n');
  const demo = await startDemo();
  let stopped = false;
  const stop = async () => {
    if (stopped) return;
    stopped = true;
    await demo.stop();
  };
  process.once('SIGINT', () => void stop().then(() => process.exit(0)));
  await writeSampleYear(demo, demo.clock.now(), 400, (done, of) => {
    if (live && done % 20 === 0) write(`\r${done} of ${of} deals`);
  });
  if (live) write('\r\u001B[K');
  const screen = createScreen(demo, write, live);
  await playStory(demo, screen, (ms) => pause(args.includes('--quick') ? Math.min(ms, 50) : ms));
  if (!args.includes('--no-prompt')) {
    const input = createInterface({ input: process.stdin, output: process.stdout });
    let ended = false;
    input.once('close', () => {
      ended = true;
    });
    await Promise.race([prompt(demo, screen, input, () => ended), new Promise<void>((resolve) => input.once('close', resolve))]);
    input.close();
  }
  await stop();
}
