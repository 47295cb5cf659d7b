import type { IncomingMessage, ServerResponse } from 'node:http';
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { CallToolRequestSchema, type CallToolResult, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { TOOLS } from '../tools/all-tools.ts';
import type { AnyTool, ToolResult } from '../tools/tool.ts';
import { inputSchema, outputSchema } from './schemas.ts';

const INSTRUCTIONS =
  'Lejek is the sales funnel of a team in Slack. You act as the person whose token this is: with their rights, and what you change is seen by their team under their name. A refusal changes nothing, and says what would help.';

/** Runs one tool as the person of the request. Undefined: there is no such tool. */
export type CallTool = (name: string, input: unknown) => Promise<ToolResult<Readonly<Record<string, unknown>>> | undefined>;

const listed = (tool: AnyTool) => ({
  ...{ name: tool.name, title: tool.title, description: tool.description },
  ...{ inputSchema: inputSchema(tool), outputSchema: outputSchema(tool) },
  annotations: {
    ...{ title: tool.title, readOnlyHint: !tool.writes, openWorldHint: false },
    ...(tool.writes ? { destructiveHint: false, idempotentHint: false } : {}),
  },
});

/** First the sentence, then the same as data for clients that read text only. */
function toCallResult(result: ToolResult<Readonly<Record<string, unknown>>>): CallToolResult {
  if (result.ok) {
    const { output } = result;
    return { content: texts(String(output['message']), output), structuredContent: { ...output } };
  }
  const { ok: _refused, ...refusal } = result;
  return { content: texts(refusal.message, refusal), isError: true };
}

const texts = (message: string, data: object): CallToolResult['content'] => [
  { type: 'text', text: message },
  { type: 'text', text: JSON.stringify(data) },
];

/** A server for one request: nothing is kept between two, so that any instance of the bot may answer the next. */
function createMcpServer(callTool: CallTool): Server {
  const server = new Server({ name: 'lejek', version: '1' }, { capabilities: { tools: {} }, instructions: INSTRUCTIONS });
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: TOOLS.map(listed) }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params: { name, arguments: input = {} } }) => {
    const result = await callTool(name, input);
    return result === undefined
      ? { content: [{ type: 'text', text: `There is no tool "${name}".` }], isError: true }
      : toCallResult(result);
  });
  return server;
}

/** Answers a message of the Model Context Protocol that came over HTTP. @param body what was read of it. */
export async function handleMcp(
  { request, response, body }: { readonly request: IncomingMessage; readonly response: ServerResponse; readonly body: unknown },
  callTool: CallTool,
): Promise<void> {
  const server = createMcpServer(callTool);
  const transport = new StreamableHTTPServerTransport({ enableJsonResponse: true });
  response.on('close', () => void server.close());
  await server.connect(transport);
  await transport.handleRequest(request, response, body);
}
