import { Resvg } from '@resvg/resvg-js';
import { describe, expect, test } from 'vitest';
import { funnelSvg } from '../../../src/slack/charts/funnel-svg.ts';
import { fontFiles, renderPng } from '../../../src/slack/charts/png.ts';
import { textElement } from '../../../src/slack/charts/svg.ts';
import { funnelData } from './funnel-data.ts';

const SIZE = { width: 300, height: 60 };

function label(text: string, weight: 400 | 600 | 700 = 600): string {
  const body = textElement(text, { x: 10, y: 40, font: { size: 30, weight }, fill: '#000000' });
  const { width, height } = SIZE;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="Inter"><rect width="${width}" height="${height}" fill="#ffffff"/>${body}</svg>`;
}

/** The picture's pixels, 4 bytes each: drawn once more as an image, so that the PNG itself is read. */
async function pixels(svg: string): Promise<Buffer> {
  const data = Buffer.from(await renderPng(svg)).toString('base64');
  const { width, height } = SIZE;
  const image = `<image width="${width}" height="${height}" href="data:image/png;base64,${data}"/>`;
  return new Resvg(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${image}</svg>`).render().pixels;
}

async function ink(svg: string): Promise<number> {
  return (await pixels(svg)).filter((value, i) => i % 4 === 0 && value < 128).length;
}

describe('a chart as PNG', () => {
  test('starts as every PNG does', async () => {
    expect(Array.from((await renderPng(label('x'))).slice(0, 4))).toEqual([0x89, 0x50, 0x4e, 0x47]);
  });

  test('holds letters, not blank paper, in all three weights, each heavier than the last', async () => {
    const [regular = 0, semibold = 0, bold = 0] = await Promise.all(
      [400 as const, 600 as const, 700 as const].map((weight) => ink(label('Lejek', weight))),
    );
    expect(await ink(label(''))).toBe(0);
    expect(regular).toBeGreaterThan(200);
    expect(semibold).toBeGreaterThan(regular);
    expect(bold).toBeGreaterThan(semibold);
  });

  test.each(Array.from('ąćęłńóśźżĄĆĘŁŃÓŚŹŻ'))('shows %s unlike its bare letter', async (letter) => {
    const bare = letter.replace('ł', 'l').replace('Ł', 'L').normalize('NFD').charAt(0);
    expect((await pixels(label(letter))).equals(await pixels(label(bare)))).toBe(false);
  });

  test.each(['🚀 Oferta', '商談', 'عرض', 'หา', '👨‍👩‍👧', '\u0000\ufffe\ud800', 'x'.repeat(3000), ']]><script>'])(
    'is drawn whatever a stage is called: %j',
    async (name) => {
      const png = await renderPng(funnelSvg(funnelData([{ name }]), { theme: 'light' }));
      expect(png.length).toBeGreaterThan(1000);
    },
  );

  test('is refused when the SVG is not well formed, and the next one is drawn all the same', async () => {
    const broken = Promise.allSettled([1, 2, 3].map(() => renderPng('<svg')));
    expect((await broken).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect((await renderPng(label('x'))).length).toBeGreaterThan(100);
  });

  test('names the missing font and its package', () => {
    const nowhere = (): string => {
      throw new Error('Cannot find module');
    };
    expect(() => fontFiles(nowhere)).toThrow(/Inter_400Regular\.ttf.*Install @expo-google-fonts\/inter/);
  });
});
