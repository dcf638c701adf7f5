import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LonLat } from '../kernel/units.ts';
import { readCoordinates } from './coordinate-notation.ts';
import type { ReadingHints, UnderstoodCoordinates } from './coordinate-notation.ts';
import { coordinateSystem } from './coordinate-system-list.ts';
import type { ProjectedSystem } from './coordinate-system-list.ts';
import { distance } from './geodesy.ts';

const read = (text: string, hints?: ReadingHints): UnderstoodCoordinates => {
  const understood = readCoordinates(text, hints);
  if (!understood.ok) throw new Error(`“${text}”: ${understood.error.reason}`);
  return understood.value;
};

const reasonOf = (text: string, hints?: ReadingHints): string => {
  const understood = readCoordinates(text, hints);
  return understood.ok ? `understood as ${understood.value.position.join()}` : understood.error.reason;
};

const projected = (id: string): ProjectedSystem => {
  const system = coordinateSystem(id);
  if (!system.ok || system.value.kind !== 'projected') throw new Error(id);
  return system.value;
};

const A: LonLat = [120.5, 30.1];
const B: LonLat = [120 + 30 / 60 + 15 / 3600, 30 + 5 / 60 + 12 / 3600];
const SONGYANG: LonLat = [119.48, 28.45];
const KEQIAO: LonLat = [120.49, 30.08];

describe('readCoordinates on degrees', () => {
  it.each([
    '120.5,30.1', '30.1,120.5', '120.5 30.1', '120.5;30.1', '120.5，30.1', '120.5、30.1', '１２０．５，３０．１', '[120.5, 30.1]',
    '30.1N 120.5E', '30.1N,120.5E', 'N30.1 E120.5', 'N30.1,E120.5', '30.1°N, 120.5°E', '120.5°E，30.1°N', '30.1 n 120.5 e',
    '东经120.5 北纬30.1', '北纬30.1°东经120.5°', '东经120.5度，北纬30.1度', '北纬３０．１°，东经１２０．５°',
    '经度：120.5，纬度：30.1', '纬度:30.1 经度:120.5', '维度30.1 经度120.5', 'lat: 30.1, lon: 120.5', 'lat=30.1&lng=120.5',
    'Longitude 120.5 Latitude 30.1', 'X:120.5 Y:30.1', 'POINT(120.5 30.1)', 'geo:30.1,120.5', '经纬度：120.5,30.1',
    '+30.1 +120.5', '30.1N 120.5', '30.1 E120.5', '30.1°N，120.5°', 'WGS-84 120.5, 30.1', 'CGCS2000: 120.5 30.1',
    'EPSG:4490 30.1 120.5', '(120.5 30.1) GPS', '120.5\n30.1', '坐标 120.5 30.1',
  ])('understands %j', (text) => {
    const { position, notation } = read(text);
    expect(distance(position, A)).toBeLessThan(0.001);
    expect(notation).toBe('decimalDegrees');
  });

  it.each([
    '东经120°30′15″ 北纬30°05′12″', '北纬30度5分12秒，东经120度30分15秒', '30°05\'12"N 120°30\'15"E', '30º05’12”N, 120º30’15”E',
    "30°05'12''N 120°30'15''E", '30˚05′12″N120˚30′15″E', 'N30°05′12″,E120°30′15″', '120°30′15″,30°05′12″', '120°30′15″ 30°05′12″',
    '120-30-15 30-05-12', '120-30-15,30-5-12', '120:30:15, 30:05:12', 'E120-30-15 N30-05-12', '30 05 12 120 30 15',
    '30 05 12 N 120 30 15 E', 'N 30 5 12 E 120 30 15', 'N300512 E1203015', '300512N1203015E', '120 30 15, 30 5 12',
    '３０°０５＇１２＂N，１２０°３０＇１５＂E', '120°30′15 30°5′12', '30 deg 5 min 12 sec N 120 deg 30 min 15 sec E', '经度120°30′15″,纬度30°05′12″',
    '纬度 N30°05′12″ 经度 E120°30′15″', '120°30‘15“E 30°05‘12“N',
  ])('understands %j as degrees, minutes and seconds', (text) => {
    const { position, notation } = read(text);
    expect(distance(position, B)).toBeLessThan(0.001);
    expect(notation).toBe('degreesMinutesSeconds');
  });

  it.each(['30°05.2′N 120°30.25′E', '30 05.2 120 30.25', '3005.2000,N,12030.2500,E', '120-30.25,30-05.2', 'N30°5.2 E120°30.25', '北纬30度5.2分 东经120度30.25分'])(
    'understands %j as degrees and minutes',
    (text) => {
      const { position, notation } = read(text);
      expect(distance(position, B)).toBeLessThan(0.001);
      expect(notation).toBe('degreesMinutes');
    },
  );

  it('takes signs and southern and western letters', () => {
    for (const text of ['-33.25 -70.5', '33.25S 70.5W', '南纬33.25 西经70.5', 'S33°15′ W70°30′', '33.25S, -70.5']) {
      expect(distance(read(text, { near: [-70, -33] }).position, [-70.5, -33.25])).toBeLessThan(0.001);
    }
    expect(reasonOf('-33.25S 70.5W')).toBe('notUnderstood');
  });

  it('says which order was read and whether anyone stated it', () => {
    expect(read('30.1,120.5')).toMatchObject({ order: 'northEast', isOrderStated: false, isSystemStated: false });
    expect(read('120.5,30.1')).toMatchObject({ order: 'eastNorth', isOrderStated: false });
    expect(read('N30.1 E120.5 GPS')).toMatchObject({ order: 'northEast', isOrderStated: true, isSystemStated: true });
  });

  it('offers the other order where both numbers could be a latitude', () => {
    const xinjiang = read('45.5, 88.1');
    expect(xinjiang.position).toEqual([88.1, 45.5]);
    expect(xinjiang.alternatives.map(({ position }) => position)).toEqual([[45.5, 88.1]]);
    expect(read('45.5, 88.1', { near: [45, 88] }).position).toEqual([45.5, 88.1]);
    expect(read('30.1,120.5').alternatives).toEqual([]);
  });
});

