// 网格: shops as points, streets as lines, communities and villages as areas, each with its keeper.
import { apportion } from '../land/hamlets.ts';
import { createRandom, type Random } from '../random.ts';
import { drawSurname } from '../people/names.ts';
import { lineLength } from '../roads/raw-line.ts';
import { pointGeometry, type DemonstrationThing } from '../thing-maker.ts';
import { toLonLat } from '../raster.ts';
import type { Persons } from './persons.ts';
import type { Scene } from './scene.ts';

const SHOPS = ['便利店', '小吃店', '超市', '五金店', '理发店', '服装店', '药店', '早餐店', '水果店', '农资店', '茶叶店', '面馆', '修车铺', '快递点', '副食店', '棋牌室', '民宿', '家电维修'];

const shopWeight = (scene: Scene, village: number): number => {
  const households = scene.householdsOf(village).length;
  if (village < scene.sites.townCount) return households;
  return scene.townships.seats.includes(village) ? households * 0.7 : households * 0.1;
};

const pointThings = function* (scene: Scene, random: Random, numbers: { next: () => string }): Generator<DemonstrationThing> {
  const { households } = scene.register;
  const shares = apportion(scene.plan.counts.gridPoints, scene.sites.cells.map((_, village) => shopWeight(scene, village)));
  const villages = shares.flatMap((share, village) => Array.from({ length: share }, () => village));
  for (const village of villages) {
    const household = random.pick(scene.householdsOf(village));
    const turn = random.between(0, 2 * Math.PI);
    const owner = scene.register.headName[household]!;
    const place = pointGeometry(scene.land.raster, households.x[household]! + 3 * Math.cos(turn), households.y[household]! + 3 * Math.sin(turn));
    yield scene.maker.make('gridUnit', numbers.next(), `${drawSurname(random)}记${random.pick(SHOPS)}`, scene.villageCode(village), place, {
      unitForm: 'point', keeperName: owner, keeperPhone: scene.register.phone[household]!, keeperRole: 'shopOwner', duty: '门店消防、用电、燃气日查，异常即报',
    });
  }
};

/** Streets, longest first, each with all its stretches. */
const lineThings = (scene: Scene, persons: Persons, random: Random, numbers: { next: () => string }): readonly DemonstrationThing[] => {
  const { graph, routes } = scene.roads;
  const byRoute = new Map<number, number[]>();
  graph.edges.forEach((edge, number) => {
    if (edge.kind !== 'street' && (edge.kind !== 'chain' || edge.rank !== 5)) return;
    if (scene.roads.land.villageAt(edge.xs[0]!, edge.ys[0]!) < 0) return;
    byRoute.set(edge.route, [...(byRoute.get(edge.route) ?? []), number]);
  });
  const streets = [...byRoute.entries()].map(([route, edges]) => ({ route, edges, isStreet: graph.edges[edges[0]!]!.kind === 'street', length: edges.reduce((sum, edge) => sum + lineLength(graph.edges[edge]!.xs, graph.edges[edge]!.ys), 0) }))
    .toSorted((left, right) => Number(right.isStreet) - Number(left.isStreet) || right.length - left.length || left.route - right.route);
  return streets.slice(0, scene.plan.counts.gridLines).map(({ route, edges }) => {
    const first = graph.edges[edges[0]!]!;
    const village = scene.villageAt(first.xs[0]!, first.ys[0]!);
    const keeper = persons.inRole(village, 'gridMember');
    const coordinates = edges.map((number) => Array.from(graph.edges[number]!.xs, (x, index) => toLonLat(scene.land.raster, x, graph.edges[number]!.ys[index]!)));
    return scene.maker.make('gridUnit', numbers.next(), `${routes[route]!.name}网格`, scene.villageCode(village), coordinates.length === 1 ? { type: 'LineString', coordinates: coordinates[0]! } : { type: 'MultiLineString', coordinates }, {
      unitForm: 'line', keeperName: keeper.name, keeperPhone: keeper.phone, keeperRole: random.chance(0.7) ? 'committee' : 'buildingHead', duty: '沿街巡查、消防通道、占道堆物',
    });
  });
};

/** The most populous communities and villages, by their own borders: no gap and no overlap between them. */
const areaThings = (scene: Scene, persons: Persons, numbers: { next: () => string }): readonly DemonstrationThing[] =>
  scene.sites.cells.map((_, village) => village).toSorted((left, right) => scene.householdsOf(right).length - scene.householdsOf(left).length || left - right).slice(0, scene.plan.counts.gridAreas).map((village) => {
    const keeper = persons.inRole(village, 'gridMember');
    return scene.maker.make('gridUnit', numbers.next(), `${scene.names.villages[village]!.name}网格`, scene.villageCode(village), scene.villagePolygons.get(village) ?? null, {
      unitForm: 'area', keeperName: keeper.name, keeperPhone: keeper.phone, keeperRole: 'committee', duty: '隐患巡查、避险转移、信息报送',
    });
  });

export const gridUnitThings = function* (scene: Scene, persons: Persons): Generator<DemonstrationThing> {
  const random = createRandom(scene.plan.seed, 'grid units');
  let number = 0;
  const numbers = { next: (): string => scene.maker.id('gridUnit', (number += 1)) };
  yield* areaThings(scene, persons, numbers);
  yield* lineThings(scene, persons, random, numbers);
  yield* pointThings(scene, random, numbers);
};
