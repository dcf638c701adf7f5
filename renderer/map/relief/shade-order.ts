// What the page and the shading worker say to each other.
import type { ShadeInput } from './shade.ts';

export interface ShadeOrder extends ShadeInput {
  readonly order: number;
}

export interface ShadeReply {
  readonly order: number;
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
}