describe('readCoordinates on other datums', () => {
  it.each(['GCJ-02: 120.494355,30.077572', '高德 120.494355,30.077572', '120.494355 30.077572（高德地图）', 'gcj02 30.077572N 120.494355E', '火星坐标：30.077572，120.494355', '腾讯地图 120.494355,30.077572'])(
    'moves %j back',
    (text) => {
      const { position, system, isSystemStated } = read(text);
      expect(distance(position, KEQIAO)).toBeLessThan(0.1);
      expect(system.id).toBe('GCJ-02');
      expect(isSystemStated).toBe(true);
    },
  );

  it.each(['BD-09 120.500774,30.083832', '百度坐标：120.500774，30.083832', 'bd09ll 30.083832 120.500774'])('moves %j back', (text) => {
    expect(distance(read(text).position, KEQIAO)).toBeLessThan(0.1);
    expect(read(text).system.id).toBe('BD-09');
  });

  it('refuses datums it cannot convert instead of misplacing them', () => {
    expect(reasonOf('北京54 X=3148422 Y=40449065')).toBe('datumNotConvertible');
    expect(reasonOf('西安80坐标 3148422 40449065')).toBe('datumNotConvertible');
    expect(reasonOf('EPSG:2436 3148422 449065')).toBe('datumNotConvertible');
    expect(reasonOf('EPSG:9999 30 120')).toBe('unknownSystem');
    expect(reasonOf('WGS84 GCJ-02 120,30')).toBe('conflictingSystems');
    expect(reasonOf('高德 51RTP5807130307')).toBe('conflictingSystems');
    expect(reasonOf('GCJ-02 2.35, 48.85')).toBe('outsideArea');
  });
});

