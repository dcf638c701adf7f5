// The map as it is drawn now, as one picture.
import type OlMap from 'ol/Map.js';
import { viewportOf } from './view/viewport-of.ts';

/** A base map that hangs does not keep the picture waiting longer. */
const LONGEST_WAIT_MS = 6_000;

/** PNG of all layers on the map's own ground; null where a source's pictures may not be read back. */
export const mapPicture = async (map: OlMap): Promise<Blob | null> => {
  const drawn = Promise.withResolvers<void>();
  map.once('rendercomplete', () => drawn.resolve());
  const limit = setTimeout(drawn.resolve, LONGEST_WAIT_MS);
  map.render();
  await drawn.promise;
  clearTimeout(limit);
  const viewport = viewportOf(map);
  const canvases = [...viewport.querySelectorAll('canvas')];
  const [first] = canvases;
  if (first === undefined) return null;
  const whole = document.createElement('canvas');
  whole.width = first.width;
  whole.height = first.height;
  const context = whole.getContext('2d');
  if (context === null) return null;
  context.fillStyle = getComputedStyle(viewport.parentElement ?? viewport).backgroundColor;
  context.fillRect(0, 0, whole.width, whole.height);
  for (const canvas of canvases) {
    context.globalAlpha = Number(canvas.style.opacity === '' ? (canvas.parentElement?.style.opacity ?? '1') || '1' : canvas.style.opacity);
    context.drawImage(canvas, 0, 0, whole.width, whole.height);
  }
  const result = Promise.withResolvers<Blob | null>();
  try {
    whole.toBlob(result.resolve, 'image/png');
  } catch (error) {
    if (!(error instanceof DOMException && error.name === 'SecurityError')) throw error;
    return null;
  }
  return result.promise;
};
