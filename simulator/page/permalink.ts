/** Where on the page a permalink leads: `/CHANNEL/THREAD/MESSAGE`, the thread empty for a message of the channel; undefined for another address. */
export function parseArchivePath({ pathname, searchParams }: URL): string | undefined {
  const [, channel, seconds, micros] = /^\/archives\/([A-Z0-9]+)\/p(\d{10})(\d{6})$/u.exec(pathname) ?? [];
  if (channel === undefined) return undefined;
  const thread = searchParams.get('thread_ts') ?? '';
  return `/${channel}/${/^\d+\.\d+$/u.test(thread) ? thread : ''}/${seconds}.${micros}`;
}

/** The path of a message's permalink, as Slack writes it. @param threadTs of the thread that it is a reply in. */
export function archivePath({ channel, ts, threadTs }: { channel: string; ts: string; threadTs?: string | undefined }): string {
  const thread = threadTs === undefined || threadTs === ts ? '' : `?thread_ts=${threadTs}&cid=${channel}`;
  return `/archives/${channel}/p${ts.replace('.', '')}${thread}`;
}
