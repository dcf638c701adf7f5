// Base maps from a real server: alive, dead, slow, forbidding, shifted.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { deflateSync } from 'node:zlib';
import type { BasemapState } from '../../renderer/map/basemaps/basemap-spec.ts';
import { wgs84ToGcj02 } from '../../shared/geo/chinese-offset.ts';
import { lonLatToMercator } from '../../shared/geo/tile-grid.ts';
import { countOf, expect, HERE, test, type Colour, type MapPicture } from './picture-test.ts';

const SIDE = 256;
const GREEN: Colour = [40, 200, 90];

const crcTable = Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = (value & 1) === 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});

const chunk = (type: string, data: Uint8Array): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  let crc = 0xffffffff;
  for (const byte of body) crc = ((crcTable[(crc ^ byte) & 255] ?? 0) ^ (crc >>> 8)) >>> 0;
  const head = Buffer.alloc(4);
  head.writeUInt32BE(data.length);
  const tail = Buffer.alloc(4);
  tail.writeUInt32BE((crc ^ 0xffffffff) >>> 0);
  return Buffer.concat([head, body, tail]);
};

/** A PNG tile from the colour of each pixel. */
const png = (of: (x: number, y: number) => Colour): Buffer => {
  const rows = Buffer.alloc(SIDE * (SIDE * 3 + 1));
  for (let y = 0; y < SIDE; y += 1) for (let x = 0; x < SIDE; x += 1) rows.set(of(x, y), y * (SIDE * 3 + 1) + 1 + x * 3);
  const header = Buffer.from([0, 0, 1, 0, 0, 0, 1, 0, 8, 2, 0, 0, 0]);
  return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', new Uint8Array(0))]);
};

const plain = png(() => GREEN);

