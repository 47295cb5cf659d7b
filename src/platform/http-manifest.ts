/**
 * The app manifest for hosting without Socket Mode: lines marked `# HTTP:` become part of it, with the address filled in.
 *
 * @param manifest the text of manifest.yml. @param origin `https://lejek.example.com`, where Slack reaches the bot.
 * @returns the text, or undefined where the address is none that Slack takes: https, without a path.
 */
export function httpManifest(manifest: string, origin: string): string | undefined {
  if (!URL.canParse(origin)) return undefined;
  const url = new URL(origin);
  if (url.protocol !== 'https:' || url.pathname !== '/' || url.search !== '' || url.username !== '') return undefined;
  return manifest
    .replaceAll(
      /^([ \t]*)# HTTP: (.+)$/gm,
      (_line, indent: string, setting: string) => indent + setting.replaceAll('{origin}', url.origin),
    )
    .replace(/^([ \t]*socket_mode_enabled: )true$/m, '$1false');
}
