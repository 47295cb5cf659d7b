import { addNoteTool } from './add-note.ts';
import { advanceDealTool } from './advance-deal.ts';
import { createDealTool } from './create-deal.ts';
import { findDealsTool } from './find-deals.ts';
import { forecastTool } from './forecast.ts';
import { gapsTool } from './gaps.ts';
import { listDealsTool } from './list-deals.ts';
import { showDealTool } from './show-deal.ts';
import type { AnyTool } from './tool.ts';
import { whyTool } from './why.ts';

/** Every tool: the API, the Model Context Protocol server and the steps of workflows are made of this list. */
export const TOOLS: readonly AnyTool[] = [
  ...[findDealsTool, listDealsTool, showDealTool, createDealTool, advanceDealTool, addNoteTool],
  ...[forecastTool, gapsTool, whyTool],
];

export const toolByName = (name: string): AnyTool | undefined => TOOLS.find((tool) => tool.name === name);
