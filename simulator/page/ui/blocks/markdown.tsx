import { type JsonRecord, stringIn } from '../../../block-kit/json-record.ts';
import { Pre } from '../shell/pre.tsx';
import { Mrkdwn } from '../text/mrkdwn.tsx';

/** Standard markdown in its commonest forms: headings, lists, code, quotes, rules; the words of a line as mrkdwn. */
export function Markdown({ block }: { readonly block: JsonRecord }) {
  return (
    <div class="markdown">
      {parsePieces(stringIn(block, 'text') ?? '').map((piece, index) => (
        <Piece key={index} {...piece} />
      ))}
    </div>
  );
}

type MarkdownPiece = {
  readonly kind: 'heading' | 'list' | 'ordered' | 'code' | 'quote' | 'rule' | 'words';
  readonly lines: readonly string[];
};

const KINDS: readonly (readonly [MarkdownPiece['kind'], RegExp])[] = [
  ['heading', /^#{1,6}\s+(?!\s)(.*)$/u],
  ['list', /^\s*[-*+]\s+(?!\s)(.*)$/u],
  ['ordered', /^\s*\d+[.)]\s+(?!\s)(.*)$/u],
  ['quote', /^>\s?(.*)$/u],
  ['rule', /^(?:-{3,}|\*{3,}|_{3,})()$/u],
];

function parsePieces(text: string): readonly MarkdownPiece[] {
  const found: { kind: MarkdownPiece['kind']; lines: string[] }[] = [];
  let isCode = false;
  for (const line of text.split('\n')) {
    if (/^```/u.test(line)) {
      isCode = !isCode;
      if (isCode) found.push({ kind: 'code', lines: [] });
      continue;
    }
    const [kind, said] = isCode ? (['code', line] as const) : classifyLine(line);
    const last = found.at(-1);
    const joins = last?.kind === kind && kind !== 'heading' && kind !== 'rule' && !(kind === 'words' && line === '');
    if (joins) last.lines.push(said);
    else if (line !== '' || isCode) found.push({ kind, lines: [said] });
    else found.push({ kind: 'words', lines: [] });
  }
  return found.filter(({ kind, lines }) => kind !== 'words' || lines.length > 0);
}

function classifyLine(line: string): readonly [MarkdownPiece['kind'], string] {
  for (const [kind, pattern] of KINDS) {
    const said = pattern.exec(line)?.[1];
    if (said !== undefined) return [kind, said];
  }
  return ['words', line];
}

/** Emphasis and links of markdown, written as mrkdwn. */
const toMrkdwn = (line: string) =>
  line
    .replace(/\*\*([^*\n]+)\*\*/gu, '\u0001$1\u0001')
    .replace(/(?<![*\w])\*([^*\n]+)\*(?!\w)/gu, '_$1_')
    .replaceAll('\u0001', '*')
    .replace(/~~([^~\n]+)~~/gu, '~$1~')
    .replace(/\[([^[\]\n]+)\]\(([^[)\s]+)\)/gu, '<$2|$1>');

function Piece({ kind, lines }: MarkdownPiece) {
  const words = lines.map((line, index) => <Mrkdwn key={index} text={toMrkdwn(line)} />);
  if (kind === 'code') return <Pre>{lines.join('\n')}</Pre>;
  if (kind === 'rule') return <hr />;
  if (kind === 'heading') return <h4>{words}</h4>;
  if (kind === 'quote') return <blockquote>{words}</blockquote>;
  if (kind === 'words')
    return (
      <p>
        <Mrkdwn text={toMrkdwn(lines.join('\n'))} />
      </p>
    );
  const items = words.map((item, index) => <li key={index}>{item}</li>);
  return kind === 'list' ? <ul>{items}</ul> : <ol>{items}</ol>;
}
