// How far from the window's edges a view keeps clear of the panels: top, right, bottom, left.
export const MAP_PADDING: readonly [number, number, number, number] = [80, 60, 60, 330];
