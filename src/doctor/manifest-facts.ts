/** What the code needs of the app in Slack, as manifest.yml asks for it. */
export type ManifestFacts = {
  readonly commands: readonly string[];
  /** Callback ids. */
  readonly shortcuts: readonly string[];
  readonly events: readonly string[];
};

/**
 * Reads our own manifest.yml, line by line: production has no reader of YAML, and the file is ours.
 *
 * @param text of manifest.yml.
 */
export function manifestFacts(text: string): ManifestFacts {
  const lines = text.split('\n').map((line) => line.trim());
  const valuesOf = (key: string) =>
    lines.flatMap((line) => (line.startsWith(`${key}: `) || line.startsWith(`- ${key}: `) ? [line.split(': ')[1] ?? ''] : []));
  const from = lines.indexOf('bot_events:') + 1;
  const after = lines.slice(from);
  const end = after.findIndex((line) => !line.startsWith('- ') && !line.startsWith('#'));
  const events = after.slice(0, end).flatMap((line) => (line.startsWith('- ') ? [line.slice(2)] : []));
  return { commands: valuesOf('command'), shortcuts: valuesOf('callback_id'), events };
}
