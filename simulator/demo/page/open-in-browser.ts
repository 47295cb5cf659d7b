import { spawn } from 'node:child_process';

/** What opens an address in the browser of this machine; `undefined` where nobody would see one. */
function opener(): readonly [command: string, ...args: string[]] | undefined {
  if (process.env['CI'] !== undefined || process.env['SSH_CONNECTION'] !== undefined) return undefined;
  if (process.platform === 'darwin') return ['open'];
  if (process.platform === 'win32') return ['cmd', '/c', 'start', ''];
  return process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'] ? ['xdg-open'] : undefined;
}

/** Opens an address where there is a browser; where there is none, the printed address has to do. */
export function openInBrowser(address: string): void {
  const found = opener();
  if (found === undefined) return;
  const [command, ...args] = found;
  const child = spawn(command, [...args, address], { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}
