// How far from the window's edges a view keeps clear of the panels: top, right, bottom, left.
export const MAP_PADDING: readonly [number, number, number, number] = [110, 390, 70, 330];
