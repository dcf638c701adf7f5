// The SVG files of the map symbols as the build bundles them.
/// <reference types="vite/client" />

/** Text of every file under resources/map-symbols by its path. */
export const symbolFiles = (): { readonly [path: string]: string } =>
  import.meta.glob<string>('../../../resources/map-symbols/*/*.svg', { eager: true, query: '?raw', import: 'default' });