const serve = async (answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<{ readonly url: string; readonly count: () => number; readonly close: () => void }> => {
  let count = 0;
  const server = createServer((request, response) => {
    count += 1;
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    count: () => count,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};

const image = (response: ServerResponse, body: Buffer, mayRead = true): void => {
  response.writeHead(200, { 'content-type': 'image/png', ...(mayRead ? { 'access-control-allow-origin': '*' } : {}) });
  response.end(body);
};

const use = async (map: MapPicture, url: string, datum: 'WGS-84' | 'GCJ-02' = 'WGS-84', zoom = 13): Promise<void> => {
  await map.show({ things: [], kinds: [], zoom });
  await map.page.evaluate(
    ([address, given]) => {
      const { stage } = window.pictures.current();
      stage.onBasemapStates((states) => (document.title = JSON.stringify(states[0] ?? null)));
      stage.setBasemaps([{ id: 'b', name: 'b', opacity: 1, minZoom: 0, maxZoom: 18, attribution: '', datum: given, type: 'xyz', url: address }]);
    },
    [url, datum] as const,
  );
};

const stateOf = async (map: MapPicture): Promise<BasemapState | null> => JSON.parse(await map.page.title()) as BasemapState | null;

test('a living server’s tiles are drawn and it is called live', async ({ map }) => {
  const server = await serve((_request, response) => image(response, plain));
  await use(map, `${server.url}/{z}/{x}/{y}.png`);
  await map.page.waitForTimeout(1_200);
  expect(countOf(await map.patch(HERE, 40), GREEN)).toBe(80 * 80);
  expect(await stateOf(map)).toMatchObject({ phase: 'live', trouble: null, isTainting: false });
  server.close();
});

test('a server that answers with errors is given up after a few tries and left in peace', async ({ map }) => {
  const server = await serve((_request, response) => {
    response.writeHead(503, { 'access-control-allow-origin': '*' });
    response.end();
  });
  await use(map, `${server.url}/{z}/{x}/{y}.png`);
  await map.page.waitForTimeout(1_500);
  expect(await stateOf(map)).toMatchObject({ phase: 'dead', trouble: 'serverFailed' });
  const asked = server.count();
  expect(asked).toBeLessThan(16);
  await map.page.evaluate(() => window.pictures.current().stage.zoomBy(1));
  await map.page.waitForTimeout(1_000);
  expect(server.count()).toBe(asked);
  server.close();
});

test('a dead server that comes back is found again and its tiles drawn', async ({ map }) => {
  let isUp = false;
  const server = await serve((_request, response) => {
    if (isUp) {
      image(response, plain);
      return;
    }
    response.writeHead(500, { 'access-control-allow-origin': '*' });
    response.end();
  });
  await use(map, `${server.url}/{z}/{x}/{y}.png`);
  await map.page.waitForTimeout(1_000);
  expect((await stateOf(map))?.phase).toBe('dead');
  isUp = true;
  await map.page.waitForFunction(() => document.title.includes('"phase":"live"'), null, { timeout: 12_000 });
  await map.page.waitForTimeout(1_200);
  expect(countOf(await map.patch(HERE, 40), GREEN)).toBe(80 * 80);
  server.close();
});

test('a server that never answers holds up neither the relief nor the layers', async ({ map }) => {
  const server = await serve(() => undefined);
  await use(map, `${server.url}/{z}/{x}/{y}.png`);
  await map.page.evaluate(() => {
    const { station, stage } = window.pictures.current();
    station.put([window.pictures.thing('hazardPoint', 'h', '隐患', { type: 'Point', coordinates: [119.48, 28.45] }, { riskLevel: 'red' })]);
    stage.setLayerVisible('hazardPoint', true);
  });
  await map.page.waitForTimeout(1_500);
  expect(countOf(await map.patch(HERE, 20), [216, 35, 42])).toBeGreaterThan(40);
  await map.page.waitForFunction(() => document.title.includes('"phase":"dead"'), null, { timeout: 15_000 });
  expect(await stateOf(map)).toMatchObject({ trouble: 'timedOut' });
  server.close();
});

test('a picture that may not be read back is shown all the same, and the map says it cannot be printed', async ({ map }) => {
  const server = await serve((_request, response) => image(response, plain, false));
  await use(map, `${server.url}/{z}/{x}/{y}.png`);
  await map.page.waitForFunction(() => document.title.includes('"isTainting":true'), null, { timeout: 8_000 });
  await map.page.waitForTimeout(500);
  const shot = await map.page.screenshot({ clip: { x: 440, y: 310, width: 4, height: 4 } });
  expect(shot.length).toBeGreaterThan(50);
  expect(await map.page.evaluate(() => window.pictures.current().stage.picture())).toBeNull();
  server.close();
});

test('an answer that is no picture counts as trouble, a missing tile does not', async ({ map }) => {
  const words = await serve((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'access-control-allow-origin': '*' });
    response.end('{"code":301011,"msg":"key"}');
  });
  await use(map, `${words.url}/{z}/{x}/{y}`);
  await map.page.waitForTimeout(1_000);
  expect(await stateOf(map)).toMatchObject({ phase: 'dead', trouble: 'notAnImage' });
  words.close();
  const bare = await serve((_request, response) => {
    response.writeHead(404, { 'access-control-allow-origin': '*' });
    response.end();
  });
  await use(map, `${bare.url}/{z}/{x}/{y}`);
  await map.page.waitForTimeout(1_000);
  expect(await stateOf(map)).toMatchObject({ phase: 'live' });
  bare.close();
});

test('an address that is not http is never asked', async ({ map }) => {
  await use(map, 'file:///{z}/{x}/{y}.png');
  await map.page.waitForTimeout(400);
  expect(await stateOf(map)).toMatchObject({ phase: 'refused', trouble: 'urlNotAllowed' });
});

test('a GCJ-02 map is drawn in its true place', async ({ map }) => {
  const zoom = 15;
  const worldPixels = SIDE * 2 ** zoom;
  const half = 20_037_508.342789244;
  // The server paints a white dot where GCJ-02 has this place, as such maps do.
  const [east, north] = lonLatToMercator(wgs84ToGcj02(HERE));
  const dot = [((east + half) / (2 * half)) * worldPixels, ((half - north) / (2 * half)) * worldPixels] as const;
  const server = await serve((request, response) => {
    const [, x = 0, y = 0] = (request.url ?? '').slice(1).split('/').map(Number);
    image(response, png((column, row) => (Math.hypot(x * SIDE + column - dot[0], y * SIDE + row - dot[1]) < 6 ? [255, 255, 255] : GREEN)));
  });
  await use(map, `${server.url}/{z}/{x}/{y}`, 'GCJ-02', zoom);
  await map.page.waitForTimeout(2_500);
  const white: Colour = [255, 255, 255];
  expect(countOf(await map.patch(HERE, 8), white)).toBeGreaterThan(90);
  // Left where it was it would lie some hundred pixels away.
  expect(countOf(await map.patch(HERE, 100), white)).toBe(countOf(await map.patch(HERE, 8), white));
  server.close();
});

test('tiles from a function, as of an archive on the disk, are drawn like any other', async ({ map }) => {
  await map.show({ things: [], kinds: [], zoom: 13 });
  await map.page.evaluate((bytes) => {
    window.pictures.current().stage.setBasemaps([{ id: 'p', name: 'p', opacity: 1, minZoom: 0, maxZoom: 14, attribution: '', datum: 'CGCS2000', type: 'tiles', readTile: async (z) => (z > 20 ? null : new Uint8Array(bytes)) }]);
  }, [...plain]);
  await map.page.waitForTimeout(1_200);
  expect(countOf(await map.patch(HERE, 40), GREEN)).toBe(80 * 80);
});
