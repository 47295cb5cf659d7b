import type { KnownBlock } from '@slack/types';
import type { DataVisualizationBlock } from '../../charts/data-visualization.ts';
import type { NotificationText } from './text.ts';

/** A message as a channel takes it; charts too, which answers to one person cannot hold. */

export type PostContent = { readonly text: NotificationText; readonly blocks: readonly (KnownBlock | DataVisualizationBlock)[] };
