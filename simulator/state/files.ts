import type { Fields } from '../read-json.ts';
import type { StoredFile } from './entities.ts';
import { randomId } from './ids.ts';
import type { Workspace } from './workspace.ts';

/** Makes room for a file whose bytes come later. */
export function reserveFile(workspace: Workspace, file: { name: string; altTxt: string; user: string }): StoredFile {
  const reserved: StoredFile = { id: randomId('F'), title: file.name, bytes: Buffer.alloc(0), isComplete: false, ...file };
  workspace.files.set(reserved.id, reserved);
  return reserved;
}

/** Keeps another version of a file: its bytes, its title, where it was shared. */
export function changeFile(workspace: Workspace, file: StoredFile, change: Partial<Omit<StoredFile, 'id'>>): StoredFile {
  const changed = { ...file, ...change };
  workspace.files.set(file.id, changed);
  workspace.changes.emit();
  return changed;
}

/** A file as the Web API and messages show it. `url_private_download` is on this workspace's own address. */
export function filePayload(workspace: Workspace, file: StoredFile): Fields {
  const url = `${workspace.origin}/files-pri/${workspace.identity.team.id}-${file.id}/${encodeURIComponent(file.name)}`;
  const filetype = file.name.split('.').at(-1) ?? '';
  return {
    id: file.id,
    name: file.name,
    title: file.title,
    ...(file.altTxt === '' ? {} : { alt_txt: file.altTxt }),
    mimetype: MIME_TYPES[filetype] ?? 'application/octet-stream',
    filetype,
    size: file.bytes.length,
    user: file.user,
    mode: 'hosted',
    is_external: false,
    channels: file.channel === undefined ? [] : [file.channel],
    url_private: url,
    url_private_download: url,
    permalink: `https://${workspace.identity.team.domain}.slack.com/files/${file.user}/${file.id}/${encodeURIComponent(file.name)}`,
  };
}

const MIME_TYPES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  gif: 'image/gif',
  csv: 'text/csv',
  txt: 'text/plain',
  json: 'application/json',
};
