/** The reader's background: Slack does not tell it, so the caller chooses. */
export type Theme = 'light' | 'dark';

/**
 * Colours of a chart, as #rrggbb. White numbers on a shape, and shapes on a card, reach a contrast of 3:1, other texts 4.5:1
 * (WCAG 2.1, 1.4.3 and 1.4.11).
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
    thin: '#d9531e',
    thinText: '#ffa573',
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
