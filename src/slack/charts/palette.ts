/** The reader's background: Slack does not tell it, so the caller chooses. */
export type Theme = 'light' | 'dark';

/**
 * Colours of a chart, as #rrggbb. White numbers on a shape, and shapes or their edges on a card, reach a contrast of 3:1, other
 * texts 4.5:1 (WCAG 2.1, 1.4.3 and 1.4.11); numbers on the shape of a stage that is short reach 4.5:1, too.
 */
export type Palette = {
  readonly background: string;
  readonly card: string;
  readonly text: string;
  readonly muted: string;
  readonly onShape: string;
  /** Open stages run from the first colour to the second. */
  readonly open: readonly [string, string];
  readonly won: string;
  readonly wonText: string;
  readonly thin: string;
  readonly thinText: string;
  /** A stage that is short and does not come first: a tint of the accent with its edge, and what stands on it. */
  readonly thinTint: string;
  readonly thinEdge: string;
  readonly onThinTint: string;
};

/** The palette of each theme. */
export const PALETTES: Readonly<Record<Theme, Palette>> = {
  light: {
    background: '#ffffff',
    card: '#f6f7fb',
    text: '#0f172a',
    muted: '#566175',
    onShape: '#ffffff',
    open: ['#4338ca', '#777cf3'],
    won: '#059669',
    wonText: '#047857',
    thin: '#c2410c',
    thinText: '#b83a08',
    thinTint: '#fbd5bd',
    thinEdge: '#d9632b',
    onThinTint: '#7c2d12',
  },
  dark: {
    background: '#1a1d21',
    card: '#24282e',
    text: '#f1f3f7',
    muted: '#a9b1bd',
    onShape: '#ffffff',
    open: ['#625cec', '#8086f6'],
    won: '#0b8f66',
    wonText: '#4ad3a4',
    thin: '#c94a17',
    thinText: '#ffa573',
    thinTint: '#5b301d',
    thinEdge: '#e0763f',
    onThinTint: '#ffd9c4',
  },
};

/**
 * The colour that lies `share` of the way (0..1) from one #rrggbb to another.
 *
 * @example mix('#000000', '#ffffff', 0.5) // => '#808080'
 */
export function mix(from: string, to: string, share: number): string {
  const channels = [1, 3, 5].map((i) => {
    const a = Number.parseInt(from.slice(i, i + 2), 16);
    const b = Number.parseInt(to.slice(i, i + 2), 16);
    return Math.round(a + (b - a) * share);
  });
  return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}
