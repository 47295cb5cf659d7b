import type { ChannelId } from '../core/ids.ts';

const MAX_URL_LENGTH = 500;

/** Slack's permalink of a message, or null for anything else: only such an address is ever kept, and shown as a link. */
export function parsePermalink(text: string | undefined): string | null {
  if (text === undefined || text.length > MAX_URL_LENGTH || !URL.canParse(text)) return null;
  const { protocol, hostname, pathname, username, port, href } = new URL(text);
  const isSlack =
    protocol === 'https:' && /^[\w-]+(?:\.[\w-]+)*\.slack(?:-gov)?\.com$/.test(hostname) && username === '' && port === '';
  return isSlack && /^\/archives\/[A-Z0-9]+\/p\d+$/.test(pathname) ? href : null;
}

/**
 * Builds the permalink of a message in Slack's format, where Slack did not supply it.
 *
 * @param domain of the workspace, e.g. 'firm'. @param message `ts` like '1700000000.000100'; `threadTs` of the thread that it is a reply in.
 * @example buildPermalink('firm', 'C1', { ts: '1700000000.000100' }) // => 'https://firm.slack.com/archives/C1/p1700000000000100'
 */
export function buildPermalink(
  domain: string,
  channelId: ChannelId,
  message: { readonly ts: string; readonly threadTs?: string | undefined },
): string | null {
  const { ts, threadTs } = message;
  const thread = threadTs === undefined || threadTs === ts ? '' : `?thread_ts=${threadTs}&cid=${channelId}`;
  return parsePermalink(`https://${domain}.slack.com/archives/${channelId}/p${ts.replace('.', '')}${thread}`);
}
