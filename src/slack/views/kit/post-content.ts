import type { KnownBlock } from '@slack/types';
import type { DataVisualizationBlock } from '../../charts/data-visualization.ts';

/** A message as a channel takes it; charts too, which answers to one person cannot hold. */

export type PostContent = { readonly text: string; readonly blocks: readonly (KnownBlock | DataVisualizationBlock)[] };
