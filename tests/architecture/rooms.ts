// The rooms of the house, what each may import and touch: the import rules as data.

export interface Room {
  readonly name: string;
  /** Matches paths from the project root; the first room that matches owns the file. */
  readonly path: RegExp;
  /** Other rooms it may import, by name. */
  readonly rooms: readonly string[];
  /** Bare packages it may import; `node:` stands for every Node built-in. */
  readonly packages: readonly string[];
  /** Packages its worker or process entries alone may import. */
  readonly typeOnlyPackages?: readonly string[];
}

const SHARED = ['kernel', 'i18n', 'geo', 'sound', 'domain', 'contract'];
const GEO_PACKAGES = ['@turf/jsts', 'proj4', 'gcoord', 'kdbush'];

const feature = (name: string, packages: readonly string[] = []): Room => ({
  name: `station/${name}`,
  path: new RegExp(`^electron/station/${name}/`),
  rooms: [...SHARED, 'station/store'],
  packages: ['node:', 'kysely', ...packages],
});

export const ROOMS: readonly Room[] = [
  { name: 'kernel', path: /^shared\/kernel\//, rooms: [], packages: [] },
  { name: 'i18n', path: /^shared\/i18n\//, rooms: ['kernel'], packages: [] },
  { name: 'geo', path: /^shared\/geo\//, rooms: ['kernel'], packages: GEO_PACKAGES },
  { name: 'sound', path: /^shared\/sound\//, rooms: ['kernel'], packages: [] },
  { name: 'domain', path: /^shared\/domain\//, rooms: ['kernel', 'geo'], packages: [] },
  { name: 'contract', path: /^shared\/contract\//, rooms: ['kernel', 'domain'], packages: ['zod'] },
  { name: 'station/store', path: /^electron\/station\/store\//, rooms: SHARED, packages: ['node:', 'kysely', 'pg'] },
  { name: 'front-desk', path: /^electron\/station\/front-desk\//, rooms: SHARED, packages: [] },
  feature('people'),
  feature('keystore'),
  feature('demonstration'),
  feature('documents'),
  feature('atlas', ['yauzl', 'saxes', 'pinyin-pro', 'kdbush']),
  feature('basemaps', ['pmtiles']),
  feature('hazards', ['kdbush']),
  feature('evacuation', ['flatbush', 'kdbush']),
  feature('warnings'),
  feature('video'),
  feature('web-pages'),
  { name: 'station', path: /^electron\/station\/[^/]+\.ts$/, rooms: [...SHARED, 'station', 'front-desk', 'station/*'], packages: ['node:', 'kysely'] },
  { name: 'build', path: /^electron\/[^/]+\.config\.ts$/, rooms: ['station'], packages: ['node:', 'vite', 'electron-vite', '@vitejs/plugin-react'] },
  { name: 'host', path: /^electron\/host\//, rooms: ['station', 'station/*', 'front-desk', 'contract', 'kernel', 'i18n', 'domain', 'host'], packages: ['node:', 'ws', 'selfsigned'] },
  { name: 'preload', path: /^electron\/preload\//, rooms: ['contract', 'kernel'], packages: ['electron'] },
  { name: 'shell', path: /^electron\/shell\//, rooms: ['station', 'station/keystore', 'station/web-pages', 'front-desk', 'contract', 'kernel', 'domain', 'i18n'], packages: ['node:', 'electron'] },
  { name: 'station-client', path: /^renderer\/station-client\//, rooms: ['contract', 'kernel'], packages: ['dexie', 'react'] },
  { name: 'ui-kit', path: /^renderer\/ui-kit\//, rooms: ['kernel', 'domain', 'i18n'], packages: ['react', 'react-dom', 'antd', 'antd/*', '@ant-design/*', 'dayjs', 'dayjs/*', '@fontsource-variable/*'] },
  { name: 'seat', path: /^renderer\/seat\//, rooms: [...SHARED, 'ui-kit', 'station-client'], packages: ['react', 'antd', 'antd/*', '@ant-design/*', 'dayjs'] },
  { name: 'map', path: /^renderer\/map\//, rooms: [...SHARED, 'station-client'], packages: ['ol', 'ol/*', 'ol-ext/*', 'ol-pmtiles', 'pmtiles'] },
  { name: 'video-tile', path: /^renderer\/video-tile\//, rooms: ['contract', 'station-client', 'ui-kit'], packages: ['react'] },
  { name: 'window', path: /^renderer\/windows\//, rooms: [...SHARED, 'map', 'video-tile', 'ui-kit', 'station-client', 'seat'], packages: ['react', 'react-dom', 'antd', 'antd/*', '@ant-design/*', 'dayjs'] },
  { name: 'window-root', path: /^renderer\/[^/]+\.tsx?$/, rooms: ['window', 'ui-kit', 'seat', 'station-client', 'contract', 'kernel', 'i18n'], packages: ['react', 'react-dom', 'react-dom/*'] },
];

/** Folders whose files stay among themselves although they are one room: a window never imports another window. */
export const APART: readonly RegExp[] = [/^renderer\/windows\/([^/]+)\//, /^electron\/station\/gateways\/drivers\/([^/]+)\//];
