// Chooses one of the four levels or none yet, by shape and word.
import type { ReactNode } from 'react';
import { Radio } from 'antd';
import type { Level } from '../../../../shared/domain/atlas/levels.ts';
import { LEVEL_ORDER } from '../../../map/symbols/level-shape.ts';
import { useSeat } from '../../../seat/seat-context.ts';
import { LevelMark } from './level-mark.tsx';

const NONE = 'none';

export const LevelChoice = ({ level, onLevel }: { readonly level: Level | null; readonly onLevel: (level: Level | null) => void }): ReactNode => {
  const { t } = useSeat();
  return (
    <Radio.Group
      className="level-choice"
      aria-label={t('hazard.level')}
      optionType="button"
      value={level ?? NONE}
      onChange={(event) => onLevel(LEVEL_ORDER.find((each) => each === event.target.value) ?? null)}
    >
      {[...LEVEL_ORDER, null].map((each) => (
        <Radio.Button key={each ?? NONE} value={each ?? NONE}>
          <LevelMark level={each} />
        </Radio.Button>
      ))}
    </Radio.Group>
  );
};
