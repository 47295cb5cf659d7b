import { changeFile } from '../state/files.ts';
import { hasScope } from '../web-api/channel-access.ts';
import { refuse } from '../web-api/method.ts';
import { type ApiExchange, answerWithFaults } from './api-calls.ts';
import { readBody, readToken } from './request.ts';

/** Takes the bytes of a reserved file, raw or as the one part of a form, if they are as many as were announced. */
export async function answerUpload(exchange: ApiExchange, fileId: string): Promise<void> {
  const { workspace, request, url } = exchange;
  const file = workspace.files.get(fileId);
  const bytes = await fileBytes(request.headers['content-type'], await readBody(request));
  await answerWithFaults(exchange, 'upload', { file: fileId, bytes: bytes.length }, () => {
    if (file === undefined || file.isComplete) return { status: 404, answer: refuse('file_not_found') };
    if (bytes.length !== Number(url.searchParams.get('length'))) return { status: 400, answer: refuse('invalid_length') };
    changeFile(workspace, file, { bytes });
    return { status: 200, answer: `OK - ${bytes.length}` };
  });
}

/** Gives the bytes of a shared file to an app with its token and `files:read`; others get Slack's sign-in page instead of an error. */
export async function answerDownload(exchange: ApiExchange, fileId: string): Promise<void> {
  const { workspace, request, response } = exchange;
  const file = workspace.files.get(fileId);
  const isAllowed = readToken(request, {}) === workspace.identity.botToken && hasScope(workspace, 'files:read');
  workspace.journal.write({
    kind: 'call',
    method: 'download',
    args: { file: fileId },
    status: 200,
    ms: 0,
    answer: isAllowed ? 'bytes' : 'sign-in page',
  });
  if (!isAllowed) response.writeHead(200, { 'content-type': 'text/html' }).end('<!DOCTYPE html><title>Sign in</title>');
  else if (file === undefined) response.writeHead(404).end();
  else response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(file.bytes);
}

async function fileBytes(contentType: string | undefined, body: Buffer): Promise<Buffer> {
  if (contentType?.startsWith('multipart/form-data') !== true) return body;
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
  for (const part of form.values()) if (typeof part !== 'string') return Buffer.from(await part.arrayBuffer());
  return Buffer.alloc(0);
}
