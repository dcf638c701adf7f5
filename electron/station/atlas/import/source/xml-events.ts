// Streams XML as events under limits; a DOCTYPE is refused, so no entity can be defined or fetched.
import { SaxesParser } from 'saxes';
import { damaged, ImportRefused, tooLarge, type FormatName } from '../import-failure.ts';
import type { ImportLimits } from '../limits.ts';

export type XmlAttributes = { readonly [name: string]: string };

/** Names come without their namespace prefix. Handlers may throw `ImportRefused`. */
export interface XmlHandlers {
  readonly open: (name: string, attributes: XmlAttributes) => void;
  readonly text: (text: string) => void;
  readonly close: (name: string) => void;
}

export interface XmlOptions {
  readonly format: FormatName;
  readonly part: string;
  readonly limits: ImportLimits;
  /** True where the text is a piece cut from a document. */
  readonly isFragment?: boolean;
}

/** An undefined entity is left as it stands (`&nbsp;` in descriptions); everything else ill-formed is damage. */
const isTolerable = (message: string): boolean => /entity/u.test(message);

/** Characters that XML forbids and careless writers leave in. */
// oxlint-disable-next-line no-control-regex -- these are the characters looked for
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/gu;

const localName = (name: string): string => {
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(colon + 1);
};

const stopBelow = (error: Error, options: XmlOptions): void => {
  if (!isTolerable(error.message)) throw damaged(options.format, `${options.part}: ${error.message.slice(0, 120)}`);
};

/** Writes decoded pieces; between writes the caller may wait. */
export interface XmlWriter {
  readonly write: (text: string) => void;
  readonly end: () => void;
}

/** Throws `ImportRefused` from `write` and `end`. */
export const xmlWriter = (handlers: XmlHandlers, options: XmlOptions): XmlWriter => {
  const parser = new SaxesParser({ xmlns: false, position: false, fragment: options.isFragment ?? false });
  const longest = options.limits.rowCharacters;
  let [depth, sinceEvent] = [0, 0];
  parser.on('doctype', () => {
    throw new ImportRefused({ reason: 'forbiddenXml' });
  });
  parser.on('error', (error) => stopBelow(error, options));
  parser.on('opentag', (tag) => {
    sinceEvent = 0;
    depth += 1;
    if (depth > options.limits.nestingDepth) throw tooLarge('nestingDepth', options.limits.nestingDepth);
    handlers.open(localName(tag.name), tag.attributes);
  });
  parser.on('closetag', (tag) => {
    sinceEvent = 0;
    depth -= 1;
    handlers.close(localName(tag.name));
  });
  parser.on('text', handlers.text);
  parser.on('cdata', handlers.text);
  return {
    write: (text) => {
      parser.write(text.replaceAll(FORBIDDEN, ''));
      // The parser keeps an unfinished tag, text, comment or DOCTYPE in memory: none may grow without end.
      sinceEvent += text.length;
      if (sinceEvent > longest) throw tooLarge('rowCharacters', longest);
    },
    end: () => {
      parser.close();
    },
  };
};

/** Reads one whole document. `afterChunk` is awaited between pieces, for rows gathered by the handlers. */
export const readXml = async (
  text: AsyncIterable<string>,
  handlers: XmlHandlers,
  options: XmlOptions,
  afterChunk?: () => Promise<boolean>,
): Promise<void> => {
  const writer = xmlWriter(handlers, options);
  for await (const piece of text) {
    writer.write(piece);
    if (afterChunk !== undefined && !(await afterChunk())) return;
  }
  writer.end();
};
