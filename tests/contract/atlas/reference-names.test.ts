// A list names what its things point to: an id says nothing to whoever reads it.
import { expect, test } from 'vitest';
import { list, openSqlitePlace, published, thing } from './atlas-place.ts';

test('a list comes with the names of what its things point to, as far as it is there', async () => {
  const place = await openSqlitePlace();
  try {
    const households = [thing('household', 'h-1', { contactPersonId: 'p-1' }), thing('household', 'h-2', { contactPersonId: 'gone' }), thing('household', 'h-3')];
    await published(place.atlas(), [thing('responsiblePerson', 'p-1', {}, { name: '王金寿' }), ...households.map((one) => ({ ...one }))]);
    const { things, referenceNames } = await list(place.atlas(), 'household');
    expect(things.map(({ id }) => id).toSorted()).toEqual(['h-1', 'h-2', 'h-3']);
    expect(referenceNames['responsiblePerson']).toEqual({ 'p-1': '王金寿' });
  } finally {
    await place.remove();
  }
});
