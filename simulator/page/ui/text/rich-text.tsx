import type { ComponentChildren } from 'preact';
import { type JsonRecord, recordIn, recordsIn, stringIn } from '../../../block-kit/json-record.ts';
import { slackDate } from '../../../terminal/slack-date.ts';
import { Unknown } from '../blocks/unknown.tsx';
import { Pre } from '../shell/pre.tsx';
import { usePage } from '../state/page-context.ts';
import { emojiByName } from './emoji.ts';
import { Link } from './link.tsx';
import { Mention } from './mention.tsx';

/** A rich text block. */
export function RichText({ block }: { readonly block: JsonRecord }) {
  return (
    <div class="rich-text">
      {recordsIn(block['elements']).map((element, index) => (
        <Part key={index} element={element} />
      ))}
    </div>
  );
}

function Part({ element }: { readonly element: JsonRecord }) {
  switch (element['type']) {
    case 'rich_text_section':
      return (
        <p>
          <InlineElements element={element} />
        </p>
      );
    case 'rich_text_quote':
      return (
        <blockquote>
          <InlineElements element={element} />
        </blockquote>
      );
    case 'rich_text_preformatted':
      return (
        <Pre>
          <InlineElements element={element} />
        </Pre>
      );
    case 'rich_text_list':
      return <List element={element} />;
    default:
      return <Unknown json={element} />;
  }
}

function List({ element }: { readonly element: JsonRecord }) {
  const items = recordsIn(element['elements']).map((item, index) => (
    <li key={index}>
      <InlineElements element={item} />
    </li>
  ));
  const indent = typeof element['indent'] === 'number' ? Math.min(8, Math.max(0, element['indent'])) : 0;
  const style = { marginInlineStart: `${indent * 1.5}em` };
  if (element['style'] !== 'ordered') return <ul style={style}>{items}</ul>;
  const offset = typeof element['offset'] === 'number' ? element['offset'] : 0;
  return (
    <ol style={style} start={offset + 1}>
      {items}
    </ol>
  );
}

/** The inline elements of a rich text element, one after the other. */
export function InlineElements({ element }: { readonly element: JsonRecord }) {
  return (
    <>
      {recordsIn(element['elements']).map((each, index) =>
        Array.isArray(each['elements']) ? <InlineElements key={index} element={each} /> : <Inline key={index} element={each} />,
      )}
    </>
  );
}

function Inline({ element }: { readonly element: JsonRecord }) {
  const { locale, timeZone } = usePage().world.about.me;
  const string = (field: string) => stringIn(element, field) ?? '';
  const styled = (words: ComponentChildren) => <Styled style={recordIn(element, 'style')}>{words}</Styled>;
  switch (element['type']) {
    case 'text':
      return styled(string('text'));
    case 'link':
      return styled(<Link url={string('url')}>{string('text') || string('url')}</Link>);
    case 'user':
      return styled(<Mention sign="@" id={string('user_id')} />);
    case 'usergroup':
      return styled(<Mention sign="@" id={string('usergroup_id')} />);
    case 'team':
      return styled(<Mention sign="@" id={string('team_id')} />);
    case 'channel':
      return styled(<Mention sign="#" id={string('channel_id')} />);
    case 'broadcast':
      return styled(<span class="mention">@{string('range')}</span>);
    case 'emoji':
      return styled(emoji(element));
    case 'date': {
      const at = Number(element['timestamp'] ?? Number.NaN);
      return styled(slackDate(at, string('format'), { locale, timeZone }) ?? string('fallback'));
    }
    case 'color':
      return (
        <span class="color-word">
          <i style={{ background: string('value') }} /> {string('value')}
        </span>
      );
    default:
      return <Unknown json={element} />;
  }
}

function Styled({ style, children }: { readonly style: JsonRecord | undefined; readonly children: ComponentChildren }) {
  let words = <>{children}</>;
  if (style?.['code'] === true) words = <code>{words}</code>;
  if (style?.['bold'] === true) words = <strong>{words}</strong>;
  if (style?.['italic'] === true) words = <em>{words}</em>;
  if (style?.['strike'] === true) words = <s>{words}</s>;
  if (style?.['underline'] === true) words = <u>{words}</u>;
  return words;
}

/** The emoji itself where its code points are given, as in `1f389` or `1f1f5-1f1f1`, else by its name. */
function emoji(element: JsonRecord): string {
  const name = stringIn(element, 'name') ?? '';
  const codes = (stringIn(element, 'unicode') ?? '').split('-').map((code) => Number.parseInt(code, 16));
  const areScalars = codes.every((code) => code > 0x1f && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff));
  return areScalars ? String.fromCodePoint(...codes) : (emojiByName(name) ?? `:${name}:`);
}
