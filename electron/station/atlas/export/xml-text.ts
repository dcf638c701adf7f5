// Text made safe to stand in XML.

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' };

// oxlint-disable-next-line no-control-regex -- these are the characters XML 1.0 cannot hold
const IMPOSSIBLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/gu;

/** Characters that XML cannot hold at all become U+FFFD, so that it is seen that something stood there. */
export const xmlText = (text: string): string =>
  text.replaceAll(IMPOSSIBLE, '\uFFFD').replaceAll(/[&<>"\r]/gu, (character) => ENTITIES[character] ?? character);
