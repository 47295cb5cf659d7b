import { Unzip, UnzipInflate } from 'fflate';

/** A line of a file in a ZIP, without its end; `isLast`: the file ends with it. */
export type ZipLine = { readonly file: string; readonly line: string; readonly isLast: boolean };

/** What a line may come to; a larger one is no archive of ours. */
const MOST_LINE = 64 * 1024 * 1024;

/**
 * The lines of the files of a ZIP, in their order, while it is read.
 *
 * @throws Error where it is no ZIP, is cut short, or has a line of more than 64 MB.
 */
export async function* zipLines(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<ZipLine> {
  let ready: ZipLine[] = [];
  let open: string | undefined;
  const unzip = new Unzip((file) => {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    let rest = '';
    open = file.name;
    file.ondata = (error, chunk, isFinal) => {
      if (error !== null) throw error;
      const lines = (rest + decoder.decode(chunk, { stream: !isFinal })).split('\n');
      rest = lines.pop() ?? '';
      if (rest.length > MOST_LINE) throw new Error(`${file.name} has a line that is too long`);
      for (const line of lines) ready.push({ file: file.name, line, isLast: false });
      if (!isFinal) return;
      ready.push({ file: file.name, line: rest, isLast: true });
      open = undefined;
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  for await (const chunk of bytes) {
    unzip.push(chunk);
    const now = ready;
    ready = [];
    yield* now;
  }
  if (open !== undefined) throw new Error(`the file is cut short in ${open}`);
}
