import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Slack } from '../slack.ts';
import { parseSavedWorkspace, type SavedWorkspace } from '../state/saved-workspace.ts';

/** Debounce: the file is written this long after the last change of a burst. */
const DEBOUNCE_MS = 400;

/** The workspace as it was when it was last kept; `undefined` when there is none. */
export function loadSavedWorkspace(file: string): SavedWorkspace | undefined {
  try {
    return parseSavedWorkspace(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Keeps a workspace in a file after every change. `stop` keeps it a last time. */
export function autosaveWorkspace(file: string, slack: Slack): { readonly stop: () => void } {
  let timer: NodeJS.Timeout | undefined;
  const write = () => {
    timer = undefined;
    mkdirSync(dirname(file), { recursive: true });
    // Renamed into place, so that an end in the middle leaves the older one.
    writeFileSync(`${file}.new`, JSON.stringify(slack.toSavedWorkspace()));
    renameSync(`${file}.new`, file);
  };
  const off = slack.onChange(() => {
    timer ??= setTimeout(write, DEBOUNCE_MS);
  });
  return {
    stop: () => {
      off();
      clearTimeout(timer);
      write();
    },
  };
}
