import { createRequire } from 'node:module';
import { renderAsync } from '@resvg/resvg-js';
import { limitConcurrency } from './limit-concurrency.ts';

const FONT_PACKAGE = '@expo-google-fonts/inter';
// Static ttf of the three weights in inter-metrics.ts. resvg draws no text at all, and says nothing, from woff or woff2.
const FONT_FILES = ['400Regular/Inter_400Regular.ttf', '600SemiBold/Inter_600SemiBold.ttf', '700Bold/Inter_700Bold.ttf'];

// Two keep both cores of a small machine busy; more only take memory (20 at once: 139 ms, measured).
const limitRenders = limitConcurrency(2);

/**
 * The SVG as a PNG of its own size. At most two are drawn at once, the rest wait their turn. Only the fonts named here are used,
 * never those of the machine, so the same chart is the same picture everywhere.
 *
 * @throws Error when the SVG is not well formed, or when a font file is missing: text would silently vanish without it.
 */
export async function renderPng(svg: string): Promise<Uint8Array> {
  const font = { loadSystemFonts: false, fontFiles: fontFiles(), defaultFontFamily: 'Inter' };
  // Not the synchronous renderer: its buffers are freed only when the event loop turns, about 4 MB a picture.
  const image = await limitRenders(() => renderAsync(svg, { font }));
  return image.asPng();
}

/**
 * Paths of Inter's font files.
 *
 * @param resolve finds a file of a package; Node's own by default.
 * @throws Error that names the file and the package when one is not installed.
 */
export function fontFiles(resolve: (specifier: string) => string = createRequire(import.meta.url).resolve): string[] {
  return FONT_FILES.map((file) => {
    const specifier = `${FONT_PACKAGE}/${file}`;
    try {
      return resolve(specifier);
    } catch (cause) {
      throw new Error(`Charts need the font ${specifier}, and it is not installed. Install ${FONT_PACKAGE}.`, { cause });
    }
  });
}
