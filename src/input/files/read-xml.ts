import { SaxesParser } from 'saxes';
import { ZipBombError } from './zip-parts.ts';

/** Bytes that are turned into text at a time: of a large sheet the whole text never stands in memory. */
const SLICE_BYTES = 256 * 1024;
/** Bytes between two tags: a text, a comment or the attributes of a tag stand in memory as a whole. A cell holds 32,767 letters at most. */
const MOST_BETWEEN_TAGS = 2 * 1024 * 1024;
/** Tags within each other: all that are open stand in memory. */
const MOST_DEPTH = 100;

/** What is heard of an XML text. Names are without their prefix. */
export type XmlListener = {
  readonly open?: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly text?: (text: string) => void;
  /** False: enough was heard. */
  readonly close?: (name: string) => unknown;
};

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/**
 * Walks through an XML text, and yields between parts of it. Entities of a document type are not resolved.
 *
 * @param pieces of the text, in their order; they are asked for one after the other.
 * @throws ZipBombError where a part of it that has to stand in memory is larger than any spreadsheet writes; Error for what is no XML.
 */
export function* readXml(pieces: Iterable<Uint8Array>, { open, text, close }: XmlListener): Generator<undefined, void> {
  const parser = new SaxesParser();
  let isDone = false;
  let [depth, sinceTag] = [0, 0];
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    [depth, sinceTag] = [depth + 1, 0];
    if (depth > MOST_DEPTH) throw new ZipBombError('too deep');
    if (!isDone) open?.(localName(name), attributes);
  });
  parser.on('text', (piece) => {
    if (!isDone) text?.(piece);
  });
  parser.on('cdata', (piece) => {
    if (!isDone) text?.(piece);
  });
  parser.on('closetag', ({ name }) => {
    [depth, sinceTag] = [depth - 1, 0];
    if (!isDone && close?.(localName(name)) === false) isDone = true;
  });
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for (const piece of pieces) {
    for (let from = 0; from < piece.length && !isDone; from += SLICE_BYTES) {
      const slice = piece.subarray(from, from + SLICE_BYTES);
      sinceTag += slice.length;
      parser.write(decoder.decode(slice, { stream: true }));
      if (sinceTag > MOST_BETWEEN_TAGS) throw new ZipBombError('too much between two tags');
      yield;
    }
    if (isDone) return;
  }
  parser.write(decoder.decode());
  parser.close();
}
