import { describe, expect, it } from 'vitest';
import { coordinateSystem, coordinateSystemNamed, coordinateSystems } from './coordinate-system-list.ts';

const nameOf = (name: string): string => {
  const system = coordinateSystemNamed(name);
  return system.ok ? system.value.name : system.error.reason;
};

describe('the list of coordinate systems', () => {
  it('has each id once', () => {
    expect(new Set(coordinateSystems.map(({ id }) => id)).size).toBe(coordinateSystems.length);
  });

  // Names as the EPSG registry has them.
  it.each([
    ['EPSG:4491', 'CGCS2000 / Gauss-Kruger zone 13'],
    ['EPSG:4501', 'CGCS2000 / Gauss-Kruger zone 23'],
    ['EPSG:4502', 'CGCS2000 / Gauss-Kruger CM 75E'],
    ['EPSG:4512', 'CGCS2000 / Gauss-Kruger CM 135E'],
    ['EPSG:4513', 'CGCS2000 / 3-degree Gauss-Kruger zone 25'],
    ['EPSG:4528', 'CGCS2000 / 3-degree Gauss-Kruger zone 40'],
    ['EPSG:4533', 'CGCS2000 / 3-degree Gauss-Kruger zone 45'],
    ['EPSG:4534', 'CGCS2000 / 3-degree Gauss-Kruger CM 75E'],
    ['EPSG:4549', 'CGCS2000 / 3-degree Gauss-Kruger CM 120E'],
    ['EPSG:4554', 'CGCS2000 / 3-degree Gauss-Kruger CM 135E'],
    ['EPSG:6672', 'JGD2011 / Japan Plane Rectangular CS IV'],
    ['EPSG:6687', 'JGD2011 / Japan Plane Rectangular CS XIX'],
  ])('%s is %s', (id, name) => {
    const system = coordinateSystem(id);
    expect(system.ok && system.value.name).toBe(name);
  });

  it.each([
    ['4549', 'CGCS2000 / 3-degree Gauss-Kruger CM 120E'],
    ['epsg: 4549', 'CGCS2000 / 3-degree Gauss-Kruger CM 120E'],
    ['wgs-84', 'WGS 84'],
    ['WGS 1984', 'WGS 84'],
    ['CGCS2000', 'China Geodetic Coordinate System 2000'],
    ['国家2000', 'China Geodetic Coordinate System 2000'],
    ['2000国家大地坐标系', 'China Geodetic Coordinate System 2000'],
    ['gcj02', 'GCJ-02'],
    ['高德', 'GCJ-02'],
    ['火星坐标系', 'GCJ-02'],
    ['百度地图', 'BD-09'],
  ])('knows %s', (name, expected) => {
    expect(nameOf(name)).toBe(expected);
  });

  it.each(['北京54', '1954年北京坐标系', '西安80', '1980西安坐标系', 'EPSG:2436', 'EPSG:21420', 'EPSG:4610', '2379', 'EPSG:4796'])(
    'refuses %s, whose shift is not public, instead of taking it for WGS-84',
    (name) => {
      expect(nameOf(name)).toBe('datumNotConvertible');
    },
  );

  it.each(['', 'EPSG:1', '地方坐标系', '32651'])('does not know “%s”', (name) => {
    expect(nameOf(name)).toBe('unknownSystem');
  });
});