describe('readCoordinates on metres and grid references', () => {
  it.each([
    '40449065.498 3148422.251', '3148422.251, 40449065.498', 'X=3148422.251 Y=40449065.498', 'x:3148422.251m, y:40449065.498m', '纵坐标3148422.251 横坐标40449065.498',
    'EPSG:4528 3148422.251 40449065.498', 'N3148422.251 E40449065.498', '20742958.285 3150818.072', 'CGCS2000 X 3148422.251 Y 40449065.498',
    'EPSG:4549 X=3148422.251, Y=449065.498', 'EPSG:4549 449065.498 3148422.251', 'epsg：4509 742958.285 3150818.072', '3148422.251米，40449065.498米',
  ])('understands %j', (text) => {
    const { position, notation } = read(text);
    expect(distance(position, SONGYANG)).toBeLessThan(0.002);
    expect(notation).toBe('projected');
  });

  it('needs a zone or a local system for metres without one', () => {
    expect(reasonOf('3148422.251, 449065.498')).toBe('zoneMissing');
    const local = read('3148422.251, 449065.498', { localSystem: projected('EPSG:4549') });
    expect(distance(local.position, SONGYANG)).toBeLessThan(0.002);
    expect(local).toMatchObject({ isSystemStated: false, order: 'northEast' });
    expect(reasonOf('EPSG:4549 3148422.251 40449065.498')).toBe('zoneMismatch');
  });

  it('takes Web Mercator where work is done, and names the other reading', () => {
    const keqiao = read('13412885.4457,3513837.2480');
    expect(distance(keqiao.position, KEQIAO)).toBeLessThan(0.01);
    expect(keqiao.system.id).toBe('EPSG:3857');
    expect(keqiao.alternatives.map(({ system }) => system.id)).toEqual(['EPSG:4491']);
    expect(read('13412885.4457,3513837.2480', { near: [74, 31.7] }).system.id).toBe('EPSG:4491');
    expect(distance(read('167000 5237000', { near: [1.5, 42.5] }).position, [1.5, 42.5])).toBeLessThan(2000);
    expect(reasonOf('167000 5237000')).toBe('zoneMissing');
  });

  it.each(['51RTP5807130307', '51R TP 58071 30307', '51rtp 58071 30307', 'MGRS: 51RTP5807130307', '51R TP 5807130307'])('understands %j', (text) => {
    expect(read(text).notation).toBe('mgrs');
    expect(distance(read(text).position, KEQIAO)).toBeLessThan(1);
  });

  it.each(['51R 258071.9 3330307.1', 'UTM 51R 258071.9E 3330307.1N', '51N 258071.9 3330307.1', 'utm zone 51R, 258071.9, 3330307.1', '51R 258071.9mE 3330307.1mN'])(
    'understands %j',
    (text) => {
      expect(read(text).notation).toBe('utm');
      expect(distance(read(text).position, KEQIAO)).toBeLessThan(0.1);
    },
  );

  it('takes S as the band of Shandong before the southern hemisphere', () => {
    const jinan = read('50S 499731.9 4056157.8');
    expect(distance(jinan.position, [116.997, 36.651])).toBeLessThan(0.2);
    expect(jinan.alternatives[0]?.position[1]).toBeLessThan(-50);
  });

  it('refuses references to no place', () => {
    expect(reasonOf('51RAA5807130307')).toBe('outOfRange');
    expect(reasonOf('51T 258071 3330307')).toBe('outOfRange');
    expect(reasonOf('51RTP580713030')).toBe('notUnderstood');
  });
});

describe('readCoordinates on what is none', () => {
  it.each([
    ['', 'empty'], ['  　', 'empty'], ['1'.repeat(201), 'tooLong'], ['abc', 'notUnderstood'], ['柯桥区安昌街道', 'notUnderstood'], ['120.5', 'onlyOneNumber'],
    ['N30°5′', 'onlyOneNumber'], ['120.5,', 'onlyOneNumber'], ['100,100', 'outOfRange'], ['200 30', 'outOfRange'], ['N30 N40', 'sameAxisTwice'],
    ['30°65′N 120°E', 'minutesOutOfRange'], ['30°05′72″N 120°E', 'minutesOutOfRange'], ['120.5 30.1 15', 'notUnderstood'], ['GCJ-02', 'notUnderstood'],
    ['119', 'onlyOneNumber'], ['2026-11-22 03:15', 'outOfRange'], ['13857512345', 'onlyOneNumber'], ['1.2.3.4', 'notUnderstood'], ['-', 'notUnderstood'],
    ['30.5°20.5′N 120°E', 'notUnderstood'], ["5'30° 120°", 'notUnderstood'],
  ])('says of %j: %s', (text, reason) => {
    expect(reasonOf(text)).toBe(reason);
  });

  it('never throws and never gives anything but positions, whatever the text', () => {
    const near = fc.array(
      fc.constantFrom(...'0123456789.,-+:;°′″\'"NSEWXY 东经北纬度分秒', '120', '30.1', 'GCJ-02', '高德', 'EPSG:4549', '51RTP', 'lat', '经度', '3148422.25', '40449065', '  ', '\n'),
      { maxLength: 24 },
    ).map((parts) => parts.join(''));
    let understood = 0;
    fc.assert(
      fc.property(fc.oneof(near, fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ maxLength: 220 })), (text) => {
        const result = readCoordinates(text, { near: [120, 30], localSystem: projected('EPSG:4549') });
        if (!result.ok) return;
        understood += 1;
        for (const { position } of [result.value, ...result.value.alternatives]) {
          expect(Math.abs(position[0])).toBeLessThanOrEqual(180);
          expect(Math.abs(position[1])).toBeLessThanOrEqual(90);
        }
      }),
      { numRuns: 20_000 },
    );
    expect(understood).toBeGreaterThan(50);
  });

  it('answers texts of endlessly repeated signs with a reason', () => {
    for (const text of ['1 '.repeat(100), '-'.repeat(200), "'".repeat(200), '1,'.repeat(100), 'N'.repeat(200), '经度'.repeat(100), ' '.repeat(199) + 'x', '1-'.repeat(100), 'EPSG'.repeat(50), '51R'.repeat(60)]) {
      expect(reasonOf(text)).not.toContain('understood as');
    }
  });
});
