// Finds the features of a GeoJSON text one by one as it arrives, so that a large file is never held whole.

export interface FeatureScanner {
  readonly write: (piece: string) => void;
  /** True where the text was one complete value. */
  readonly end: () => boolean;
}

export interface FeatureListener {
  /** The text of one element of the top-level `features` array. */
  readonly onFeature: (text: string) => void;
  /** Any other top-level member. */
  readonly onMember: (key: string, text: string) => void;
  /** Asked before more is kept in memory. */
  readonly checkLength: (characters: number) => void;
  readonly checkDepth: (depth: number) => void;
}

const CODES = { quote: 34, comma: 44, colon: 58, open: 123, close: 125, openList: 91, closeList: 93, backslash: 92 };

export const featureScanner = (listener: FeatureListener): FeatureScanner => {
  let [text, at, start] = ['', 0, -1];
  let [depth, isString, isEscaped, isInFeatures] = [0, false, false, false];
  let [key, keyStart, hasStarted] = ['', -1, false];

  const finishFeature = (end: number): void => {
    if (start === -1) return;
    listener.onFeature(text.slice(start, end));
    start = -1;
  };
  const finishMember = (end: number): void => {
    if (start === -1 || key === '') return;
    listener.onMember(key, text.slice(start, end));
    [start, key] = [-1, ''];
  };
  const openNested = (code: number): void => {
    if (depth === 2 && isInFeatures && start === -1) start = at;
    if (depth === 1 && key === 'features' && code === CODES.openList) [isInFeatures, start] = [true, -1];
    depth += 1;
    listener.checkDepth(depth);
    hasStarted = true;
  };
  const closeNested = (): void => {
    depth -= 1;
    if (isInFeatures && depth === 2) finishFeature(at + 1);
    else if (isInFeatures && depth === 1) [isInFeatures, key, start] = [false, '', -1];
    else if (depth === 0) finishMember(at);
  };
  const step = (code: number): void => {
    if (isString) {
      if (isEscaped) isEscaped = false;
      else if (code === CODES.backslash) isEscaped = true;
      else if (code === CODES.quote) {
        isString = false;
        if (depth === 1 && key === '' && keyStart !== -1) key = text.slice(keyStart, at);
        keyStart = -1;
      }
      return;
    }
    if (code === CODES.quote) {
      isString = true;
      if (depth === 1 && key === '') keyStart = at + 1;
    } else if (code === CODES.open || code === CODES.openList) openNested(code);
    else if (code === CODES.close || code === CODES.closeList) closeNested();
    else if (depth === 1 && code === CODES.colon && key !== '' && start === -1) start = at + 1;
    else if (depth === 1 && code === CODES.comma) finishMember(at);
  };

  return {
    write: (piece) => {
      text += piece;
      for (; at < text.length; at += 1) step(text.charCodeAt(at));
      const kept = Math.min(start === -1 ? at : start, keyStart === -1 ? at : keyStart);
      text = text.slice(kept);
      [at, start, keyStart] = [at - kept, start === -1 ? -1 : start - kept, keyStart === -1 ? -1 : keyStart - kept];
      listener.checkLength(text.length);
    },
    end: () => hasStarted && depth === 0 && !isString,
  };
};
