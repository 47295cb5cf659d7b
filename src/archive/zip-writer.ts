import { Zip, ZipDeflate } from 'fflate';

/** Where the bytes of a ZIP go. */
export type ByteSink = (bytes: Uint8Array) => Promise<void>;

/** Files of a ZIP, one after the other, none of them in memory as a whole. */
export type ZipWriter = {
  readonly add: (name: string, content: AsyncIterable<string> | Iterable<string>) => Promise<void>;
  readonly end: () => Promise<void>;
};

export function createZipWriter(sink: ByteSink): ZipWriter {
  let ready: Uint8Array[] = [];
  let failed: Error | null = null;
  const zip = new Zip((error, bytes) => {
    failed ??= error;
    ready.push(bytes);
  });
  const flush = async () => {
    if (failed !== null) throw failed;
    const now = ready;
    ready = [];
    for (const bytes of now) await sink(bytes);
  };
  return {
    add: async (name, content) => {
      const file = new ZipDeflate(name);
      zip.add(file);
      for await (const text of content) {
        file.push(Buffer.from(text));
        await flush();
      }
      file.push(new Uint8Array(), true);
      await flush();
    },
    end: async () => {
      zip.end();
      await flush();
    },
  };
}
