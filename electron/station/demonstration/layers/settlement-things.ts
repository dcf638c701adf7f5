// Townships, villages, households and residents as things of the map.
import type { Resident } from '../../../../shared/domain/atlas/thing.ts';
import { HOUSE_TYPES } from '../people/houses.ts';
import { CONTACT_DEPARTMENTS } from '../tables/posts.ts';
import { pointGeometry, type DemonstrationThing } from '../thing-maker.ts';
import type { Persons } from './persons.ts';
import type { Scene } from './scene.ts';

const registeredIn = (scene: Scene, village: number): number => scene.householdsOf(village).reduce((sum, household) => sum + scene.register.registered[household]!, 0);

export const townshipThings = (scene: Scene): readonly DemonstrationThing[] =>
  scene.names.townships.map(({ name, code }, township) =>
    scene.maker.make('township', scene.maker.id('township', township + 1), name, code, scene.townshipPolygons.get(township) ?? null, {
      seatName: scene.names.villages[scene.townships.seats[township]!]!.name, dutyPhone: scene.phones('desk', township),
      registeredPersons: scene.townships.ofVillage.reduce((sum, of, village) => sum + (of === township ? registeredIn(scene, village) : 0), 0),
    }));

export const villageThings = (scene: Scene, persons: Persons): readonly DemonstrationThing[] =>
  scene.names.villages.map(({ name, code }, village) => {
    const secretary = persons.secretaryOf(village);
    const { x, y } = scene.villagePlace(village);
    return scene.maker.make('village', scene.maker.id('village', village + 1), name, code, scene.villagePolygons.get(village) ?? null, {
      households: scene.householdsOf(village).length, registeredPersons: registeredIn(scene, village), elevationMetres: Math.round(scene.roads.land.heightAt(x, y)),
      satellitePhone: village < scene.sites.townCount ? undefined : scene.phones('satellite', 100 + village),
      contactDepartment: CONTACT_DEPARTMENTS[village % CONTACT_DEPARTMENTS.length]!, secretaryName: secretary.name, secretaryPhone: secretary.phone,
    });
  });

/** `withCounts`: head counts on the household itself, where residents are not listed one by one. */
export const householdThings = function* (scene: Scene, persons: Persons, withCounts: boolean): Generator<DemonstrationThing> {
  const { register } = scene;
  const { households } = register;
  const doors = new Map<number, number>();
  const doorOf = new Map<number, number>();
  for (let household = 0; household < households.count; household += 1) {
    const village = households.village[household]!;
    const hamlet = households.hamlet[household]!;
    const building = households.building[household]!;
    if (!doorOf.has(building)) {
      doors.set(hamlet, (doors.get(hamlet) ?? 0) + 1);
      doorOf.set(building, doors.get(hamlet)!);
    }
    const hamletName = scene.hamletName(household);
    const place = village < scene.sites.townCount || hamletName === scene.names.villages[village]!.stem ? '' : hamletName;
    yield scene.maker.make('household', scene.maker.id('household', household + 1), `${register.headName[household]!}户`, scene.villageCode(village), pointGeometry(scene.land.raster, households.x[household]!, households.y[household]!), {
      headName: register.headName[household]!, phone: register.phone[household]!, houseType: HOUSE_TYPES[households.houseType[household]!]!,
      floors: households.floors[household]!, ownVehicle: register.ownsVehicle[household] === 1,
      contactPersonId: scene.maker.id('responsiblePerson', persons.contactOf(household).number), address: `${scene.villageAddress(village)}${place}${doorOf.get(building)!}号`,
      ...(withCounts ? { registeredPersons: register.registered[household]!, residentPersons: register.resident[household]!, presentTonightPersons: register.presentTonight[household]!, vulnerablePersons: register.vulnerable[household]! } : {}),
    });
  }
};

export const residentsOf = function* (scene: Scene): Generator<Resident> {
  for (let household = 0; household < scene.register.households.count; household += 1) yield* scene.register.residentsOf(household);
};

export const personThings = (scene: Scene, persons: Persons): readonly DemonstrationThing[] =>
  persons.list.map((person) =>
    scene.maker.make('responsiblePerson', scene.maker.id('responsiblePerson', person.number), person.name, person.areaCode, pointGeometry(scene.land.raster, person.x, person.y), {
      chainLevel: person.level, responsibility: person.responsibility, roles: [...person.roles], post: person.post, phone: person.phone, secondPhone: person.secondPhone,
      satellitePhone: person.satellitePhone,
      superiorId: person.superior === undefined ? undefined : scene.maker.id('responsiblePerson', person.superior.number), coveredArea: person.covers, coveredHouseholds: person.coveredHouseholds,
    }));
