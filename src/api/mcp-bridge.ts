import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { isInitializeRequest, isJSONRPCRequest, type JSONRPCMessage } from '@modelcontextprotocol/sdk/types.js';

type BridgeOptions = {
  /** Of the running bot, e.g. http://127.0.0.1:3000. */
  readonly address: string;
  readonly token: string;
  readonly onError: (error: Error) => void;
};

/** JSON-RPC's code of an internal error, and a few of the implementation's own. */
const NOT_REACHED = -32_000;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Hands every message of standard input on to a bot over HTTP, and its answers back; until the input ends. */
export async function bridgeMcp({ address, token, onError }: BridgeOptions): Promise<void> {
  const http = new StreamableHTTPClientTransport(new URL('/mcp', address), {
    requestInit: { headers: { authorization: `Bearer ${token}` } },
  });
  const stdio: Transport = new StdioServerTransport();
  const ended = new Promise<void>((resolve) => {
    stdio.onclose = resolve;
    process.stdin.once('end', resolve);
  });
  const answerFault = async (message: JSONRPCMessage, error: unknown) => {
    onError(error instanceof Error ? error : new Error(messageOf(error)));
    if (isJSONRPCRequest(message))
      await stdio.send({ jsonrpc: '2.0', id: message.id, error: { code: NOT_REACHED, message: messageOf(error) } });
  };
  stdio.onmessage = (message) => {
    // The version that both ends agree on is in every later request's header.
    if (isInitializeRequest(message)) http.setProtocolVersion?.(message.params.protocolVersion);
    void http.send(message).catch((error: unknown) => answerFault(message, error));
  };
  http.onmessage = (message) => void stdio.send(message);
  http.onerror = onError;
  await http.start();
  await stdio.start();
  await ended;
  await http.close();
}
