/**
 * `npm run -s mcp`: the Model Context Protocol over standard input and output, for assistants that start their servers themselves. It hands
 * every message on to the running bot, which holds the data, with the personal token of LEJEK_TOKEN.
 */

import { bridgeMcp } from '../api/mcp-bridge.ts';
import { loadEnvironment, readApiConfig } from '../platform/config.ts';
import { configOrExit, printError, runTool } from './tool.ts';

await runTool(async () => {
  const { address, token } = configOrExit(readApiConfig(loadEnvironment()));
  await bridgeMcp({ address, token, onError: (error) => printError(error.message) });
  return 0;
});
