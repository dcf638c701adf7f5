// The worker that shades relief tiles, one order after the other.
import { shadeRelief } from './shade.ts';
import type { ShadeOrder, ShadeReply } from './shade-order.ts';

globalThis.addEventListener('message', ({ data }: MessageEvent<ShadeOrder>) => {
  const reply: ShadeReply = { order: data.order, pixels: shadeRelief(data) };
  globalThis.postMessage(reply, { transfer: [reply.pixels.buffer] });
});
