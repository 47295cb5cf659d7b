import { inputSchema, outputSchema } from '../src/api/schemas.ts';
import { TOOLS } from '../src/tools/all-tools.ts';

/** The page of the API, whose table of tools is made here. */
export const API_PAGE = 'docs/api.md';

const BEGIN = '<!-- tools: made by npm run -s docs -->';
const END = '<!-- tools end -->';

const fields = ({ properties, required }: Readonly<Record<string, unknown>>): string => {
  const needed: readonly unknown[] = Array.isArray(required) ? required : [];
  return Object.keys(properties instanceof Object ? properties : {})
    .map((name) => (needed.includes(name) ? `**\`${name}\`**` : `\`${name}\``))
    .join(', ');
};

/** Fields in bold are needed. A default is none that is needed. */
export function toolsTable(): string {
  const rows = TOOLS.map((tool) => {
    const output = Object.keys(outputSchema(tool)['properties'] ?? {}).map((name) => `\`${name}\``);
    return `| \`${tool.name}\` | ${tool.description} | ${fields(inputSchema(tool))} | ${output.join(', ')} | \`${tool.right}\` |`;
  });
  return ['| Tool | Does | Takes | Gives | Right |', '|---|---|---|---|---|', ...rows].join('\n');
}

/** The page with its table as the tools are now. @throws Error where the page has no place for it. */
export function withToolsTable(page: string): string {
  const [before, rest] = page.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error(`${API_PAGE} has no place for the table of tools`);
  return `${before}${BEGIN}\n\n${toolsTable()}\n\n${END}${after}`;
}
