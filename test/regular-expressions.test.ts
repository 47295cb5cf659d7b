import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';
import { analyse } from 'scslre';
import { describe, expect, it } from 'vitest';

const ROOT = new URL('..', import.meta.url).pathname;

type Expression = { readonly at: string; readonly source: string; readonly flags: string };
type Node = Parameters<NonNullable<ConstructorParameters<typeof Visitor>[0]['NewExpression']>>[0]['arguments'][number];

const codeFiles = (folder: string): readonly string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.includes('generated'))
    .map((file) => join(folder, file));

/** Words that are put together while running, as `a.join('|')`: any words without signs are as good. */
const ANY_WORDS = 'one|two';

/** The text of a literal or a template, names replaced by what the file says they are; undefined where it cannot be known. */
function knownText(node: Node | undefined, constants: ReadonlyMap<string, string>): string | undefined {
  if (node?.type === 'Literal') return typeof node.value === 'string' ? node.value : undefined;
  if (node?.type === 'Identifier') return constants.get(node.name);
  if (node?.type === 'CallExpression' && node.callee.type === 'MemberExpression') {
    const { property } = node.callee;
    return property.type === 'Identifier' && property.name === 'join' ? ANY_WORDS : undefined;
  }
  if (node?.type !== 'TemplateLiteral') return undefined;
  const values = node.expressions.map((each) => knownText(each, constants));
  if (values.includes(undefined)) return undefined;
  return node.quasis.map(({ value }, index) => `${value.cooked ?? ''}${values[index] ?? ''}`).join('');
}

/** Every regular expression of a file, literal or built; one that cannot be known has an empty source. */
function expressionsIn(file: string, code: string): readonly Expression[] {
  const found: Expression[] = [];
  const constants = new Map<string, string>();
  const at = (start: number) => `${file}:${code.slice(0, start).split('\n').length}`;
  const { program } = parseSync(file, code);
  new Visitor({
    VariableDeclarator: ({ id, init }) => {
      const text = init === null ? undefined : knownText(init, constants);
      if (id.type === 'Identifier' && text !== undefined) constants.set(id.name, text);
    },
    Literal: (node) => {
      if ('regex' in node) found.push({ at: at(node.start), source: node.regex.pattern, flags: node.regex.flags });
    },
    NewExpression: ({ callee, arguments: [source, flags], start }) => {
      if (callee.type !== 'Identifier' || callee.name !== 'RegExp') return;
      found.push({ at: at(start), source: knownText(source, constants) ?? '', flags: knownText(flags, constants) ?? '' });
    },
  }).visit(program);
  return found;
}

/** What makes an expression slower than linear, in the terms of scslre: Trade and Self backtrack, Move starts again at every character. */
function slowParts({ source, flags }: Pick<Expression, 'source' | 'flags'>): readonly string[] {
  if (source === '') return ['cannot be known before it runs'];
  return analyse({ source, flags }).reports.map(({ type, character }) => `${type} over ${JSON.stringify(character.pick)}`);
}

describe('regular expressions', () => {
  it.each([
    ['[\\s,]+$', 'g'],
    ['^(\\s*)([\\s\\S]*)$', ''],
    ['^(?:a+)+$', ''],
    ['', ''],
  ])('the check finds /%s/', (source, flags) => {
    expect(slowParts({ source, flags })).not.toEqual([]);
  });

  it('the check sees what is built from constants', () => {
    const part = (name: string) => `\${${name}}`;
    const built = [
      "const EDGE = '[,]+';",
      `const END = \`${part('EDGE')}$\`;`,
      `const x = new RegExp(\`a${part('END')}\`, 'g');`,
      'const y = new RegExp(z);',
    ].join('');
    expect(expressionsIn('x.ts', built).map(({ source }) => source)).toEqual(['a[,]+$', '']);
  });

  it.each(['src', 'simulator'])('of %s take linear time, whatever they are given', (folder) => {
    const all = codeFiles(folder).flatMap((file) => expressionsIn(file, readFileSync(join(ROOT, file), 'utf8')));
    expect(all.length).toBeGreaterThan(50);
    const slow = all.flatMap((each) => slowParts(each).map((why) => `${each.at} /${each.source}/${each.flags}: ${why}`));
    expect(slow).toEqual([]);
  });
});
