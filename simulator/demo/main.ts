/**
 * Runs the demo: the page, or with `--terminal` the main job in the terminal.
 *
 * @param built resolves when the page is built: it is built while the database is being made.
 */
export async function runDemo(args: readonly string[], built: Promise<unknown>): Promise<void> {
  if (args.includes('--terminal')) {
    const { runTerminalDemo } = await import('./terminal/main.ts');
    await runTerminalDemo(args);
  } else {
    const { runPageDemo } = await import('./page/main.ts');
    await runPageDemo(args, built);
  }
}
