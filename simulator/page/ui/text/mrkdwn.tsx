import type { ComponentChildren } from 'preact';
import { slackDate } from '../../../terminal/slack-date.ts';
import { Pre } from '../shell/pre.tsx';
import { usePage } from '../state/page-context.ts';
import { withEmoji } from './emoji.ts';
import { Link } from './link.tsx';
import { Mention } from './mention.tsx';

/** The innermost markup first: code and `<…>` keep their content as it is, emphasis may hold more. */
const INLINE =
  /`(?<code>[^`\n]+)`|<(?<token>[^<>\n]+)>|(?<![\p{L}\p{N}])(?<mark>[*_~])(?=\S)(?<inner>(?:(?!\k<mark>)[^\n])+)(?<=\S)\k<mark>(?![\p{L}\p{N}])/gu;

/** Slack's mrkdwn. Source: docs.slack.dev/messaging/formatting-message-text. */
export function Mrkdwn({ text }: { readonly text: string }) {
  // Between fences the odd pieces are preformatted; without a closing fence the last piece is ordinary text again.
  const pieces = text.split('```');
  const isClosed = pieces.length % 2 === 1;
  return (
    <>
      {pieces.map((piece, index) => {
        const isCode = index % 2 === 1 && (isClosed || index < pieces.length - 1);
        if (isCode) return <Pre key={index}>{unescapeMrkdwn(trimFeeds(piece))}</Pre>;
        const body = pieces.length > 1 ? trimFeeds(piece) : piece;
        return body === '' ? null : <Prose key={index} text={body} />;
      })}
    </>
  );
}

/** Lines that begin with `>` are a quote; those that follow one another are one paragraph. */
function Prose({ text }: { readonly text: string }) {
  const groups: { isQuote: boolean; lines: string[] }[] = [];
  for (const line of text.split('\n')) {
    const said = /^(?:>|&gt;) ?(?<said>.*)$/u.exec(line)?.groups?.['said'];
    const isQuote = said !== undefined;
    const last = groups.at(-1);
    if (last?.isQuote === isQuote) last.lines.push(said ?? line);
    else groups.push({ isQuote, lines: [said ?? line] });
  }
  return (
    <>
      {groups.map(({ isQuote, lines }, index) => {
        const words = <Inline text={lines.join('\n')} />;
        return isQuote ? <blockquote key={index}>{words}</blockquote> : <span key={index}>{words}</span>;
      })}
    </>
  );
}

function Inline({ text }: { readonly text: string }) {
  const parts: ComponentChildren[] = [];
  let end = 0;
  for (const match of text.matchAll(INLINE)) {
    const { code, token, mark, inner = '' } = match.groups ?? {};
    if (match.index > end) parts.push(withEmoji(unescapeMrkdwn(text.slice(end, match.index))));
    if (code !== undefined) parts.push(<code>{unescapeMrkdwn(code)}</code>);
    else if (token !== undefined) parts.push(<Token token={token} />);
    else if (mark === '*')
      parts.push(
        <strong>
          <Inline text={inner} />
        </strong>,
      );
    else if (mark === '_')
      parts.push(
        <em>
          <Inline text={inner} />
        </em>,
      );
    else
      parts.push(
        <s>
          <Inline text={inner} />
        </s>,
      );
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push(withEmoji(unescapeMrkdwn(text.slice(end))));
  return <>{parts}</>;
}

function Token({ token }: { readonly token: string }) {
  const bar = token.indexOf('|');
  const target = bar < 0 ? token : token.slice(0, bar);
  const words = bar < 0 ? '' : unescapeMrkdwn(token.slice(bar + 1));
  const rest = target.slice(1);
  if (target.startsWith('@')) return <Mention sign="@" id={rest} offered={words} />;
  if (target.startsWith('#')) return <Mention sign="#" id={rest} offered={words} />;
  if (target.startsWith('!subteam^')) return <Mention sign="@" id={target.slice('!subteam^'.length)} offered={words} />;
  if (target.startsWith('!date^')) return <SlackDate target={rest} fallback={words} />;
  if (target.startsWith('!')) return <span class="mention">{words || `@${rest}`}</span>;
  return <Link url={unescapeMrkdwn(target)}>{words || unescapeMrkdwn(target).replace(/^mailto:/u, '')}</Link>;
}

function SlackDate({ target, fallback }: { readonly target: string; readonly fallback: string }) {
  const { locale, timeZone } = usePage().world.about.me;
  const [, seconds = '', format = '', url] = target.split('^');
  const shown = slackDate(Number(seconds || Number.NaN), unescapeMrkdwn(format), { locale, timeZone }) ?? fallback;
  return url ? <Link url={unescapeMrkdwn(url)}>{shown}</Link> : shown;
}

/** The three characters that Slack escapes, as they were. */
function unescapeMrkdwn(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function trimFeeds(text: string): string {
  return text.replace(/^\n/u, '').replace(/\n$/u, '');
}
